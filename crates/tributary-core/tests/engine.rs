//! Subscriptions: what they share, what outlives them, and when they are told.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use support::{START, World, field, spec};
use tributary_core::Millis;
use tributary_core::engine::{FrameTime, Output, Payload, Ready};
use tributary_core::error::Code;
use tributary_core::spec::{BufferSpec, FieldRole, FieldType};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn equal_subscriptions_share_a_socket_and_a_buffer() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    world.subscribe(2, &spec(vec![field("$.v")])).unwrap();
    world.subscribe(3, &spec(vec![field("$.w")])).unwrap();
    assert_eq!(world.dials().len(), 1);
    let stream = |world: &World, id| *world.emissions(id).last().unwrap();
    assert_eq!(stream(&world, 1), stream(&world, 2));
    assert_ne!(stream(&world, 1), stream(&world, 3));
}

#[test]
fn data_sources_share_nothing() {
    let mut world = World::new();
    let query = spec(vec![field("$.v")]);
    let mut other = query.clone();
    other.connection.scope = "other".to_owned();
    world.subscribe(1, &query).unwrap();
    world.subscribe(2, &other).unwrap();
    assert_eq!(world.dials().len(), 2);
}

#[test]
fn a_subscribe_frame_without_where_has_a_socket_of_its_own() {
    let query = |frame: &str, filter: Option<&str>| {
        let mut query = spec(vec![field("$.v")]);
        query.stream.subscribe = Some(frame.to_owned());
        query.stream.filter = filter.map(str::to_owned);
        query
    };
    let mut world = World::new();
    world.subscribe(1, &query("a", None)).unwrap();
    world.subscribe(2, &query("b", None)).unwrap();
    assert_eq!(world.dials().len(), 2);
    world.subscribe(3, &query("a", Some("$.a"))).unwrap();
    world.subscribe(4, &query("b", Some("$.b"))).unwrap();
    assert_eq!(world.dials().len(), 3);
    let shared = world.dialled();
    world.open(shared);
    assert_eq!(world.sent(), ["a", "b"]);
}

#[test]
fn subscribe_frames_are_sent_again_after_each_open_and_ended_by_unsubscribe_frames() {
    let mut world = World::new();
    let mut query = spec(vec![field("$.v")]);
    query.stream.filter = Some("$.v".to_owned());
    query.stream.subscribe = Some("on".to_owned());
    query.stream.unsubscribe = Some("off".to_owned());
    query.stream.linger_ms = 1_000;
    world.subscribe(1, &query).unwrap();
    let first = world.dialled();
    world.open(first);
    world.close(first, 1006);
    world.advance(500);
    let second = world.dialled();
    world.open(second);
    assert_eq!(world.sent(), ["on", "on"]);
    world.unsubscribe(1);
    world.advance(1_000);
    assert_eq!(world.sent(), ["on", "on", "off"]);
}

#[test]
fn a_new_subscription_starts_with_what_is_buffered() {
    let mut world = World::new();
    let query = spec(vec![field("$.v")]);
    world.subscribe(1, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    world.unsubscribe(1);
    world.advance(20_000);
    world.text(socket, r#"{"v":2}"#);
    world.subscribe(2, &query).unwrap();
    assert_eq!(world.emissions(2).len(), 1, "told at once");
    assert_eq!(world.column(2, "v"), [1.0.into(), 2.0.into()]);
    assert_eq!(world.dials().len(), 1, "the socket is the same");
}

#[test]
fn a_buffer_outlives_its_socket_and_ends_with_its_own_linger() {
    let mut world = World::new();
    let query = spec(vec![field("$.v")]);
    world.subscribe(1, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    world.unsubscribe(1);
    world.advance(599_999);
    world.subscribe(2, &query).unwrap();
    assert_eq!(world.column(2, "v"), [1.0.into()]);
    world.unsubscribe(2);
    world.advance(600_000);
    world.subscribe(3, &query).unwrap();
    assert_eq!(world.column(3, "v"), []);
}

#[test]
fn other_streams_keep_their_rows_when_one_ends() {
    let mut world = World::new();
    let (mut short, long) = (spec(vec![field("$.v")]), spec(vec![field("$.w"), field("$.v")]));
    short.stream.linger_ms = 10;
    world.subscribe(1, &short).unwrap();
    world.subscribe(2, &long).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1,"w":2}"#);
    world.unsubscribe(1);
    world.advance(10);
    world.text(socket, r#"{"v":3,"w":4}"#);
    assert_eq!(world.column(2, "w"), [2.0.into(), 4.0.into()]);
    assert_eq!(world.column(2, "v"), [1.0.into(), 3.0.into()]);
}

#[test]
fn a_lone_message_is_told_at_once_to_whoever_wants_it() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.advance(5_000);
    world.text(socket, r#"{"v":0}"#);
    assert_eq!(world.engine.next_deadline(), Some(world.now), "due in the same turn");
    world.advance(0);
    assert_eq!(world.emissions(1).len(), 2, "the first one was for the subscription");
}

#[test]
fn a_flood_is_told_once_for_each_want() {
    let mut world = World::new();
    world.is_eager = false;
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for turn in 0..10 {
        for _ in 0..100 {
            world.text(socket, r#"{"v":1}"#);
            world.advance(1);
        }
        assert_eq!(world.emissions(1).len(), 1 + turn);
        world.want(&[1]);
        world.advance(0);
        assert_eq!(world.emissions(1).len(), 2 + turn, "there was something to tell");
    }
    assert_eq!(world.column(1, "v").len(), 1_000);
    world.want(&[1, 99]);
    world.advance(10_000);
    assert_eq!(world.emissions(1).len(), 11, "nothing new");
    world.text(socket, r#"{"v":2}"#);
    world.advance(0);
    assert_eq!(world.emissions(1).len(), 12, "a want waits for something new");
}

#[test]
fn each_subscription_is_told_what_it_does_not_know() {
    let mut world = World::new();
    world.is_eager = false;
    let query = spec(vec![field("$.v")]);
    world.subscribe(1, &query).unwrap();
    world.subscribe(2, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.want(&[1]);
    world.text(socket, r#"{"v":1}"#);
    world.advance(0);
    assert_eq!((world.emissions(1).len(), world.emissions(2).len()), (2, 1));
    world.want(&[1, 2]);
    world.advance(10_000);
    assert_eq!((world.emissions(1).len(), world.emissions(2).len()), (2, 2));
    world.want(&[2]);
    world.text(socket, r#"{"v":2}"#);
    world.advance(0);
    let last =
        world.outputs.iter().rev().find_map(|o| if let Output::Ready(Ready { to, .. }) = o { Some(to) } else { None });
    assert_eq!(last.unwrap(), &[1, 2], "told together");
}

#[test]
fn counters_alone_are_told_once_a_second() {
    let mut query = spec(vec![field("$.v")]);
    query.stream.filter = Some("$.w".to_owned());
    let mut world = World::new();
    world.subscribe(1, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for _ in 0..5_000 {
        world.text(socket, r#"{"v":1}"#);
        world.advance(1);
    }
    assert_eq!(world.emissions(1).len(), 6);
    let counted = |world: &World| world.outputs.iter().filter(|o| matches!(o, Output::Counted(_))).count();
    assert_eq!(counted(&world), 5, "without rows, which are as they were");
    world.text(socket, r#"{"v":1,"w":1}"#);
    world.advance(0);
    assert_eq!(counted(&world), 5);
    assert_eq!(world.emissions(1).len(), 7, "rows wait for nothing");
}

#[test]
fn nothing_is_told_while_nothing_changes() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    world.advance(3_600_000);
    assert_eq!(world.emissions(1).len(), 2);
}

#[test]
fn a_message_that_fails_is_told_so_that_people_see_it() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, "hello");
    world.advance(0);
    assert_eq!(world.emissions(1).len(), 2);
    assert_eq!(world.stats(1).failed, 1);
}

#[test]
fn binary_frames_hold_json_in_utf8() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for bytes in [&br#"{"v":"ok"}"#[..], &[b'"', 0xff, b'"'][..]] {
        world.engine.handle_message(socket, Payload::Binary(bytes), START);
    }
    assert_eq!(world.column(1, "v"), ["ok".into()]);
    assert_eq!(world.stats(1).last_failure.unwrap().code, "not-utf8");
}

#[test]
fn a_message_over_the_limit_is_dropped_and_counted() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, &format!("\"{}\"", "x".repeat(8 * 1024 * 1024)));
    world.text(socket, "1");
    assert_eq!(world.column(1, "message"), ["1".into()]);
    assert_eq!(world.stats(1).last_failure.unwrap().code, "too-large");
    world.engine.handle_message(socket, Payload::TooLarge(9_000_000), START);
    let stats = world.stats(1);
    assert_eq!(stats.failed, 2);
    assert!(stats.last_failure.unwrap().message.contains("9000000 bytes"));
}

#[test]
fn capacity_is_a_thousand_rows_unless_asked_otherwise_and_the_oldest_goes_first() {
    let mut world = World::new();
    let mut small = spec(vec![field("$")]);
    small.stream.buffer = BufferSpec::Append { rows: 3, age_seconds: None };
    world.subscribe(1, &spec(vec![field("$")])).unwrap();
    world.subscribe(2, &small).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for i in 0..1_005 {
        world.text(socket, &i.to_string());
    }
    let all = world.column(1, "message");
    assert_eq!((all.len(), &all[0], &all[999]), (1000, &"5".into(), &"1004".into()));
    assert_eq!(world.column(2, "message"), ["1002".into(), "1003".into(), "1004".into()]);
    assert_eq!(world.stats(2).dropped, 1_002);
}

#[test]
fn a_query_that_is_wrong_is_refused_by_its_field_and_harms_nobody() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let mut bad = spec(vec![field("$.v"), field("$.")]);
    let error = world.subscribe(2, &bad).unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), (Code::PathSyntax, Some("fields[1].path")));
    bad.stream.fields.clear();
    assert_eq!(world.subscribe(2, &bad).unwrap_err().code, Code::FieldsMissing);
    bad.stream.fields = vec![field("$"); 65];
    assert_eq!(world.subscribe(2, &bad).unwrap_err().code, Code::Limit);
    bad.stream.fields = vec![field("$")];
    bad.stream.buffer = BufferSpec::Append { rows: 2_000_000, age_seconds: None };
    assert_eq!(world.subscribe(2, &bad).unwrap_err().field.as_deref(), Some("buffer.rows"));
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    assert_eq!(world.column(1, "v"), [1.0.into()]);
}

#[test]
fn orphaned_and_double_unsubscribes_are_borne() {
    let mut world = World::new();
    world.unsubscribe(99);
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    world.subscribe(2, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.unsubscribe(1);
    world.unsubscribe(1);
    world.advance(60_000);
    assert_eq!(world.closes(), [], "the second subscription still needs it");
    world.subscribe(2, &spec(vec![field("$.v")])).unwrap();
    world.unsubscribe(2);
    world.advance(30_000);
    assert_eq!(world.closes().len(), 1);
}

#[test]
fn a_clock_that_is_set_back_delays_nothing() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$.v")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, r#"{"v":1}"#);
    world.advance(0);
    world.now = Millis(world.now.0 - 3_600_000);
    world.text(socket, r#"{"v":2}"#);
    world.advance(100);
    assert_eq!(world.emissions(1).len(), 3, "told within the interval");
    world.close(socket, 1006);
    world.now = Millis(world.now.0 - 3_600_000);
    world.engine.handle_timeout(world.now);
    world.advance(500);
    assert_eq!(world.dials().len(), 2, "tried again within the backoff");
}

/// Two streams that live on the same subscribe frame.
fn siblings() -> (World, tributary_core::connection::SocketId) {
    let query = |path: &str| {
        let mut query = spec(vec![field(path)]);
        query.stream.subscribe = Some("on".to_owned());
        query.stream.unsubscribe = Some("off".to_owned());
        query.stream.filter = Some("$.v".to_owned());
        query.stream.linger_ms = 1_000;
        query
    };
    let mut world = World::new();
    world.subscribe(1, &query("$.v")).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.subscribe(2, &query("$.w")).unwrap();
    (world, socket)
}

#[test]
fn a_subscribe_frame_that_streams_have_in_common_is_sent_once() {
    let (mut world, socket) = siblings();
    assert_eq!(world.sent(), ["on"]);
    world.close(socket, 1006);
    let again = world.redial();
    world.open(again);
    assert_eq!(world.sent(), ["on", "on"], "and once after each open");
}

#[test]
fn what_another_stream_lives_on_is_not_unsubscribed() {
    let (mut world, _) = siblings();
    world.unsubscribe(1);
    world.advance(1_000);
    assert_eq!(world.sent(), ["on"]);
    world.unsubscribe(2);
    world.advance(1_000);
    assert_eq!(world.sent(), ["on", "off"]);
}

#[test]
fn a_new_subscription_to_a_lingering_buffer_is_told_once() {
    let mut world = World::new();
    let query = spec(vec![field("$.v")]);
    world.subscribe(1, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.unsubscribe(1);
    world.text(socket, r#"{"v":1}"#);
    world.advance(5_000);
    world.subscribe(2, &query).unwrap();
    world.advance(5_000);
    assert_eq!(world.emissions(2).len(), 1);
}

#[test]
fn large_messages_make_room_before_memory_runs_out() {
    let mut world = World::new();
    world.subscribe(1, &spec(vec![field("$")])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    let message = format!("\"{}\"", "x".repeat(8_000_000));
    for _ in 0..20 {
        world.text(socket, &message);
    }
    let stats = world.stats(1);
    assert_eq!((stats.rows, stats.dropped), (20, 4), "16 of 8 MB are the most below 128 MiB");
}

#[test]
fn the_time_of_frames_matters_as_long_as_somebody_waits_for_one() {
    let mut time = field("$.t");
    (time.role, time.kind) = (FieldRole::Time, FieldType::Time);
    let mut world = World::after(vec![time, field("$.v")], &[]);
    world.is_eager = false;
    let socket = world.dialled();
    let message = |t: u64| format!(r#"{{"t":{t},"v":1}}"#);
    let hear = |world: &mut World, t: u64| {
        let told = world.engine.now();
        world.engine.handle_message(socket, Payload::Text(&message(t)), told)
    };
    assert_eq!(hear(&mut world, 1_700_000_000_000), FrameTime::Known);
    let deadline = world.engine.next_deadline();
    assert_eq!(hear(&mut world, 1_700_000_000_001), FrameTime::Known);
    assert_eq!(world.engine.next_deadline(), deadline);
    world.advance(1_000);
    assert_eq!(hear(&mut world, 1_700_000_000_001), FrameTime::Known, "nobody wants to be told");
    world.want(&[1]);
    world.advance(0);
    world.want(&[1]);
    assert_eq!(world.column(1, "v").len(), 3);
    let engine = &mut world.engine;
    let tells = engine.handle_message(socket, Payload::Text("{}"), engine.now());
    assert_eq!(tells, FrameTime::Matters, "somebody waits for rows, and this has none");
    // Rows without times of their own tell when they came.
    world.subscribe(2, &spec(vec![field("$.v")])).unwrap();
    assert_eq!(hear(&mut world, 1_700_000_000_002), FrameTime::Matters);
}
