//! The connection's state machine on a virtual clock.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use support::{World, field, spec};
use tributary_core::connection::State;
use tributary_core::connection::backoff::Backoff;
use tributary_core::connection::close::{Verdict, verdict};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn subscribed() -> World {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    world
}

fn last_state(world: &World) -> &State {
    world.states().last().copied().expect("no status")
}

#[test]
fn a_lost_connection_comes_back_within_the_backoff() {
    let mut world = subscribed();
    let first = world.dialled();
    world.open(first);
    world.close(first, 1006);
    assert!(matches!(last_state(&world), State::Waiting { .. }));
    world.advance(500);
    let second = world.dialled();
    assert_eq!((first.generation, second.generation), (1, 2));
    world.open(second);
    assert!(matches!(last_state(&world), State::Open { .. }));
}

#[test]
fn waits_are_bounded_by_a_doubling_that_is_capped() {
    let mut backoff = Backoff::new(500, 30_000, 1);
    let mut seen = vec![];
    for attempt in 0..12 {
        let bound = (500u64 << attempt).min(30_000);
        let wait = backoff.next_delay();
        assert!(wait <= bound, "attempt {attempt} waits {wait} ms");
        seen.push(wait);
    }
    seen.dedup();
    assert!(seen.len() > 8, "no jitter: {seen:?}");
    for _ in 0..100 {
        assert!(backoff.next_delay() <= 30_000);
    }
}

#[test]
fn a_connection_that_flaps_does_not_start_the_backoff_anew() {
    let mut world = subscribed();
    let mut socket = world.dialled();
    for _ in 0..6 {
        world.open(socket);
        world.advance(9_000);
        world.close(socket, 1006);
        socket = world.redial();
    }
    assert_eq!(world.status().attempt, 6);
}

#[test]
fn a_connection_that_stayed_open_starts_the_backoff_anew() {
    let mut world = subscribed();
    for _ in 0..6 {
        let socket = world.dialled();
        world.open(socket);
        world.advance(10_000);
        world.close(socket, 1006);
        let dials = world.dials().len();
        world.advance(500);
        assert_eq!(world.dials().len(), dials + 1, "the first wait is at most the base");
    }
}

#[test]
fn a_server_that_does_not_answer_is_given_up_and_tried_again() {
    let mut world = subscribed();
    let first = world.dialled();
    world.advance(10_500);
    assert_eq!(world.closes(), [first]);
    assert_eq!(world.dialled().generation, 2);
    let State::Waiting { reason, .. } = world.states().iter().find(|s| matches!(s, State::Waiting { .. })).unwrap()
    else {
        panic!()
    };
    assert_eq!(reason.text, "The server did not answer within 10 s.");
}

#[test]
fn late_events_of_a_dead_socket_are_ignored() {
    let mut world = subscribed();
    let dead = world.dialled();
    world.open(dead);
    world.close(dead, 1006);
    world.advance(500);
    let alive = world.dialled();
    world.open(alive);
    let states = world.states().len();
    world.open(dead);
    world.text(dead, r#"{"v":1}"#);
    world.close(dead, 4401);
    assert_eq!(world.states().len(), states);
    assert_eq!(world.stats(1).messages, 0);
    world.text(alive, r#"{"v":2}"#);
    assert_eq!(world.column(1, "v"), [2.0.into()]);
}

#[test]
fn each_close_code_says_whether_to_come_back() {
    for code in [1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, 4400, 4401, 4403] {
        assert_eq!(verdict(code, &[]), Verdict::Stop, "{code}");
    }
    for code in [1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 3001, 3999, 4000, 4402, 4999] {
        assert_eq!(verdict(code, &[]), Verdict::Retry, "{code}");
    }
}

#[test]
fn a_stopped_connection_stays_stopped_until_somebody_subscribes_again() {
    let mut world = subscribed();
    let socket = world.dialled();
    world.open(socket);
    world.close(socket, 4401);
    assert!(matches!(last_state(&world), State::Stopped { reason } if reason.text.contains("credentials")));
    world.advance(3_600_000);
    assert_eq!(world.dials().len(), 1);
    world.subscribe(2, &spec(vec![field("$.v")])).unwrap();
    assert_eq!(world.dials().len(), 2);
}

#[test]
fn an_address_that_the_browser_refuses_is_not_tried_again() {
    let mut world = subscribed();
    let socket = world.dialled();
    world.refuse(socket, "The browser refused to connect: bad URL");
    world.advance(3_600_000);
    assert_eq!(world.dials().len(), 1);
    assert!(matches!(last_state(&world), State::Stopped { reason } if reason.text.ends_with("bad URL")));
}

#[test]
fn a_socket_lingers_after_its_last_subscription_and_then_closes() {
    let mut world = subscribed();
    let socket = world.dialled();
    world.open(socket);
    world.unsubscribe(1);
    world.advance(29_999);
    assert_eq!(world.closes(), []);
    world.advance(1);
    assert_eq!(world.closes(), [socket]);
    world.advance(3_600_000);
    assert_eq!(world.engine.next_deadline(), None, "nothing is left to wait for");
}

#[test]
fn a_day_of_outage_is_survived() {
    let mut world = subscribed();
    let end = world.now + 86_400_000;
    let mut socket = world.dialled();
    while world.now < end {
        world.close(socket, 1006);
        socket = world.redial();
    }
    assert!(world.dials().len() > 2_880, "an attempt every 30 s at least");
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    assert_eq!(world.column(1, "v"), [1.0.into()]);
}

#[test]
fn no_time_to_connect_in_is_no_endless_loop() {
    let mut query = spec(vec![field("$.v")]);
    (query.connection.reconnect.connect_timeout_ms, query.connection.reconnect.base_ms) = (0, 0);
    let mut world = World::new();
    world.subscribe(1, &query).unwrap();
    world.advance(10);
    assert!(world.dials().len() <= 12, "{} dials in 10 ms", world.dials().len());
}

#[test]
fn a_stable_connection_starts_the_backoff_anew_even_if_its_timer_comes_late() {
    let mut world = subscribed();
    let mut socket = world.dialled();
    for _ in 0..4 {
        world.open(socket);
        world.now = world.now + 20_000;
        world.close(socket, 1006);
        socket = world.redial();
    }
    assert_eq!(world.status().attempt, 1);
}

#[test]
fn every_change_of_state_is_told_even_if_two_come_at_once() {
    let mut query = spec(vec![field("$.v")]);
    query.connection.reconnect.base_ms = 0;
    let mut world = World::new();
    world.subscribe(1, &query).unwrap();
    world.advance(10_000);
    let told: Vec<_> = world.states().iter().map(|s| std::mem::discriminant(*s)).collect();
    assert_eq!(told.len(), 3, "connecting, waiting, connecting");
    assert_ne!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn nobody_is_dialled_for_after_a_sleep() {
    let mut world = subscribed();
    let socket = world.dialled();
    world.open(socket);
    world.unsubscribe(1);
    world.close(socket, 1006);
    world.now = world.now + 3_600_000;
    world.engine.handle_timeout(world.now);
    world.advance(0);
    assert_eq!(world.dials().len(), 1);
}
