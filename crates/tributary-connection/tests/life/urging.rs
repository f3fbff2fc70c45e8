//! Signs that dialling may work, and who wants it.

use tributary_connection::{Connection, State};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec};

/// A connection that waits to be tried again.
fn waiting() -> Rig {
    let mut spec = spec(&[]);
    (spec.reconnect.base_ms, spec.reconnect.cap_ms) = (100_000_000, 100_000_000);
    let mut rig = Rig::opened(&spec);
    rig.close(1006);
    assert!(rig.is_waiting());
    rig
}

#[test]
fn many_signs_at_once_cause_one_dial() {
    let mut rig = waiting();
    for _ in 0..4 {
        rig.urge();
        rig.advance(200);
    }
    assert_eq!(rig.dials(), 2);
}

#[test]
fn signs_within_a_second_cause_one_dial_even_if_it_fails_at_once() {
    let mut rig = waiting();
    rig.urge();
    rig.close(1006);
    rig.advance(999);
    rig.urge();
    assert_eq!(rig.dials(), 2);
    rig.advance(1);
    rig.urge();
    assert_eq!(rig.dials(), 3);
}

#[test]
fn a_sign_takes_the_place_of_the_attempt_that_was_due() {
    let mut rig = waiting();
    rig.urge();
    rig.open();
    rig.advance(200_000_000);
    assert_eq!((rig.dials(), rig.is_open()), (2, true));
}

#[test]
fn a_sign_does_nothing_where_a_socket_is_opening_or_open() {
    for words in [&[][..], &["await", "$.ok", "100000"]] {
        let mut rig = Rig::dialled(&spec(words));
        rig.urge();
        rig.open();
        rig.advance(5_000);
        rig.urge();
        assert_eq!((rig.dials(), rig.closes()), (1, vec![]));
    }
}

#[test]
fn a_sign_does_nothing_where_the_server_said_not_to_come_back() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(4401);
    rig.urge();
    assert!(rig.is_stopped());
}

#[test]
fn a_sign_does_nothing_where_nobody_needs_a_socket() {
    let mut rig = Rig::idle(&spec(&[]));
    rig.urge();
    assert_eq!((rig.dials(), rig.state()), (0, &State::Idle));
    for suspend in [false, true] {
        let mut rig = waiting();
        if suspend {
            rig.act(|c, _| c.suspend());
        }
        rig.act(Connection::rest);
        rig.urge();
        assert_eq!(rig.dials(), 1, "suspended: {suspend}");
        rig.advance(30_000);
        assert_eq!((rig.state(), rig.connection.next_deadline()), (&State::Idle, None));
    }
}

#[test]
fn who_comes_back_while_a_socket_lingers_suspended_has_it_dialled() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(Connection::rest);
    rig.act(|c, _| c.suspend());
    assert!(rig.act(Connection::wake));
    assert_eq!(rig.dials(), 2);
}

#[test]
fn a_page_that_is_put_away_closes_and_waits_until_it_is_urged() {
    for opened in [false, true] {
        let mut rig = Rig::dialled(&spec(&[]));
        if opened {
            rig.open();
        }
        rig.act(|c, _| c.suspend());
        assert_eq!((rig.state(), rig.closes()), (&State::Suspended, vec![1]));
        rig.advance(24 * 3_600_000);
        assert_eq!((rig.dials(), rig.connection.next_deadline()), (1, None));
        rig.urge();
        rig.urge();
        assert_eq!(rig.dials(), 2);
    }
}

#[test]
fn a_page_that_is_shown_again_at_once_dials_at_once() {
    let mut rig = waiting();
    rig.urge();
    rig.act(|c, _| c.suspend());
    rig.urge();
    assert_eq!((rig.dials(), rig.closes()), (3, vec![2]));
}

#[test]
fn what_waits_or_has_stopped_when_the_page_is_put_away_stays_so() {
    let mut rig = waiting();
    rig.act(|c, _| c.suspend());
    assert_eq!(rig.state(), &State::Suspended);
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(4401);
    rig.act(|c, _| c.suspend());
    assert!(rig.is_stopped());
}

#[test]
fn reconnect_dials_at_once_from_everywhere() {
    let greeting = spec(&["await", "$.ok", "100000"]);
    let mut stopped = Rig::opened(&spec(&[]));
    stopped.close(4401);
    let mut suspended = Rig::opened(&spec(&[]));
    suspended.act(|c, _| c.suspend());
    let all = [
        (waiting(), vec![]),
        (stopped, vec![]),
        (suspended, vec![1]),
        (Rig::dialled(&spec(&[])), vec![1]),
        (Rig::opened(&spec(&[])), vec![1]),
        (Rig::opened(&greeting), vec![1]),
    ];
    for (mut rig, closed) in all {
        let before = format!("{:?}", rig.state());
        rig.act(Connection::reconnect);
        assert_eq!((rig.dials(), rig.closes()), (2, closed), "{before}");
        assert!(matches!(rig.state(), State::Connecting { socket } if socket.generation == 2));
        assert_eq!(rig.connection.status().attempt, 0, "{before}");
        rig.open();
        rig.advance(5_000);
        assert_eq!(rig.dials(), 2, "{before}");
    }
}

#[test]
fn reconnect_does_not_dial_where_nobody_needs_a_socket() {
    let mut rig = Rig::idle(&spec(&[]));
    rig.act(Connection::reconnect);
    assert_eq!(rig.dials(), 0);
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(Connection::rest);
    rig.act(Connection::reconnect);
    assert_eq!((rig.dials(), rig.closes(), rig.state()), (1, vec![1], &State::Idle));
}

#[test]
fn waking_dials_where_no_socket_is_there_or_due() {
    let mut rig = Rig::idle(&spec(&[]));
    assert!(rig.act(Connection::wake));
    assert!(!rig.act(Connection::wake), "it is opening");
    rig.open();
    assert!(!rig.act(Connection::wake), "it is open");
    rig.close(1006);
    assert!(!rig.act(Connection::wake), "it is due");
    rig.redial();
    rig.open();
    rig.close(4401);
    assert!(rig.act(Connection::wake), "it has stopped");
    assert_eq!(rig.dials(), 3);
}
