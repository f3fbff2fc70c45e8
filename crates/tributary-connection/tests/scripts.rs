//! Handshakes, word by word.
#![allow(missing_docs, clippy::unwrap_used)]

use tributary_connection::script::Script;
use tributary_path::error::{Code, Error};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn script(list: &[&str]) -> Script {
    Script::parse(&words(list)).unwrap()
}

fn error(list: &[&str]) -> Error {
    Script::parse(&words(list)).unwrap_err()
}

/// Which word is wrong, and in which way.
fn wrong(list: &[&str]) -> (Code, String) {
    let error = error(list);
    (error.code, error.field.unwrap())
}

#[test]
fn every_verb_is_read_with_what_belongs_to_it() {
    for list in [
        &["send", "hi"][..],
        &["await", "$.token", "5000"],
        &["await", "READY", "0"],
        &["every", "1000", "ping ${__id}"],
        &["answer", "$.ping", "{\"pong\":${match}}"],
        &["stop", "$.error", "${match.error}"],
        &["retry", "BUSY", "The server is busy."],
    ] {
        script(list);
    }
}

#[test]
fn verbs_come_in_any_order_and_any_number() {
    let all = script(&["answer", "a", "b", "send", "x", "await", "$.y", "1", "every", "9", "z", "send", "stop"]);
    assert_eq!(all.conditions().len(), 1);
    assert_eq!(script(&[]).conditions().len(), 0);
}

#[test]
fn conditions_are_counted_in_the_order_in_which_they_come() {
    let all = script(&["await", "$.a", "1", "answer", "prefix", "x", "stop", "$.b", "y", "await", " $.c == 1 ", "1"]);
    let written: Vec<String> = all.conditions().iter().map(|c| format!("{c:?}")).collect();
    assert_eq!(written.len(), 3);
    for (condition, name) in written.iter().zip(["\"a\"", "\"b\"", "\"c\""]) {
        assert!(condition.contains(name), "{condition}");
    }
}

#[test]
fn a_script_is_deaf_if_no_message_matters_to_it() {
    for list in [&[][..], &["send", "a"], &["every", "500", "a"], &["send", "a", "every", "500", "a"]] {
        assert!(script(list).is_deaf(), "{list:?}");
    }
    for list in [&["await", "a", "1"][..], &["answer", "a", "b"], &["stop", "a", "b"], &["retry", "a", "b"]] {
        assert!(!script(list).is_deaf(), "{list:?}");
    }
}

#[test]
fn a_verb_that_nobody_knows_is_named() {
    assert_eq!(wrong(&["say", "hi"]), (Code::SpecInvalid, "handshake[0]".to_owned()));
    assert_eq!(wrong(&["send", "hi", "Send", "x"]), (Code::SpecInvalid, "handshake[2]".to_owned()));
}

#[test]
fn a_match_that_is_wrong_is_named() {
    for verb in ["await", "answer", "stop", "retry"] {
        let third = if verb == "await" { "1" } else { "text" };
        assert_eq!(wrong(&["send", "x", verb, "", third]), (Code::SpecInvalid, "handshake[3]".to_owned()));
        assert_eq!(wrong(&["send", "x", verb, "  ", third]), (Code::SpecInvalid, "handshake[3]".to_owned()));
        assert_eq!(wrong(&["send", "x", verb, "$.", third]), (Code::PathSyntax, "handshake[3]".to_owned()));
    }
    assert_eq!(error(&["await", "$.", "1"]).position, Some(2));
}

#[test]
fn milliseconds_that_are_none_are_named() {
    assert_eq!(wrong(&["await", "$.a", "soon"]), (Code::SpecInvalid, "handshake[2]".to_owned()));
    assert_eq!(wrong(&["await", "$.a", "-1"]), (Code::SpecInvalid, "handshake[2]".to_owned()));
    assert_eq!(wrong(&["await", "$.a"]), (Code::SpecInvalid, "handshake[2]".to_owned()));
    assert_eq!(wrong(&["every", "1.5", "x"]), (Code::SpecInvalid, "handshake[1]".to_owned()));
    assert_eq!(wrong(&["send", "x", "every"]), (Code::SpecInvalid, "handshake[3]".to_owned()));
}

#[test]
fn a_template_that_is_wrong_is_named_with_the_place_in_it() {
    for (list, word) in [
        (&["send", "a${match.}"][..], "handshake[1]"),
        (&["every", "1000", "a${match.}"], "handshake[2]"),
        (&["send", "x", "answer", "$.a", "a${match.}"], "handshake[4]"),
        (&["stop", "$.a", "a${match.}"], "handshake[2]"),
        (&["retry", "$.a", "a${match.}"], "handshake[2]"),
    ] {
        let error = error(list);
        assert_eq!((error.code, error.field.as_deref(), error.position), (Code::PathSyntax, Some(word), Some(9)));
    }
}

#[test]
fn too_many_words_are_refused_as_a_whole() {
    assert_eq!(wrong(&["send"; 258]), (Code::Limit, "handshake".to_owned()));
    Script::parse(&vec!["send".to_owned(); 256]).unwrap();
}

#[test]
fn a_verb_whose_last_word_is_missing_is_refused() {
    for cut in [&["send"][..], &["send", "a", "every", "1000"], &["answer", "$.a"], &["stop", "$.a"], &["retry", "$.a"]]
    {
        assert_eq!(wrong(cut), (Code::SpecInvalid, "handshake".to_owned()), "{cut:?}");
    }
}
