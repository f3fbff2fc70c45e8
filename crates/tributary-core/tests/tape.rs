//! A tape holds what JSON.parse makes of a text.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value as Json;
use tributary_core::json::{Kind, Reader};
use tributary_core::limits;
use tributary_core::tape::{Document, NodeId, Subtrees, Tape};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn text_of(text: tributary_core::tape::Text<'_>) -> String {
    text.code_points().map(|p| char::from_u32(p).unwrap_or('\u{fffd}')).collect()
}

/// Members in order, so that the order is compared too.
#[derive(Debug, PartialEq)]
enum Tree {
    Scalar(Json),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

fn tree(document: Document<'_>, node: NodeId) -> Tree {
    let children = document.children(node);
    match document.kind(node) {
        Kind::Array => Tree::Array(children.map(|c| tree(document, c)).collect()),
        Kind::Object => Tree::Object(children.map(|c| (text_of(document.name(c)), tree(document, c))).collect()),
        Kind::Text | Kind::Escaped => Tree::Scalar(text_of(document.string(node)).into()),
        Kind::Number => Tree::Scalar(document.number(node).into()),
        _ => Tree::Scalar(serde_json::from_str(document.source(node)).unwrap()),
    }
}

fn read(text: &str) -> Tree {
    let mut tape = Tape::default();
    let root = tape.read(text, &Subtrees::Whole).unwrap();
    tree(tape.document(text), root)
}

/// A text, and what it says; a repeated member's last value is at the first one's place.
fn documents() -> impl Strategy<Value = (String, Vec<(String, String)>)> {
    let name = prop::sample::select(vec![
        ("a", "a"),
        ("\\u0061", "a"),
        ("b", "b"),
        ("", ""),
        ("\\ud800", "\u{fffd}"),
        ("ab", "ab"),
    ]);
    let value = prop::sample::select(vec!["1", "[1,2]", r#"{"x":1,"x":{"y":2,"y":3}}"#, r#""s""#, "{}"]);
    prop::collection::vec((name, value), 0..30).prop_map(|members| {
        let text: Vec<_> = members.iter().map(|((written, _), value)| format!("\"{written}\" : {value}")).collect();
        let mut says: Vec<(String, String)> = Vec::new();
        for ((_, name), value) in members {
            match says.iter_mut().find(|(n, _)| n == name) {
                Some(known) => known.1 = value.to_owned(),
                None => says.push((name.to_owned(), value.to_owned())),
            }
        }
        (format!("{{ {} }}", text.join(" , ")), says)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn a_repeated_member_has_the_last_value_at_the_first_place((text, says) in documents()) {
        let members = says.into_iter().map(|(name, value)| (name, read(&value))).collect();
        prop_assert_eq!(read(&text), Tree::Object(members));
        prop_assert_eq!(read(&format!("[{text}]")), Tree::Array(vec![read(&text)]));
    }
}

#[test]
fn a_repetition_inside_a_repetition_is_dropped_with_it() {
    let text = r#"{"a":{"b":1,"b":2},"c":0,"a":{"d":[{"e":1,"e":2}],"d":[{"e":3,"e":4}]}}"#;
    assert_eq!(read(text), read(r#"{"a":{"d":[{"e":4}]},"c":0}"#));
}

#[test]
fn nodes_keep_their_place_in_the_text() {
    let text = r#" {"a" : [1, -2.50e1 ,"\u00e9"], "b":null} "#;
    let mut tape = Tape::default();
    let root = tape.read(text, &Subtrees::Whole).unwrap();
    let document = tape.document(text);
    let sources: Vec<_> = document.descendants(root).map(|node| document.source(node)).collect();
    assert_eq!(sources, [text.trim(), r#"[1, -2.50e1 ,"\u00e9"]"#, "1", "-2.50e1", r#""\u00e9""#, "null"]);
    let a = document.member(root, document.name(document.children(root).next().unwrap())).unwrap();
    assert_eq!((document.len(root), document.len(a)), (2, 3));
    assert_eq!(document.element(a, -2), document.element(a, 1));
    assert_eq!((document.element(a, 3), document.element(a, -4), document.element(root, 0)), (None, None, None));
    assert_eq!((document.element(a, i64::MIN), document.element(a, i64::MAX)), (None, None));
}

#[test]
fn a_tape_is_used_again() {
    let mut tape = Tape::default();
    tape.read(r#"[1,{"a":1,"a":2}]"#, &Subtrees::Whole).unwrap();
    let root = tape.read("7", &Subtrees::Whole).unwrap();
    assert_eq!(tape.document("7").descendants(root).count(), 1);
}

#[test]
fn a_tape_holds_what_it_is_asked_for() {
    let mut parts = Subtrees::default();
    *parts.member("a") = Subtrees::Whole;
    parts.member("a").member("x");
    parts.member("b").member("c").member("d");
    let held = |text: &str| {
        let mut tape = Tape::default();
        let root = tape.read(text, &parts).unwrap();
        let document = tape.document(text);
        document.descendants(root).skip(1).map(|node| document.source(node).to_owned()).collect::<Vec<_>>()
    };
    let text = r#"{"x":[1],"a":{"y":[2]},"b":{"a":3,"c":{"d":[4],"c":5}},"d":6}"#;
    assert_eq!(held(text), [r#"{"y":[2]}"#, "[2]", "2", r#"{"a":3,"c":{"d":[4],"c":5}}"#, r#"{"d":[4],"c":5}"#, "[4]"]);
    // A repeated name has its last value, however it is written.
    assert_eq!(held(r#"{"a":1,"x":2,"x":3,"\u0061":[4]}"#), ["[4]", "4"]);
    // Names lead to members of objects only.
    assert_eq!(held(r#"{"b":[{"c":1}]}"#), [r#"[{"c":1}]"#]);
    assert_eq!(held(r#"[{"a":1}]"#), [""; 0]);
}

#[test]
fn the_reader_is_as_strict_here_as_anywhere() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let texts =
        ["", "{", "[1,]", "[1 2]", r#"{"a":1,}"#, r#"{"a" 1}"#, "{'a':1}", "01", "1 1", "\"\u{1}\"", "nul", "[}", "{]"];
    for text in texts.into_iter().map(str::to_owned).chain([deep(limits::NESTING), deep(limits::NESTING + 1)]) {
        let mut skipped = Reader::new(&text);
        let skipped = skipped.skip_value(0).and_then(|_| skipped.finish());
        assert_eq!(Tape::default().read(&text, &Subtrees::Whole).map(drop), skipped, "{text}");
    }
}
