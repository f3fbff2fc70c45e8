//! How connections end.

use tributary_connection::{Connection, SocketId, State};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Rig, spec};

#[test]
fn an_address_that_a_policy_forbids_stops_before_its_close_event() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.act(|c, now| c.handle_forbidden("The page's policy forbids it.", now));
    assert!(rig.is_stopped());
    assert_eq!((rig.reason(), rig.closes()), ("The page's policy forbids it.", vec![1]));
    rig.advance(3_600_000);
    assert_eq!(rig.dials(), 1);
}

#[test]
fn an_address_that_a_policy_forbids_stops_after_its_close_event() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.close(1006);
    rig.act(|c, now| c.handle_forbidden("The page's policy forbids it.", now));
    assert!(rig.is_stopped());
    assert_eq!((rig.reason(), rig.closes()), ("The page's policy forbids it.", vec![]));
    rig.advance(3_600_000);
    assert_eq!(rig.dials(), 1);
}

#[test]
fn an_address_that_was_open_once_is_not_forbidden() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(|c, now| c.handle_forbidden("no", now));
    assert!(rig.is_open());
    rig.close(1006);
    rig.act(|c, now| c.handle_forbidden("no", now));
    assert!(rig.is_waiting());
}

#[test]
fn a_setting_of_close_codes_is_heeded() {
    let mut spec = spec(&[]);
    spec.reconnect.close_codes = vec!["retry 4401".to_owned(), "stop 1000".to_owned(), "retry 1002".to_owned()];
    for (code, stops) in [(4401, false), (1000, true), (1002, true), (1001, false)] {
        let mut rig = Rig::opened(&spec);
        rig.close(code);
        assert_eq!(rig.is_stopped(), stops, "{code}");
    }
}

#[test]
fn a_close_says_whether_the_socket_had_opened() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.close(1006);
    assert_eq!(rig.reason(), "The server could not be reached, or refused the WebSocket.");
    rig.redial();
    rig.open();
    rig.close(1006);
    assert_eq!(rig.reason(), "The connection was lost.");
}

#[test]
fn events_of_other_sockets_are_ignored() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(1006);
    rig.redial();
    rig.open();
    let told = rig.actions.len();
    for generation in [0, 1, 3] {
        let socket = SocketId { connection: 3, generation };
        rig.act(|c, now| {
            c.handle_open(socket, "x".to_owned(), now);
            c.handle_close(socket, 4401, "", now);
            c.handle_refused(socket, "no", now);
            c.handle_stalled(socket, "no".to_owned(), now);
        });
    }
    let twice = rig.socket();
    rig.act(|c, now| c.handle_open(twice, "x".to_owned(), now));
    assert_eq!(rig.actions.len(), told);
}

#[test]
fn what_opened_is_lost_with_one_gap() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.close(1006);
    assert_eq!(rig.gaps(), 0, "nothing could come");
    rig.redial();
    rig.open();
    rig.close(1006);
    assert_eq!(rig.gaps(), 1);
    assert_eq!(rig.closes(), [0; 0], "it is closed already");
}

#[test]
fn a_lingering_socket_that_is_lost_is_not_dialled_again() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(Connection::rest);
    rig.close(1006);
    assert_eq!((rig.state(), rig.gaps()), (&State::Idle, 1));
    assert_eq!(rig.closes(), [0; 0], "it is closed already");
    assert_eq!(rig.connection.next_deadline(), None);
}

#[test]
fn a_lingering_socket_that_is_given_up_is_closed_once() {
    let mut rig = Rig::dialled(&spec(&[]));
    rig.act(Connection::rest);
    rig.advance(10_000);
    assert_eq!((rig.state(), rig.closes()), (&State::Idle, vec![1]));
}

#[test]
fn shutting_closes_and_leaves_nothing_to_wait_for() {
    let mut rig = Rig::opened(&spec(&["every", "1000", "a"]));
    rig.act(|c, _| c.shut());
    assert_eq!((rig.state(), rig.closes(), rig.connection.next_deadline()), (&State::Idle, vec![1], None));
}

#[test]
fn comebacks_and_failures_are_counted() {
    let mut rig = Rig::opened(&spec(&[]));
    for comebacks in 1..=3 {
        rig.close(1006);
        rig.redial();
        rig.close(1006);
        rig.redial();
        assert_eq!(rig.connection.status().attempt, comebacks * 2);
        rig.open();
        assert_eq!(rig.connection.status().reconnects, comebacks);
    }
}
