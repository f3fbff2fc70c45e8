//! What streams ask the server for, and when.

use tributary_connection::spec::TopicSpec;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec, topic};

fn both(subscribe: &str, unsubscribe: &str) -> TopicSpec {
    TopicSpec { subscribe: subscribe.to_owned(), unsubscribe: Some(unsubscribe.to_owned()) }
}

#[test]
fn a_topic_is_asked_for_once_however_many_streams_want_it() {
    let mut rig = Rig::dialled(&spec(&[]));
    assert!(rig.join(&topic("a")));
    assert!(!rig.join(&topic("a")));
    assert_eq!(rig.sent(), [""; 0]);
    rig.open();
    assert!(!rig.join(&topic("a")));
    assert_eq!(rig.sent(), ["a"]);
}

#[test]
fn a_topic_is_asked_for_again_after_each_open() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.join(&topic("a"));
    rig.join(&topic("b"));
    for opens in 1..=5 {
        rig.open();
        assert_eq!(rig.sent(), ["a", "b"].repeat(opens));
        rig.close(1006);
        rig.redial();
    }
}

#[test]
fn a_topic_that_comes_later_is_asked_for_alone() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.join(&topic("a"));
    rig.join(&topic("b"));
    assert_eq!(rig.sent(), ["a", "b"]);
}

#[test]
fn every_topic_of_a_crowded_connection_is_asked_for() {
    let mut rig = Rig::dialled(&spec(&[]));
    let topics: Vec<String> = (0..1_000).map(|n| format!("topic {n}")).collect();
    topics.iter().for_each(|name| assert!(rig.join(&topic(name))));
    rig.open();
    assert_eq!((rig.sent().len(), rig.unsent()), (1_000, 0));
    assert_eq!(rig.sent(), topics);
}

#[test]
fn what_is_asked_for_alike_is_one_topic_however_it_would_be_ended() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.join(&both("a", "x"));
    rig.join(&both("a", "y"));
    assert_eq!(rig.sent(), ["a"]);
}

#[test]
fn a_topic_ends_after_its_linger() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = both("on", "off");
    rig.join(&topic);
    rig.leave(&topic, 5_000);
    rig.advance(4_999);
    assert_eq!(rig.sent(), ["on"]);
    rig.advance(1);
    assert_eq!(rig.sent(), ["on", "off"]);
}

#[test]
fn a_topic_ends_with_the_linger_of_the_socket_at_the_latest() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = both("on", "off");
    rig.join(&topic);
    rig.leave(&topic, 600_000);
    rig.advance(30_000);
    assert_eq!(rig.sent(), ["on", "off"]);
}

#[test]
fn a_topic_ends_when_its_last_stream_has_left() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = both("on", "off");
    rig.join(&topic);
    rig.join(&topic);
    rig.leave(&topic, 1_000);
    rig.advance(10_000);
    assert_eq!(rig.sent(), ["on"]);
    rig.leave(&topic, 1_000);
    rig.advance(1_000);
    assert_eq!(rig.sent(), ["on", "off"]);
    assert!(rig.join(&topic), "nothing has come for it since");
    assert_eq!(rig.sent(), ["on", "off", "on"]);
}

#[test]
fn nothing_is_sent_for_who_comes_back_within_the_linger() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = both("on", "off");
    rig.join(&topic);
    rig.leave(&topic, 5_000);
    rig.advance(4_999);
    assert!(!rig.join(&topic));
    rig.advance(3_600_000);
    assert_eq!(rig.sent(), ["on"]);
}

#[test]
fn a_topic_without_an_unsubscribe_frame_ends_silently() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.join(&topic("on"));
    rig.leave(&topic("on"), 0);
    rig.advance(0);
    assert!(rig.join(&topic("on")));
    assert_eq!(rig.sent(), ["on", "on"]);
}

#[test]
fn a_topic_that_ends_while_there_is_no_socket_is_neither_ended_nor_asked_for() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = both("on", "off");
    rig.join(&topic);
    rig.close(1006);
    rig.leave(&topic, 0);
    rig.advance(0);
    rig.redial();
    rig.open();
    assert_eq!(rig.sent(), ["on"]);
}

#[test]
fn an_id_stays_the_same_in_every_frame_of_its_topic() {
    let mut rig = Rig::opened(&spec(&["send", "hello ${__id}", "every", "1000", "beat ${__id}"]));
    let (a, b) = (both("a+${__id}", "a-${__id}"), both("b+${__id}", "b-${__id}"));
    rig.join(&a);
    rig.join(&b);
    rig.advance(1_000);
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.leave(&a, 0);
    rig.advance(0);
    let ids = |prefix: &str| -> Vec<u64> {
        rig.sent().iter().filter_map(|frame| frame.strip_prefix(prefix)?.parse().ok()).collect()
    };
    let (first, second) = (ids("a+"), ids("b+"));
    assert_eq!((first[0], ids("a-")), (first[1], vec![first[0]]));
    assert_eq!(second[0], second[1]);
    let mut all = [ids("hello "), ids("beat "), vec![first[0], second[0]]].concat();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count, "no two frames share one");
}

#[test]
fn a_topic_whose_template_is_wrong_is_refused_by_its_field() {
    let mut rig = Rig::opened(&spec(&[]));
    for (wrong, field) in [(topic("${match.}"), "subscribe"), (both("a", "${match.}"), "unsubscribe")] {
        let error = rig.act(|c, now| c.join(&wrong, now)).unwrap_err();
        assert_eq!((error.field.as_deref(), error.position), (Some(field), Some(8)));
    }
    assert_eq!(rig.sent(), [""; 0]);
    assert!(rig.is_open());
}

#[test]
fn a_topic_takes_values_from_the_handshake() {
    let mut rig = Rig::dialled(&spec(&["await", "$.session", "1000"]));
    rig.join(&topic(r#"{"s":${match}}"#));
    rig.open();
    rig.text(r#"{"session":"one"}"#);
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.text(r#"{"session":"two"}"#);
    assert_eq!(rig.sent(), [r#"{"s":"one"}"#, r#"{"s":"two"}"#]);
}

#[test]
fn a_topic_that_needs_what_no_message_has_gives_the_connection_up() {
    let mut rig = Rig::dialled(&spec(&["await", "$.session", "1000"]));
    rig.join(&topic("${match.token}"));
    rig.open();
    rig.text(r#"{"session":"one"}"#);
    assert_eq!(rig.reason(), "The subscribe message needs ${match.token}, which no message that was waited for has.");
    assert_eq!((rig.closes(), rig.sent().len()), (vec![1], 0));
}

#[test]
fn leaving_what_nobody_joined_is_borne() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.leave(&both("on", "off"), 0);
    rig.advance(1_000);
    assert_eq!(rig.sent(), [""; 0]);
}
