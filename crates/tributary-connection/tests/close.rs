//! Close codes: whether to come back, and what people are told.
#![allow(missing_docs)]

use tributary_connection::close::Verdict::{self, Retry, Stop};
use tributary_connection::close::{CloseReason, is_settable, verdict};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TABLE: [(u16, Verdict); 29] = [
    (1000, Retry),
    (1001, Retry),
    (1002, Stop),
    (1003, Stop),
    (1004, Retry),
    (1005, Retry),
    (1006, Retry),
    (1007, Stop),
    (1008, Stop),
    (1009, Stop),
    (1010, Stop),
    (1011, Retry),
    (1012, Retry),
    (1013, Retry),
    (1014, Retry),
    (1015, Retry),
    (3000, Stop),
    (3001, Retry),
    (3003, Stop),
    (3008, Retry),
    (3999, Retry),
    (4000, Retry),
    (4400, Stop),
    (4401, Stop),
    (4403, Stop),
    (4404, Retry),
    (4408, Retry),
    (4429, Retry),
    (4999, Retry),
];

fn set(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn each_code_has_its_verdict() {
    for (code, expected) in TABLE.into_iter().chain([(0, Retry), (u16::MAX, Retry)]) {
        assert_eq!(verdict(code, &[]), expected, "{code}");
    }
}

#[test]
fn what_servers_define_and_a_normal_closure_can_be_set() {
    for code in 0..=u16::MAX {
        assert_eq!(is_settable(code), code == 1000 || (3000..5000).contains(&code), "{code}");
    }
}

#[test]
fn a_setting_decides_where_it_may_and_nowhere_else() {
    for (code, default) in TABLE {
        for (word, asked) in [("stop", Stop), ("retry", Retry)] {
            let expected = if is_settable(code) { asked } else { default };
            assert_eq!(verdict(code, &set(&[&format!("{word} {code}")])), expected, "{word} {code}");
        }
    }
}

#[test]
fn a_setting_is_for_its_code_alone() {
    let settings = set(&["stop 1000", "retry 4401", "stop 400", "stop 44", "nonsense", "stop  4000", ""]);
    for (code, default) in TABLE {
        let expected = match code {
            1000 => Stop,
            4401 => Retry,
            _ => default,
        };
        assert_eq!(verdict(code, &settings), expected, "{code}");
    }
}

#[test]
fn a_code_that_is_set_both_ways_stops() {
    assert_eq!(verdict(4000, &set(&["retry 4000", "stop 4000"])), Stop);
}

/// A code that stops, with what people are told.
fn stops(code: u16, meaning: &str) {
    assert_eq!(verdict(code, &[]), Stop);
    let reason = CloseReason::new(code, "", true);
    assert_eq!((reason.code, reason.reason.as_str()), (code, ""));
    assert_eq!(reason.text, format!("The server closed the connection: {meaning} ({code})."));
}

#[test]
fn a_protocol_error_stops() {
    stops(1002, "protocol error");
}

#[test]
fn a_kind_of_data_that_the_server_cannot_take_stops() {
    stops(1003, "it cannot take this kind of data");
}

#[test]
fn data_that_is_not_what_its_type_says_stops() {
    stops(1007, "the data was not what its type says");
}

#[test]
fn a_policy_violation_stops() {
    stops(1008, "not allowed");
}

#[test]
fn a_message_that_is_too_big_stops() {
    stops(1009, "a message was too big");
}

#[test]
fn a_missing_extension_stops() {
    stops(1010, "an extension is missing");
}

#[test]
fn unauthorized_as_registered_stops() {
    stops(3000, "credentials are missing or wrong");
}

#[test]
fn forbidden_as_registered_stops() {
    stops(3003, "not allowed");
}

#[test]
fn a_bad_request_stops() {
    stops(4400, "bad request");
}

#[test]
fn unauthorized_stops() {
    stops(4401, "credentials are missing or wrong");
}

#[test]
fn forbidden_stops() {
    stops(4403, "not allowed");
}

#[test]
fn the_servers_own_words_are_quoted() {
    let reason = CloseReason::new(4401, "token expired", true);
    assert_eq!(reason.reason, "token expired");
    assert_eq!(
        reason.text,
        "The server closed the connection: credentials are missing or wrong (4401), saying “token expired”."
    );
}

#[test]
fn no_close_frame_means_lost_or_never_reached() {
    assert_eq!(CloseReason::new(1006, "", true).text, "The connection was lost.");
    let never = CloseReason::new(1006, "", false).text;
    assert_eq!(never, "The server could not be reached, or refused the WebSocket.");
}
