//! Frames that the browser cannot take yet.

use tributary_connection::{Action, Connection};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec, topic};

/// An open connection on which one frame was stalled, `stalled`.
fn stalled() -> Rig {
    let mut rig = Rig::opened(&spec(&[]));
    rig.join(&topic("stalled"));
    rig.actions.clear();
    stall(&mut rig, "stalled");
    rig
}

fn stall(rig: &mut Rig, frame: &str) {
    let socket = rig.socket();
    rig.act(|c, now| c.handle_stalled(socket, frame.to_owned(), now));
}

#[test]
fn a_frame_that_was_stalled_is_tried_again_and_again() {
    let mut rig = stalled();
    rig.advance(249);
    assert_eq!(rig.sent(), [""; 0]);
    rig.advance(1);
    assert_eq!(rig.sent(), ["stalled"]);
    stall(&mut rig, "stalled");
    rig.advance(250);
    assert_eq!(rig.sent(), ["stalled", "stalled"]);
    rig.advance(10_000);
    assert_eq!(rig.sent().len(), 2);
}

#[test]
fn frames_wait_behind_one_that_was_stalled() {
    let mut rig = stalled();
    rig.join(&topic("second"));
    rig.join(&topic("third"));
    assert_eq!(rig.sent(), [""; 0]);
    rig.advance(250);
    assert_eq!(rig.sent(), ["stalled", "second", "third"]);
}

#[test]
fn frames_that_come_back_together_keep_their_order() {
    let mut rig = Rig::dialled(&spec(&["send", "a", "send", "b"]));
    rig.join(&topic("c"));
    rig.open();
    for wait in 1..=3 {
        let tried: Vec<String> = rig.sent().into_iter().map(str::to_owned).collect();
        assert_eq!(tried, ["a", "b", "c"], "{wait}");
        rig.actions.clear();
        tried.iter().for_each(|frame| stall(&mut rig, frame));
        rig.advance(250);
    }
    // The first goes through, and one more has come meanwhile.
    rig.actions.clear();
    stall(&mut rig, "b");
    stall(&mut rig, "c");
    rig.join(&topic("d"));
    rig.advance(250);
    assert_eq!(rig.sent(), ["b", "c", "d"]);
}

#[test]
fn at_most_256_frames_wait_and_the_rest_is_counted() {
    let mut rig = stalled();
    let names: Vec<String> = (1..=300).map(|n| n.to_string()).collect();
    names.iter().for_each(|name| assert!(rig.join(&topic(name))));
    assert_eq!(rig.unsent(), 45);
    rig.advance(250);
    assert_eq!(rig.sent()[0], "stalled");
    assert_eq!(rig.sent()[1..], names[..255]);
    let told = rig.act(|c, _| c.status());
    assert_eq!(told.unsent, 45);
    rig.join(&topic("more"));
    assert_eq!((rig.sent().last(), rig.unsent()), (Some(&"more"), 45), "there is room again");
}

#[test]
fn of_many_frames_that_come_back_the_first_256_wait() {
    let mut rig = Rig::dialled(&spec(&[]));
    let names: Vec<String> = (0..300).map(|n| n.to_string()).collect();
    names.iter().for_each(|name| assert!(rig.join(&topic(name))));
    rig.open();
    rig.actions.clear();
    names.iter().for_each(|name| stall(&mut rig, name));
    assert_eq!(rig.unsent(), 44);
    rig.advance(250);
    assert_eq!(rig.sent(), names[..256]);
}

#[test]
fn frames_of_a_dead_socket_are_not_taken_back() {
    let mut rig = stalled();
    let dead = rig.socket();
    rig.close(1006);
    rig.redial();
    rig.act(|c, now| c.handle_stalled(dead, "late".to_owned(), now));
    rig.open();
    rig.advance(1_000);
    assert_eq!(rig.sent(), ["stalled"], "asked for anew, once");
    assert!(rig.actions.iter().all(|action| !matches!(action, Action::Send(socket, _) if *socket == dead)));
}

#[test]
fn a_socket_that_is_lost_takes_its_waiting_frames_with_it() {
    let mut rig = Rig::opened(&spec(&["answer", "ping", "pong"]));
    rig.text("ping");
    stall(&mut rig, "pong");
    rig.text("ping");
    rig.actions.clear();
    rig.act(Connection::reconnect);
    rig.open();
    rig.advance(10_000);
    assert_eq!(rig.sent(), [""; 0]);
}

#[test]
fn an_answer_without_its_value_is_counted() {
    let mut rig = Rig::opened(&spec(&["answer", "$.ping", "${match.none}"]));
    rig.text(r#"{"ping":1}"#);
    assert_eq!((rig.unsent(), rig.sent().len()), (1, 0));
    assert!(rig.is_open());
}
