//! The computer sleeps: what the page does when it wakes.

use tributary_core::connection::{SocketId, State};
use tributary_core::engine::Page;
use tributary_core::spec::SubscriptionSpec;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{World, field, spec};

const SLEEP: u64 = 600_000;

fn query(url: &str) -> SubscriptionSpec {
    let mut query = spec(vec![field("$.v")]);
    query.connection.url = url.to_owned();
    query
}

/// Subscription 1 has an open socket, on which something came.
fn opened() -> (World, SocketId) {
    let mut world = World::new();
    world.subscribe(1, &query("ws://a/")).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    world.advance(1_000);
    (world, socket)
}

fn timeout(world: &mut World) {
    world.engine.handle_timeout(world.now);
    world.drain();
}

fn resumed(world: &mut World) {
    world.engine.handle_page(Page::Resumed, world.now);
    world.drain();
}

fn slept(world: &World) -> usize {
    let is_sleep =
        |s: &&&State| matches!(s, State::Waiting { reason, .. } if reason.text == "This computer was asleep.");
    world.states().iter().filter(is_sleep).count()
}

#[test]
fn the_first_call_after_a_sleep_notices_it_and_dials_once() {
    for first in [timeout, resumed] {
        let (mut world, socket) = opened();
        world.now = world.now + SLEEP;
        first(&mut world);
        assert_eq!((world.dials().len(), world.closes(), slept(&world)), (2, vec![socket], 1));
        for _ in 0..3 {
            resumed(&mut world);
            timeout(&mut world);
            world.advance(200);
        }
        assert_eq!((world.dials().len(), slept(&world)), (2, 1));
    }
}

#[test]
fn a_throttled_page_has_not_slept() {
    let (mut world, _) = opened();
    for _ in 0..10 {
        world.now = world.engine.next_deadline().unwrap() + 60_000;
        world.text(world.dialled(), r#"{"v":1}"#);
        timeout(&mut world);
    }
    assert_eq!(world.dials().len(), 1);
}

#[test]
fn a_connection_on_which_something_has_just_come_is_left_alone() {
    let (mut world, socket) = opened();
    world.now = world.now + SLEEP;
    world.text(socket, r#"{"v":2}"#);
    timeout(&mut world);
    resumed(&mut world);
    assert_eq!((world.dials().len(), slept(&world)), (1, 0));
}

#[test]
fn a_sleep_is_noticed_once_even_if_other_things_are_long_due() {
    // A stream's buffer and another connection linger, and end while the computer sleeps.
    let mut short = query("ws://a/");
    short.stream.fields = vec![field("$.w")];
    short.stream.linger_ms = 60_000;
    for other in [short, query("ws://b/")] {
        let (mut world, _) = opened();
        world.subscribe(2, &other).unwrap();
        world.unsubscribe(2);
        let dials = world.dials().len();
        world.now = world.now + SLEEP;
        for _ in 0..4 {
            resumed(&mut world);
            world.now = world.now + 100;
        }
        timeout(&mut world);
        assert_eq!((world.dials().len(), slept(&world)), (dials + 1, 1), "{}", other.connection.url);
    }
}

#[test]
fn a_second_sleep_is_noticed_too_and_after_the_clock_was_set_back() {
    let (mut world, _) = opened();
    for sleeps in 1..=5 {
        world.now = world.now + SLEEP;
        timeout(&mut world);
        assert_eq!(slept(&world), sleeps);
        let socket = world.dialled();
        world.open(socket);
        world.text(socket, r#"{"v":1}"#);
        world.now = world.now.set_back(3_600_000);
        timeout(&mut world);
        world.advance(1_000);
    }
}

#[test]
fn a_sleep_is_no_silence_that_the_server_is_used_to() {
    let (mut world, socket) = opened();
    world.now = world.now + 50 * SLEEP;
    // It came before the sleep, and was read after it; the server has long given up.
    world.text(socket, r#"{"v":2}"#);
    timeout(&mut world);
    world.advance(60_000);
    assert_eq!(world.closes(), [socket], "silent for a minute");
}
