//! Subscriptions that come and go: nothing is left of them.

use tributary_core::engine::Output;
use tributary_core::spec::SubscriptionSpec;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{World, field, spec};

/// A query of a panel, the `edit`-th that somebody tried.
fn query(edit: u32) -> SubscriptionSpec {
    let mut query = spec(vec![field(&format!("$.v{edit}"))]);
    query.connection.url = format!("ws://host{}/", edit % 7);
    match edit % 4 {
        0 => {}
        1 => query.stream.filter = Some(format!("$.topic == 't{edit}'")),
        2 => {
            query.stream.filter = Some("$.topic".to_owned());
            query.stream.subscribe = Some(format!(r#"{{"sub":{edit}}}"#));
            query.stream.unsubscribe = Some(format!(r#"{{"unsub":{edit}}}"#));
        }
        // Nothing tells its messages apart: a socket of its own.
        _ => query.stream.subscribe = Some(format!(r#"{{"sub":{edit}}}"#)),
    }
    query.stream.linger_ms = 1_000 * u64::from(edit % 11);
    query.connection.linger_ms = 1_000 * u64::from(edit % 3);
    query
}

/// What the server does: opens every second socket that was dialled, and refuses the others.
fn serve(world: &mut World, seen: &mut usize) {
    while let Some(&socket) = world.dials().get(*seen) {
        if (*seen).is_multiple_of(2) {
            world.open(socket);
            world.text(socket, r#"{"topic":"t1","v1":1}"#);
        } else {
            world.close(socket, 1006);
        }
        *seen += 1;
    }
}

/// That nothing is waited for, every socket was closed, each frame was ended, and a fresh subscription works.
fn assert_nothing_is_left(mut world: World, refused: impl Fn(usize) -> bool) {
    world.advance(3_600_000);
    assert_eq!(world.engine.next_deadline(), None);
    let mut closed = world.closes();
    let count = closed.len();
    closed.sort_unstable();
    closed.dedup();
    assert_eq!(closed.len(), count, "each once");
    for (at, socket) in world.dials().iter().enumerate() {
        assert!(closed.contains(socket) != refused(at), "{socket:?}");
    }
    let sends = world.outputs.iter().filter(|output| matches!(output, Output::Send { .. })).count();
    assert!(sends > 100, "{sends} frames: were topics asked for at all?");
    world.subscribe(1_000_000, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":7}"#);
    world.advance(0);
    assert_eq!(world.column(1_000_000, "v"), [7.0.into()]);
    assert_eq!(world.emissions(1_000_000).len(), 2);
}

#[test]
fn nothing_is_left_of_a_thousand_subscriptions_that_came_and_went() {
    let mut world = World::new();
    let mut seen = 0;
    let same = |cycle: u32| query(cycle % 8);
    for cycle in 0..1_000 {
        world.subscribe(cycle % 10, &same(cycle)).unwrap();
        serve(&mut world, &mut seen);
        world.advance(u64::from(cycle % 13) * 100);
        world.unsubscribe(cycle % 10);
        if cycle.is_multiple_of(3) {
            world.unsubscribe(cycle % 10);
            world.unsubscribe(5_000 + cycle);
        }
    }
    assert_nothing_is_left(world, |at| at % 2 == 1 && at < seen);
}

#[test]
fn nothing_is_left_of_a_thousand_edits_of_a_query() {
    let mut world = World::new();
    let mut seen = 0;
    for edit in 0..1_000 {
        // The same id: the panel's former query ends with it.
        world.subscribe(1, &query(edit)).unwrap();
        serve(&mut world, &mut seen);
        world.advance(u64::from(edit % 17) * 50);
        if edit.is_multiple_of(5) {
            world.unsubscribe(9_999);
            let mut wrong = query(edit);
            wrong.stream.fields[0].path = "$.".to_owned();
            world.subscribe(2, &wrong).unwrap_err();
            wrong = query(edit);
            wrong.stream.subscribe = Some("${match.}".to_owned());
            world.subscribe(2, &wrong).unwrap_err();
            world.unsubscribe(2);
        }
    }
    world.unsubscribe(1);
    world.unsubscribe(1);
    assert_nothing_is_left(world, |at| at % 2 == 1 && at < seen);
}

#[test]
fn each_frame_that_was_ended_had_been_asked_for_on_its_socket() {
    let mut world = World::new();
    let mut seen = 0;
    for edit in 0..400 {
        world.subscribe(1, &query(edit)).unwrap();
        serve(&mut world, &mut seen);
        world.advance(u64::from(edit % 29) * 100);
    }
    world.unsubscribe(1);
    world.advance(3_600_000);
    let mut asked = std::collections::HashSet::new();
    for output in &world.outputs {
        let Output::Send { socket, text } = output else { continue };
        let is_fine = match text.strip_prefix(r#"{"un"#) {
            Some(topic) => asked.remove(&(*socket, topic.to_owned())),
            None => asked.insert((*socket, text[2..].to_owned())),
        };
        assert!(is_fine, "{socket:?} {text}");
    }
}
