//! Silences: when they are told, and when the connection is given up.

use tributary_connection::silence::Silence;
use tributary_connection::{Action, Connection, Millis, State};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{MINUTE, Rig, START, spec};

/// An open connection that gives up after so long a silence.
fn within(idle_timeout_ms: Option<u64>) -> Rig {
    let mut spec = spec(&[]);
    spec.reconnect.idle_timeout_ms = idle_timeout_ms;
    Rig::opened(&spec)
}

/// How often a silence was told.
fn tellings(rig: &Rig) -> usize {
    let is_silent = |state: &&&State| matches!(state, State::Open { silent_since: Some(_), .. });
    rig.told().iter().filter(is_silent).count()
}

/// The server has been talking for a minute.
fn talk(rig: &mut Rig) {
    for _ in 0..60 {
        rig.advance(1_000);
        rig.text("tick");
    }
}

#[test]
fn a_silence_is_told_after_thirty_seconds() {
    let mut rig = within(None);
    rig.advance(29_999);
    assert_eq!(rig.silent_since(), None);
    rig.advance(1);
    assert_eq!(rig.silent_since(), Some(START));
}

#[test]
fn a_silence_is_told_again_when_it_has_doubled() {
    let mut rig = within(Some(0));
    rig.advance(59_999);
    assert_eq!(tellings(&rig), 1);
    rig.advance(1);
    assert_eq!(tellings(&rig), 2);
    rig.advance(MINUTE);
    assert_eq!(tellings(&rig), 3, "two minutes");
    rig.advance(2 * MINUTE - 1);
    assert_eq!(tellings(&rig), 3);
    rig.advance(1);
    assert_eq!(tellings(&rig), 4, "four minutes");
    assert_eq!(rig.silent_since(), Some(START));
}

#[test]
fn a_message_ends_a_silence_once() {
    let mut rig = within(Some(0));
    rig.text("a");
    rig.advance(40_000);
    assert_eq!(rig.silent_since(), Some(START));
    let told = rig.told().len();
    rig.text("b");
    assert_eq!(rig.silent_since(), None);
    rig.text("c");
    assert_eq!(rig.told().len(), told + 1, "there was nothing to end any more");
}

#[test]
fn a_silence_is_told_after_three_times_the_longest_gap() {
    let mut rig = within(Some(0));
    rig.text("a");
    rig.advance(20_000);
    rig.text("b");
    rig.advance(1_000);
    rig.text("c");
    rig.advance(59_999);
    assert_eq!(tellings(&rig), 0);
    rig.advance(1);
    assert_eq!(tellings(&rig), 1);
}

#[test]
fn what_a_connection_is_used_to_outlives_its_sockets() {
    let mut rig = within(Some(0));
    rig.text("a");
    rig.advance(20_000);
    rig.text("b");
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.advance(59_999);
    assert_eq!(rig.silent_since(), None);
    rig.advance(1);
    assert!(rig.silent_since().is_some());
}

#[test]
fn the_time_until_the_first_message_is_a_gap_too() {
    let mut rig = within(Some(0));
    rig.advance(25_000);
    rig.text("a");
    rig.advance(74_999);
    assert_eq!(rig.silent_since(), None);
    rig.advance(1);
    assert!(rig.silent_since().is_some());
}

#[test]
fn a_server_that_has_been_talking_is_given_up_after_a_minute() {
    let mut rig = within(None);
    talk(&mut rig);
    rig.advance(59_999);
    assert!(rig.is_open());
    rig.advance(1);
    assert_eq!(rig.closes(), [1]);
    let lost =
        rig.told().into_iter().find_map(|s| if let State::Waiting { reason, .. } = s { Some(reason) } else { None });
    assert_eq!(lost.unwrap().text, "Nothing came from the server for 60 s.");
}

#[test]
fn a_server_that_greets_and_then_has_nothing_to_say_is_left_alone() {
    let mut rig = within(None);
    for greeting in ["welcome", "a snapshot", "and its end"] {
        rig.text(greeting);
        rig.advance(500);
    }
    rig.advance(24 * 60 * MINUTE);
    assert_eq!(rig.dials(), 1);
    rig.text("news");
    rig.advance(24 * 60 * MINUTE);
    assert_eq!(rig.dials(), 1, "it is used to that");
}

#[test]
fn a_server_that_has_been_talking_before_need_not_talk_as_long_again() {
    let mut rig = within(None);
    talk(&mut rig);
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.text("tick");
    rig.advance(59_999);
    assert!(rig.is_open());
    rig.advance(1);
    assert_eq!(rig.closes(), [2]);
}

#[test]
fn a_connection_is_given_up_after_ten_times_the_longest_gap() {
    let mut rig = within(None);
    rig.text("a");
    rig.advance(65_000);
    rig.text("b");
    rig.advance(649_999);
    assert!(rig.is_open());
    rig.advance(1);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_server_that_never_sends_is_never_given_up() {
    let mut rig = within(None);
    rig.advance(7 * 24 * 60 * MINUTE);
    assert!(rig.is_open());
    assert_eq!(rig.dials(), 1);
}

#[test]
fn a_server_that_has_not_sent_on_this_socket_is_not_given_up() {
    let mut rig = within(None);
    rig.text("a");
    rig.close(1006);
    rig.redial();
    rig.open();
    rig.advance(24 * 60 * MINUTE);
    assert_eq!(rig.dials(), 2);
}

#[test]
fn a_setting_decides_to_the_millisecond_when_a_connection_is_given_up() {
    for (ms, text) in [(1_000, "1 s"), (4_500, "4 s"), (45_000, "45 s"), (3_600_000, "3600 s")] {
        let mut rig = within(Some(ms));
        rig.advance(ms - 1);
        assert!(rig.is_open(), "{ms}");
        rig.sleep(1);
        rig.act(Connection::handle_timeout);
        assert_eq!(rig.closes()[0], 1, "{ms}");
        let lost = rig
            .told()
            .into_iter()
            .find_map(|s| if let State::Waiting { reason, .. } = s { Some(reason) } else { None });
        assert_eq!(lost.unwrap().text, format!("Nothing came from the server for {text}."));
    }
}

#[test]
fn a_setting_counts_from_the_last_message() {
    let mut rig = within(Some(5_000));
    for _ in 0..10 {
        rig.advance(4_999);
        rig.text("a");
    }
    assert!(rig.is_open());
    rig.advance(5_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_setting_of_nothing_never_gives_up() {
    let mut rig = within(Some(0));
    rig.text("a");
    rig.advance(7 * 24 * 60 * MINUTE);
    assert_eq!(rig.closes(), [0; 0]);
}

#[test]
fn a_clock_set_back_neither_lengthens_nor_ends_a_silence() {
    let mut rig = within(None);
    talk(&mut rig);
    let talked = rig.now.0 - START.0;
    rig.advance(20_000);
    rig.now = Millis(rig.now.0 - 60 * MINUTE);
    rig.act(|c, _| c.set_back(60 * MINUTE));
    rig.advance(9_999);
    assert_eq!(rig.silent_since(), None);
    rig.advance(1);
    assert_eq!(rig.silent_since(), Some(Millis(START.0 + talked - 60 * MINUTE)));
    rig.advance(30_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_told_silence_moves_with_the_clock() {
    let mut rig = within(Some(0));
    rig.advance(30_000);
    rig.act(|c, _| c.set_back(1_000));
    assert_eq!(rig.silent_since(), Some(Millis(START.0 - 1_000)));
}

#[test]
fn a_silence_looks_again_when_there_is_something_to_see() {
    let mut silence = Silence::default();
    silence.open(START);
    assert_eq!(silence.next_look(None), START + 30_000);
    assert_eq!(silence.next_look(Some(10_000)), START + 10_000);
    for second in 1..=60 {
        assert!(!silence.end(START + second * 1_000));
    }
    assert!(!silence.is_lost(None, START + 119_999));
    assert!(silence.is_lost(None, START + 120_000));
    assert!(!silence.is_lost(Some(0), START + 120_000));
    assert!(silence.tell(START + 90_000));
    assert!(!silence.tell(START + 90_001));
    assert_eq!(silence.next_look(Some(0)), START + 120_000);
    assert!(silence.end(START + 100_000), "it was told");
    silence.set_back(50_000);
    assert_eq!(silence.heard(), START + 50_000);
}

#[test]
fn a_silence_is_told_in_an_open_connection_only() {
    let mut rig = Rig::opened(&spec(&["await", "$.never", "120000"]));
    rig.advance(100_000);
    assert_eq!(tellings(&rig), 0);
    assert!(matches!(rig.state(), State::Greeting { .. }));
    assert!(!rig.actions.iter().any(|action| matches!(action, Action::Send(..))));
}

#[test]
fn a_sleep_is_no_gap_that_the_connection_is_used_to() {
    let mut rig = within(None);
    talk(&mut rig);
    rig.sleep(8 * 60 * MINUTE);
    rig.text("b");
    rig.act(Connection::handle_timeout);
    rig.advance(30_000);
    assert!(rig.silent_since().is_some());
    rig.advance(30_000);
    assert_eq!(rig.closes(), [1]);
}

#[test]
fn a_gap_counts_even_if_the_page_is_throttled() {
    let mut rig = within(None);
    rig.text("a");
    rig.sleep(89_000);
    rig.text("b");
    rig.act(Connection::handle_timeout);
    rig.advance(889_999);
    assert!(rig.is_open());
    rig.advance(1);
    assert_eq!(rig.closes(), [1]);
}
