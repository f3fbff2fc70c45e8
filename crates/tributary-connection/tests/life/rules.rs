//! The handshake's rules: what is sent again and again, and what messages cause.

use tributary_connection::{Connection, State, Taking};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec};

#[test]
fn a_message_that_stops_says_why() {
    let mut rig = Rig::opened(&spec(&["stop", "$.error", "The server said “${match.error.text}”."]));
    assert_eq!(rig.text(r#"{"error":{"text":"no"}}"#), Taking::Ours);
    assert!(rig.is_stopped());
    assert_eq!((rig.reason(), rig.closes()), ("The server said “no”.", vec![1]));
    rig.advance(3_600_000);
    assert_eq!(rig.dials(), 1);
}

#[test]
fn a_message_that_retries_says_why_and_comes_back() {
    let mut rig = Rig::opened(&spec(&["retry", "BUSY", "busy:${match}"]));
    assert_eq!(rig.text("BUSY  now"), Taking::Ours);
    assert!(rig.is_waiting());
    assert_eq!((rig.reason(), rig.closes()), ("busy:now", vec![1]));
    rig.redial();
    assert_eq!(rig.dials(), 2);
}

#[test]
fn a_reason_whose_value_is_missing_names_it() {
    let mut rig = Rig::opened(&spec(&["stop", "$.error", "${match.reason}"]));
    rig.text(r#"{"error":1}"#);
    assert_eq!(rig.reason(), "${match.reason}");
}

#[test]
fn failing_comes_before_what_is_awaited_and_what_is_answered() {
    let rules = ["answer", "$.a", "answer", "await", "$.a", "1000", "stop", "$.error", "stopped"];
    let mut rig = Rig::opened(&spec(&rules));
    rig.text(r#"{"a":1,"error":2}"#);
    assert!(rig.is_stopped());
    assert_eq!(rig.sent(), [""; 0]);
}

#[test]
fn a_handshake_can_fail_by_a_rule() {
    let mut rig = Rig::opened(&spec(&["send", "hi", "await", "$.ok", "1000", "stop", "$.denied", "denied"]));
    rig.text(r#"{"denied":true}"#);
    assert_eq!(rig.reason(), "denied");
    rig.advance(10_000);
    assert!(rig.is_stopped(), "nothing waits any more");
}

#[test]
fn an_answer_has_the_values_of_what_it_answers() {
    let words = ["await", "$.n", "1000", "answer", "$.ping", r#"{"pong":${match},"n":${match.n},"s":${match.s}}"#];
    let mut rig = Rig::opened(&spec(&words));
    rig.text(r#"{"n":1,"s":"session"}"#);
    for n in [7, 8] {
        assert_eq!(rig.text(&format!(r#"{{"ping":{n},"n":{}}}"#, n * 10)), Taking::Ours);
    }
    let frame = |n| format!(r#"{{"pong":{n},"n":{n}0,"s":"session"}}"#);
    assert_eq!(rig.sent(), [frame(7), frame(8)]);
}

#[test]
fn every_answer_that_matches_is_sent_in_its_order() {
    let mut rig = Rig::opened(&spec(&["answer", "$.a", "1", "answer", "$.b", "2", "answer", "{", "3"]));
    assert_eq!(rig.text(r#"{"b":1}"#), Taking::Ours);
    assert_eq!(rig.text(r#"{"a":1,"b":1}"#), Taking::Ours);
    assert_eq!(rig.text(r#"[{"a":1}]"#), Taking::Streams);
    assert_eq!(rig.sent(), ["2", "3", "1", "2", "3"]);
}

#[test]
fn messages_are_answered_while_the_handshake_waits() {
    let mut rig = Rig::opened(&spec(&["await", "$.ok", "60000", "answer", "ping", "pong"]));
    assert_eq!(rig.text("ping"), Taking::Ours);
    assert_eq!(rig.sent(), ["pong"]);
    assert!(matches!(rig.state(), State::Greeting { .. }));
}

#[test]
fn a_beat_is_sent_again_and_again() {
    let mut rig = Rig::opened(&spec(&["every", "1000", "ping"]));
    rig.advance(999);
    assert_eq!(rig.sent(), [""; 0]);
    rig.advance(1);
    assert_eq!(rig.sent(), ["ping"]);
    rig.advance(9_000);
    assert_eq!(rig.sent().len(), 10);
}

#[test]
fn beats_have_their_own_times() {
    let mut rig = Rig::opened(&spec(&["every", "1000", "a", "every", "3000", "b"]));
    rig.advance(6_000);
    assert_eq!(rig.sent(), ["a", "a", "a", "b", "a", "a", "a", "b"]);
}

#[test]
fn beats_that_were_missed_are_not_made_up_for() {
    let mut rig = Rig::opened(&spec(&["every", "1000", "ping"]));
    rig.sleep(60_500);
    rig.act(Connection::handle_timeout);
    assert_eq!(rig.sent(), ["ping"]);
    rig.advance(999);
    assert_eq!(rig.sent().len(), 1);
    rig.advance(1);
    assert_eq!(rig.sent().len(), 2);
}

#[test]
fn nothing_beats_but_an_open_connection() {
    let mut rig = Rig::dialled(&spec(&["await", "$.ok", "8000", "every", "1000", "ping"]));
    rig.advance(5_000);
    rig.open();
    rig.advance(5_000);
    assert_eq!(rig.sent(), [""; 0], "the handshake is not done");
    rig.text(r#"{"ok":1}"#);
    rig.advance(1_000);
    assert_eq!(rig.sent().len(), 1);
    rig.act(|c, _| c.suspend());
    rig.advance(60_000);
    assert_eq!(rig.sent().len(), 1);
    rig.urge();
    rig.open();
    rig.text(r#"{"ok":1}"#);
    rig.close(4401);
    rig.advance(60_000);
    assert_eq!(rig.sent().len(), 1);
}

#[test]
fn nothing_beats_faster_than_ten_times_a_second() {
    let mut rig = Rig::opened(&spec(&["every", "0", "ping"]));
    rig.advance(1_000);
    assert_eq!(rig.sent().len(), 10);
}

#[test]
fn a_beat_has_the_values_of_what_was_awaited() {
    let mut rig = Rig::opened(&spec(&["await", "$.s", "1000", "every", "1000", "beat ${match}"]));
    rig.text(r#"{"s":"x"}"#);
    rig.advance(1_000);
    assert_eq!(rig.sent(), ["beat x"]);
}
