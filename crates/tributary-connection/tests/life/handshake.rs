//! The handshake: what is said before the streams' own messages.

use tributary_connection::{Connection, State, Taking};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec, topic};

const HELLO: [&str; 9] =
    ["send", "hello", "await", "$.welcome", "5000", "send", r#"{"auth":"${match}"}"#, "await", "READY"];

fn hello() -> Vec<&'static str> {
    HELLO.into_iter().chain(["2000"]).collect()
}

#[test]
fn nothing_of_the_streams_is_sent_before_the_handshake_is_done() {
    let mut rig = Rig::dialled(&spec(&hello()));
    rig.join(&topic("a"));
    rig.open();
    assert_eq!(rig.sent(), ["hello"]);
    rig.join(&topic("b"));
    assert_eq!(rig.text(r#"{"welcome":"you"}"#), Taking::Ours);
    assert_eq!(rig.sent(), ["hello", r#"{"auth":"you"}"#]);
    rig.join(&topic("c"));
    assert!(!rig.is_open());
    assert_eq!(rig.text("READY to go"), Taking::Ours);
    assert!(rig.is_open());
    assert_eq!(rig.sent(), ["hello", r#"{"auth":"you"}"#, "a", "b", "c"]);
}

#[test]
fn each_step_that_waits_is_told() {
    let mut rig = Rig::opened(&spec(&hello()));
    assert!(matches!(rig.state(), State::Greeting { step: 2, .. }));
    rig.text(r#"{"welcome":"you"}"#);
    assert!(matches!(rig.state(), State::Greeting { step: 4, .. }));
    rig.text("READY");
    let told = rig.told().into_iter().map(|state| match state {
        State::Connecting { .. } => "connecting".to_owned(),
        State::Greeting { step, .. } => format!("step {step}"),
        State::Open { .. } => "open".to_owned(),
        state => panic!("{state:?}"),
    });
    assert_eq!(told.collect::<Vec<_>>(), ["connecting", "step 2", "step 4", "open"]);
}

#[test]
fn a_handshake_that_waits_for_nothing_is_done_at_once() {
    let mut rig = Rig::dialled(&spec(&["send", "a", "send", "b"]));
    rig.join(&topic("c"));
    rig.open();
    assert!(rig.is_open());
    assert_eq!(rig.sent(), ["a", "b", "c"]);
}

#[test]
fn the_subprotocol_is_told_after_the_handshake() {
    let mut rig = Rig::dialled(&spec(&hello()));
    let socket = rig.socket();
    rig.act(|c, now| c.handle_open(socket, "graphql-ws".to_owned(), now));
    rig.text(r#"{"welcome":"you"}"#);
    rig.advance(100);
    rig.text("READY");
    let State::Open { protocol, since, .. } = rig.state() else { panic!() };
    assert_eq!((protocol.as_str(), *since), ("graphql-ws", rig.now));
}

#[test]
fn other_messages_than_the_awaited_one_are_the_streams() {
    let mut rig = Rig::opened(&spec(&hello()));
    assert_eq!(rig.text("READY"), Taking::Streams, "not yet");
    assert_eq!(rig.text(r#"{"data":1}"#), Taking::Streams);
    assert_eq!(rig.text("garbage"), Taking::Streams);
    assert_eq!(rig.text(r#"{"welcome":"you"}"#), Taking::Ours);
    assert_eq!(rig.text(r#"{"welcome":"again"}"#), Taking::Streams, "nobody waits for it any more");
    assert_eq!(rig.text("READY"), Taking::Ours);
    assert_eq!(rig.text("READY"), Taking::Streams);
    assert_eq!(rig.sent(), ["hello", r#"{"auth":"you"}"#]);
}

#[test]
fn an_unanswered_step_is_given_up_with_its_number() {
    let mut rig = Rig::opened(&spec(&hello()));
    rig.advance(4_999);
    assert_eq!(rig.closes(), [0; 0]);
    rig.sleep(1);
    rig.act(Connection::handle_timeout);
    assert_eq!(rig.closes(), [1]);
    assert_eq!(rig.reason(), "The server did not send what step 2 of the handshake waits for within 5 s.");

    let mut rig = Rig::opened(&spec(&hello()));
    rig.text(r#"{"welcome":"you"}"#);
    rig.sleep(2_000);
    rig.act(Connection::handle_timeout);
    assert_eq!(rig.reason(), "The server did not send what step 4 of the handshake waits for within 2 s.");
}

#[test]
fn messages_do_not_prolong_what_a_step_waits_for() {
    let mut rig = Rig::opened(&spec(&hello()));
    for _ in 0..4 {
        rig.advance(1_000);
        rig.text("other");
    }
    rig.advance(1_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_handshake_starts_anew_on_each_socket() {
    let mut rig = Rig::dialled(&spec(&hello()));
    rig.join(&topic("a"));
    rig.open();
    rig.text(r#"{"welcome":"one"}"#);
    rig.close(1006);
    rig.redial();
    rig.actions.clear();
    rig.open();
    assert_eq!(rig.text("READY"), Taking::Streams);
    rig.text(r#"{"welcome":"two"}"#);
    rig.text("READY");
    assert_eq!(rig.sent(), ["hello", r#"{"auth":"two"}"#, "a"]);
}

#[test]
fn a_step_that_needs_what_no_message_has_gives_the_connection_up() {
    let mut rig = Rig::opened(&spec(&["await", "$.a", "1000", "send", "${match.b}"]));
    rig.text(r#"{"a":1}"#);
    assert_eq!(rig.reason(), "The handshake needs ${match.b}, which no message that was waited for has.");
    assert_eq!((rig.closes(), rig.sent().len()), (vec![1], 0));
}

#[test]
fn values_are_those_of_the_latest_awaited_message_that_has_them() {
    let steps = ["await", "$.a", "1000", "await", "$.b", "1000", "send", "${match.a} ${match.c} ${match.b} ${match}"];
    let mut rig = Rig::opened(&spec(&steps));
    rig.text(r#"{"a":"a1","c":"c1"}"#);
    rig.text(r#"{"b":"b2","c":"c2"}"#);
    assert_eq!(rig.sent(), ["a1 c2 b2 b2"]);
}

#[test]
fn what_follows_a_prefix_is_its_match() {
    let mut rig = Rig::opened(&spec(&["await", "TOKEN:", "1000", "send", "AUTH ${match}"]));
    rig.text("TOKEN:  abc ");
    assert_eq!(rig.sent(), ["AUTH abc"]);
}

#[test]
fn a_condition_s_match_is_the_whole_message() {
    let mut rig = Rig::opened(&spec(&["await", "$.type == 'ok'", "1000", "send", r#"["${match}",${match}]"#]));
    assert_eq!(rig.text(r#"{"type":"no"}"#), Taking::Streams);
    rig.text(r#"{"type":"ok"}"#);
    assert_eq!(rig.sent(), [r#"["{\"type\":\"ok\"}",{"type":"ok"}]"#]);
}

#[test]
fn a_connection_is_not_stable_before_its_handshake_is_done() {
    let mut rig = Rig::opened(&spec(&["await", "$.late", "60000"]));
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.advance(30_000);
    assert_eq!(rig.connection.status().attempt, 1);
    rig.text(r#"{"late":1}"#);
    rig.advance(9_999);
    assert_eq!(rig.connection.status().attempt, 1);
    rig.advance(1);
    assert_eq!(rig.connection.status().attempt, 0);
}

#[test]
fn a_handshake_that_fails_makes_a_gap_and_is_tried_again() {
    let mut rig = Rig::opened(&spec(&hello()));
    rig.sleep(5_000);
    rig.act(Connection::handle_timeout);
    assert_eq!(rig.gaps(), 1, "the streams may have had messages before it was done");
    rig.redial();
    assert_eq!(rig.socket().generation, 2);
}
