//! The reader accepts and rejects what serde_json does, and finds what a document holds.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use tributary_core::json::{Kind, Reader, Reason, parse_number, unescape};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn read(text: &str) -> Result<Kind, (Reason, usize)> {
    let mut reader = Reader::new(text);
    let kind = reader.skip_value(0).map_err(|e| (e.reason, e.position))?;
    reader.finish().map_err(|e| (e.reason, e.position))?;
    Ok(kind)
}

/// Whether serde_json reads it, without making anything of it.
fn oracle(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

#[test]
fn every_kind_of_value_is_told() {
    let cases = [
        (" null ", Kind::Null),
        ("true", Kind::True),
        ("false", Kind::False),
        ("-0.5e+10", Kind::Number),
        (r#""text""#, Kind::Text),
        (r#""\u00e9""#, Kind::Escaped),
        ("[1,[],{}]", Kind::Array),
        (r#"{"a":{"b":[]}}"#, Kind::Object),
    ];
    for (text, kind) in cases {
        assert_eq!(read(text), Ok(kind), "{text}");
    }
}

#[test]
fn what_is_not_json_is_refused_where_it_breaks() {
    let cases = [
        ("", Reason::End, 0),
        ("{", Reason::End, 1),
        ("[1,]", Reason::Expected("a value"), 3),
        ("[1 2]", Reason::Expected("“,” or “]”"), 3),
        (r#"{"a":1,}"#, Reason::Expected("a member name in double quotes"), 7),
        (r#"{"a" 1}"#, Reason::Expected("a colon"), 5),
        ("{'a':1}", Reason::Expected("a member name in double quotes"), 1),
        ("01", Reason::Trailing, 1),
        ("1.", Reason::End, 2),
        ("-x", Reason::Number, 1),
        ("1e+", Reason::End, 3),
        ("+1", Reason::Expected("a value"), 0),
        ("NaN", Reason::Expected("a value"), 0),
        ("\"a\u{1}\"", Reason::ControlCharacter, 2),
        (r#""\x""#, Reason::Escape, 1),
        (r#""\u12g4""#, Reason::Escape, 1),
        ("\"abc", Reason::End, 4),
        ("1 1", Reason::Trailing, 2),
        ("\u{feff}1", Reason::Expected("a value"), 0),
        ("\u{a0}1", Reason::Expected("a value"), 0),
    ];
    for (text, reason, position) in cases {
        assert_eq!(read(text), Err((reason, position)), "{text:?}");
    }
}

#[test]
fn nesting_is_limited_and_does_not_exhaust_the_stack() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&nested(512)), Ok(Kind::Array));
    assert_eq!(read(&nested(513)), Err((Reason::Nesting, 512)));
    assert_eq!(read(&"[".repeat(1_000_000)), Err((Reason::Nesting, 512)));
    assert_eq!(read(&r#"{"a":"#.repeat(1_000_000)), Err((Reason::Nesting, 512 * 5)));
}

#[test]
fn numbers_are_the_nearest_doubles() {
    for text in [
        "0",
        "-0",
        "1e23",
        "9007199254740993",
        "0.1",
        "123456.789012345",
        "5e-324",
        "2.2250738585072011e-308",
        "1e-400",
    ] {
        assert_eq!(parse_number(text).map(f64::to_bits), text.parse::<f64>().ok().map(f64::to_bits), "{text}");
    }
    assert_eq!(parse_number("1e999"), None);
}

#[test]
fn escapes_say_what_they_stand_for() {
    let cases = [
        (r"plain", "plain"),
        (r#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r"\u0041\u00e9\u20AC", "Aé€"),
        (r"\uD83D\uDE00!", "😀!"),
        (r"\ud83d", "\u{fffd}"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        (r"\ude00\ud83d\ude00", "\u{fffd}😀"),
    ];
    for (raw, said) in cases {
        assert_eq!(unescape(raw), said, "{raw}");
    }
}

/// JSON documents, and text that is nearly JSON.
fn documents() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        any::<f64>().prop_filter("JSON has no NaN", |n| n.is_finite()).prop_map(|n| format!("{n:?}")),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<String>().prop_map(|s| serde_json::to_string(&s).unwrap()),
        "[-+0-9.eE]{1,6}",
        r#""(\\[a-z"/\\]|\\u[0-9a-fA-F]{4}|[ -~])*""#,
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|v| format!("[{}]", v.join(" , "))),
            prop::collection::vec((any::<String>(), inner), 0..4).prop_map(|members| {
                let member = |(n, v): &(String, String)| format!("{}:{v}", serde_json::to_string(n).unwrap());
                format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn documents_are_judged_as_by_serde_json(text in documents()) {
        prop_assert_eq!(read(&text).is_ok(), oracle(&text), "{}", text);
    }

    #[test]
    fn damaged_documents_are_judged_as_by_serde_json(text in documents(), at in any::<prop::sample::Index>(), with in "[\\[\\]{}:,\"\\\\ a-f0-9.\\-\u{0}-\u{1f}]{0,2}") {
        let mut damaged: Vec<char> = text.chars().collect();
        let at = at.index(damaged.len());
        damaged.splice(at..=at, with.chars());
        let damaged: String = damaged.into_iter().collect();
        prop_assert_eq!(read(&damaged).is_ok(), oracle(&damaged), "{}", damaged);
    }

    #[test]
    fn numbers_are_read_as_by_the_standard_library(text in "-?(0|[1-9][0-9]{0,18})(\\.[0-9]{1,18})?([eE][-+]?[0-9]{1,3})?") {
        let exact = text.parse::<f64>().ok().filter(|n| n.is_finite());
        prop_assert_eq!(parse_number(&text).map(f64::to_bits), exact.map(f64::to_bits));
    }

    #[test]
    fn strings_say_what_serde_json_says(text in any::<String>()) {
        let quoted = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(unescape(&quoted[1..quoted.len() - 1]), text);
    }
}
