//! What all buffers take together is bounded.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use support::{World, field, spec};
use tributary_core::Engine;
use tributary_core::connection::SocketId;
use tributary_core::spec::{BufferSpec, SubscriptionSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const LIMIT: usize = 1 << 20;

/// A stream of large texts.
fn texts(path: &str) -> SubscriptionSpec {
    let mut query = spec(vec![field(path)]);
    query.stream.buffer = BufferSpec::Append { rows: 1_000_000, age_seconds: None };
    query
}

fn world(paths: &[&str]) -> (World, SocketId) {
    let mut world = World::new();
    world.engine = Engine::new(7).with_memory(LIMIT);
    for (id, path) in (1..).zip(paths) {
        world.subscribe(id, &texts(path)).unwrap();
    }
    let socket = world.dialled();
    world.open(socket);
    (world, socket)
}

fn message(n: usize) -> String {
    format!(r#"{{"a":"{n}{}","b":{n}}}"#, "x".repeat(10_000))
}

#[test]
fn the_oldest_rows_of_the_largest_buffer_make_room() {
    let (mut world, socket) = world(&["$.a", "$.b"]);
    for n in 0..1_000 {
        world.text(socket, &message(n));
        world.advance(10);
    }
    let (large, small) = (world.stats(1), world.stats(2));
    assert!(large.memory + small.memory <= LIMIT, "{} and {} bytes", large.memory, small.memory);
    assert!(large.memory > LIMIT / 2, "{} bytes: no more is given up than need be", large.memory);
    assert_eq!((large.rows, large.dropped > 800, small.dropped), (1_000, true, 0));
    let newest = world.column(1, "a").pop().unwrap();
    assert!(matches!(newest, support::Value::Text(text) if text.starts_with("999x")));
}

#[test]
fn what_nobody_looks_at_goes_before_anything_that_is_looked_at() {
    let (mut world, socket) = world(&["$.a", "$"]);
    for n in 0..40 {
        world.text(socket, &message(n));
    }
    world.unsubscribe(2);
    for n in 40..60 {
        world.text(socket, &message(n));
        world.advance(10);
    }
    assert_eq!(world.stats(1).dropped, 0);
    world.subscribe(3, &texts("$")).unwrap();
    assert_eq!(world.column(3, "message").len(), 0, "it has not lingered");
}

#[test]
fn an_engine_is_idle_when_nothing_lingers_any_more() {
    let (mut world, _) = world(&["$.a"]);
    assert!(!world.engine.is_idle());
    world.unsubscribe(1);
    world.advance(599_000);
    assert!(!world.engine.is_idle());
    world.advance(1_000);
    assert!(world.engine.is_idle());
}
