//! What a connection does when it learns that the computer slept.

use tributary_connection::{Connection, State};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{MINUTE, Rig, spec};

/// Why the connection was lost last.
fn lost(rig: &Rig) -> Option<&str> {
    let told = rig.told().into_iter().rev();
    told.into_iter().find_map(|s| if let State::Waiting { reason, .. } = s { Some(reason.text.as_str()) } else { None })
}

#[test]
fn a_socket_from_before_a_sleep_is_replaced_at_once() {
    for opened in [false, true] {
        let mut rig = Rig::dialled(&spec(&[]));
        if opened {
            rig.open();
        }
        rig.sleep(10 * MINUTE);
        rig.act(Connection::handle_sleep);
        assert_eq!((rig.dials(), rig.closes()), (2, vec![1]));
        assert_eq!(lost(&rig), Some("This computer was asleep."));
        assert!(matches!(rig.state(), State::Connecting { .. }));
        rig.act(Connection::handle_timeout);
        rig.urge();
        assert_eq!(rig.dials(), 2);
    }
}

#[test]
fn a_socket_on_which_something_has_just_come_is_left_alone() {
    for (ago, dials) in [(0, 1), (9_999, 1), (10_000, 2)] {
        let mut rig = Rig::opened(&spec(&[]));
        rig.sleep(10 * MINUTE);
        rig.text("a");
        rig.sleep(ago);
        rig.act(Connection::handle_sleep);
        assert_eq!(rig.dials(), dials, "{ago} ms ago");
    }
}

#[test]
fn an_attempt_that_was_due_in_a_sleep_is_made_once() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(1006);
    rig.sleep(10 * MINUTE);
    rig.act(Connection::handle_sleep);
    assert!(rig.is_waiting());
    rig.act(Connection::handle_timeout);
    rig.urge();
    assert_eq!(rig.dials(), 2);
}

#[test]
fn nobody_is_dialled_for_after_a_sleep_if_nobody_is_subscribed() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(Connection::rest);
    rig.sleep(10 * MINUTE);
    rig.act(Connection::handle_sleep);
    rig.act(Connection::handle_timeout);
    assert_eq!((rig.dials(), rig.closes(), rig.state()), (1, vec![1], &State::Idle));
}

#[test]
fn what_has_stopped_or_is_put_away_stays_so_after_a_sleep() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.close(4401);
    rig.act(Connection::handle_sleep);
    assert!(rig.is_stopped());
    let mut rig = Rig::opened(&spec(&[]));
    rig.act(|c, _| c.suspend());
    rig.act(Connection::handle_sleep);
    assert_eq!(rig.state(), &State::Suspended);
}

#[test]
fn a_sleep_makes_one_gap() {
    let mut rig = Rig::opened(&spec(&[]));
    rig.sleep(10 * MINUTE);
    rig.act(Connection::handle_sleep);
    assert_eq!(rig.gaps(), 1);
}
