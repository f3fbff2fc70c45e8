//! Templates: what stands for what, and that JSON stays JSON.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};
use tributary_connection::template::{Captured, Template};
use tributary_path::error::{Code, Error};
use tributary_path::{Path, Segment, Selector};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A value as it is taken from a message: a string's text, or anything else's JSON.
fn captured(value: &Value) -> Captured {
    let source = value.to_string();
    Captured { plain: value.as_str().map_or(source.clone(), str::to_owned), source }
}

/// What a singular path selects; `None` stands for the whole.
fn select<'a>(message: &'a Value, path: Option<&Path>) -> Option<&'a Value> {
    let segments = path.map_or(&[][..], |path| &path.segments);
    segments.iter().try_fold(message, |value, segment| match segment {
        Segment::Child(one) => match &**one {
            [Selector::Name(name)] => value.get(&**name),
            [Selector::Index(index)] => value.get(usize::try_from(*index).ok()?),
            _ => None,
        },
        Segment::Descendant(_) => None,
    })
}

fn fill(template: &str, message: &Value) -> Result<String, String> {
    let template = Template::parse(template).unwrap();
    template.fill(7, &|path| select(message, path).map(captured)).map_err(str::to_owned)
}

fn filled(template: &str, message: &Value) -> String {
    fill(template, message).unwrap()
}

fn error(template: &str) -> Error {
    Template::parse(template).unwrap_err()
}

#[test]
fn a_text_without_placeholders_stands_for_itself() {
    for text in ["", "ping", r#"{"op":"ping"}"#, "grün 🙂", "$match {match} $.a", r#"{"a":"\"}${"}"#] {
        assert_eq!(filled(text, &Value::Null), text);
    }
}

#[test]
fn placeholders_that_nobody_knows_stay() {
    for text in ["${id}", "${__user}", "${matches}", "${match", "${match.a", "${ match }", "${match['}']"] {
        assert_eq!(filled(text, &json!({"a": 1})), text);
    }
}

#[test]
fn an_id_is_the_frames_number() {
    assert_eq!(filled(r#"{"id":${__id},"text":"${__id}"}"#, &Value::Null), r#"{"id":7,"text":"7"}"#);
    assert_eq!(filled("${__id}${__id}", &Value::Null), "77");
}

#[test]
fn match_alone_is_all_that_was_awaited() {
    assert_eq!(filled("CONNECT ${match}", &json!("abc")), "CONNECT abc");
    assert_eq!(filled(r#"{"token":"${match}"}"#, &json!("abc")), r#"{"token":"abc"}"#);
}

#[test]
fn a_brace_in_quotes_does_not_end_a_placeholder() {
    let message = json!({"a": {"b}": ["deep"]}});
    assert_eq!(filled("${match.a['b}'][0]}!", &message), "deep!");
    assert_eq!(filled(r#"${match.a["b}"][0]}!"#, &message), "deep!");
    assert_eq!(filled(r#"["${match.a['b}'][0]}"]"#, &message), r#"["deep"]"#);
}

#[test]
fn an_escaped_quote_does_not_end_a_name() {
    let message = json!({"b'}": "single", "b\"}": "double", "b\\": "backslash"});
    assert_eq!(filled(r"${match['b\'}']}!", &message), "single!");
    assert_eq!(filled(r#"${match["b\"}"]}!"#, &message), "double!");
    assert_eq!(filled(r"${match['b\\']}!", &message), "backslash!");
}

#[test]
fn values_within_json_strings_are_escaped() {
    let template = r#"{"a":"<${match}>"}"#;
    assert_eq!(filled(template, &json!("say \"hi\"")), r#"{"a":"<say \"hi\">"}"#);
    assert_eq!(filled(template, &json!(r"C:\x")), r#"{"a":"<C:\\x>"}"#);
    assert_eq!(
        filled(template, &json!("\0\n\t\u{f}\u{10}\u{1f}\u{7f}")),
        format!("{}\u{7f}>\"}}", r#"{"a":"<\u0000\u000a\u0009\u000f\u0010\u001f"#)
    );
    assert_eq!(filled(template, &json!("é—🙂\u{2028}")), "{\"a\":\"<é—🙂\u{2028}>\"}");
}

#[test]
fn values_outside_of_json_strings_are_their_own_json() {
    let message = json!({"s": "a\"b", "n": 1.5, "l": [1, null], "t": true});
    assert_eq!(filled(r#"{"s":${match.s}}"#, &message), r#"{"s":"a\"b"}"#);
    assert_eq!(filled("[${match.n},${match.l},${match.t}]", &message), "[1.5,[1,null],true]");
    assert_eq!(filled("  [${match.s}]", &message), r#"  ["a\"b"]"#, "white space may stand before");
}

#[test]
fn values_in_a_plain_text_are_plain() {
    let message = json!({"s": "a\"b\\c", "n": 1.5});
    assert_eq!(filled(r#"42"${match.s}" ${match.n}"#, &message), r#"42"a"b\c" 1.5"#);
}

#[test]
fn an_escaped_quote_does_not_end_a_template_s_string() {
    let message = json!("x\"y");
    assert_eq!(filled(r#"{"a":"\"${match}\""}"#, &message), r#"{"a":"\"x\"y\""}"#.replace("x\"y", "x\\\"y"));
    assert_eq!(filled(r#"{"a":"\\","b":${match}}"#, &message), r#"{"a":"\\","b":"x\"y"}"#);
}

#[test]
fn a_quote_in_a_placeholder_is_no_quote_of_the_template() {
    let message = json!({"a": "x\"y"});
    assert_eq!(filled(r#"{"a":${match["a"]},"b":"${match["a"]}"}"#, &message), r#"{"a":"x\"y","b":"x\"y"}"#);
}

#[test]
fn what_has_no_value_is_told_as_it_is_written() {
    assert_eq!(fill("a ${match.b['c}']} d", &json!({"b": 1})), Err("${match.b['c}']}".to_owned()));
    let nothing = Template::parse("${__id}${match}").unwrap();
    assert_eq!(nothing.fill(1, &|_| None), Err("${match}"));
}

#[test]
fn a_path_that_is_none_is_refused_with_its_place() {
    for (template, position) in [("${match.}", 8), ("ab${match[?]}", 11), ("é${match.}", 9), ("🙂🙂${match.}", 12)]
    {
        let error = error(template);
        assert_eq!((error.code, error.position), (Code::PathSyntax, Some(position)), "{template}: {error}");
    }
}

/// Strings with what JSON escapes in them, often.
fn strings() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec!['"', '\\', '\0', '\n', '\u{1f}', '}', '$', '{', '🙂', '\u{2028}', 'u']);
    prop::collection::vec(prop_oneof![hard, any::<char>()], 0..40).prop_map(|chars| chars.into_iter().collect())
}

#[test]
fn whatever_is_captured_a_json_template_stays_json_that_holds_it() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) };
    proptest!(config, |(a in strings(), b in strings())| {
        let message = json!({"a": a, "b": b});
        let text = filled(r#"{"in":"${match.a}","around":"<${match.a}\"${match.b}>","out":[${match.b}]}"#, &message);
        let read: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read, json!({"in": a, "around": format!("<{a}\"{b}>"), "out": [b]}));
    });
}

#[test]
fn whatever_a_template_says_it_is_read_or_refused() {
    let pieces =
        prop::sample::select(vec!["${match", "${__id}", "}", ".a", "['", "']", "\"", "\\", "{", "é", "🙂", "?"]);
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) };
    proptest!(config, |(pieces in prop::collection::vec(pieces, 0..20))| {
        let text = pieces.concat();
        match Template::parse(&text) {
            Ok(template) => { let _ = template.fill(1, &|_| None); }
            Err(error) => prop_assert!(error.position.is_none_or(|at| at <= text.encode_utf16().count()), "{error:?}"),
        }
    });
}
