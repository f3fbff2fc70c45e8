//! A clock that is set back delays nothing.

use tributary_connection::spec::TopicSpec;
use tributary_connection::{Connection, Millis, State};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{MINUTE, Rig, spec, topic};

const HOUR: u64 = 60 * MINUTE;

/// Sets the clock back by an hour.
fn set_back(rig: &mut Rig) {
    rig.now = Millis(rig.now.0 - HOUR);
    rig.act(|c, _| c.set_back(HOUR));
}

/// What is left until the next deadline.
fn left(rig: &Rig) -> u64 {
    rig.connection.next_deadline().unwrap() - rig.now
}

#[test]
fn a_dial_still_times_out() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.advance(4_000);
    set_back(&mut rig);
    assert_eq!(left(&rig), 6_000);
    rig.advance(6_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_retry_still_comes_and_is_told_for_the_new_time() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(1006);
    let State::Waiting { retry_at, .. } = *rig.state() else { panic!() };
    set_back(&mut rig);
    assert!(matches!(rig.state(), State::Waiting { retry_at: at, .. } if *at == retry_at.set_back(HOUR)));
    rig.advance(500);
    assert_eq!(rig.dials(), 2);
}

#[test]
fn an_awaited_answer_is_still_given_up() {
    let mut rig = Rig::opened(&spec(&["await", "$.a", "5000"]));
    rig.advance(1_000);
    set_back(&mut rig);
    rig.advance(4_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn beats_go_on() {
    let mut rig = Rig::opened(&spec(&["every", "1000", "a"]));
    rig.advance(1_500);
    set_back(&mut rig);
    rig.advance(500);
    assert_eq!(rig.sent().len(), 2);
}

#[test]
fn what_lingers_still_ends() {
    let mut rig = Rig::opened(&spec(&[]));
    let topic = TopicSpec { unsubscribe: Some("off".to_owned()), ..topic("on") };
    rig.join(&topic);
    rig.leave(&topic, 2_000);
    rig.act(Connection::rest);
    rig.advance(1_000);
    set_back(&mut rig);
    rig.advance(1_000);
    assert_eq!(rig.sent(), ["on", "off"]);
    rig.advance(28_000);
    assert_eq!(rig.state(), &State::Idle);
}

#[test]
fn a_stalled_frame_is_still_tried_again() {
    let mut rig = Rig::opened(&spec(&[]));
    let socket = rig.socket();
    rig.act(|c, now| c.handle_stalled(socket, "a".to_owned(), now));
    set_back(&mut rig);
    rig.advance(250);
    assert_eq!(rig.sent(), ["a"]);
}

#[test]
fn a_stable_connection_still_starts_the_backoff_anew() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.advance(5_000);
    set_back(&mut rig);
    rig.advance(5_000);
    assert_eq!(rig.connection.status().attempt, 0);
}

#[test]
fn a_sign_that_dialling_may_work_is_still_heard() {
    let mut spec = spec(&[]);
    (spec.reconnect.base_ms, spec.reconnect.cap_ms) = (100_000_000, 100_000_000);
    let mut rig = Rig::opened(&spec);
    rig.close(1006);
    rig.urge();
    rig.close(1006);
    set_back(&mut rig);
    rig.advance(1_000);
    rig.urge();
    assert_eq!(rig.dials(), 3);
}

#[test]
fn an_open_connection_is_told_to_be_open_since_the_new_time() {
    let mut rig = Rig::opened(&spec(&[]));
    let State::Open { since, .. } = *rig.state() else { panic!() };
    set_back(&mut rig);
    assert!(matches!(rig.state(), State::Open { since: at, .. } if *at == since.set_back(HOUR)));
}
