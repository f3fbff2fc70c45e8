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
fn nesting_is_limited_among_numbers() {
    let nested = |depth: usize| format!("[1,2,3,4,5,6,{}7{}]", "[8,".repeat(depth), ",9]".repeat(depth));
    assert_eq!(read(&nested(511)), Ok(Kind::Array));
    let too_deep = nested(512);
    assert_eq!(read(&too_deep), Err((Reason::Nesting, too_deep.rfind("[8,").unwrap())));
}

#[test]
fn what_is_no_number_is_refused_where_it_breaks_among_many() {
    let many = "1,2.5,-3,[4,5.1],[],0,0.25,".repeat(20);
    let cases = [
        ("01", Reason::Expected("“,” or “]”"), 1),
        ("-01", Reason::Expected("“,” or “]”"), 2),
        ("1.2.3", Reason::Expected("“,” or “]”"), 3),
        ("1.", Reason::Number, 2),
        (".5", Reason::Expected("a value"), 0),
        ("-", Reason::Number, 1),
        ("1-2", Reason::Expected("“,” or “]”"), 1),
        ("--1", Reason::Number, 1),
        ("[1,]", Reason::Expected("a value"), 3),
        ("[,1]", Reason::Expected("a value"), 1),
        ("[1]2", Reason::Expected("“,” or “]”"), 3),
        ("1[2]", Reason::Expected("“,” or “]”"), 1),
        ("[1].5", Reason::Expected("“,” or “]”"), 3),
        (",", Reason::Expected("a value"), 0),
    ];
    for (wrong, reason, position) in cases {
        let text = format!("[{many}{wrong},{many}0]");
        assert_eq!(read(&text), Err((reason, 1 + many.len() + position)), "{wrong}");
    }
    assert_eq!(read(&format!("[{many}0]")), Ok(Kind::Array));
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

/// Elements of arrays of numbers, as many as a document of some hundred bytes has.
fn numbers() -> impl Strategy<Value = String> {
    let number = prop::sample::select(vec!["0", "-0.5", "7", "-12", "43000.12", "0.00012", "1234567", "1e5", "\"a\""]);
    let list = number.prop_map(str::to_owned).prop_recursive(3, 30, 6, |inner| {
        prop::collection::vec(inner, 0..6).prop_map(|elements| format!("[{}]", elements.join(",")))
    });
    prop::collection::vec(list, 0..30).prop_map(|elements| elements.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn arrays_of_numbers_are_judged_as_by_serde_json(
        elements in numbers(),
        damage in prop::option::of((any::<prop::sample::Index>(), "[\\[\\],0-9.\\-e \"{]{0,2}")),
        around in prop::sample::select(vec![("[", "]"), ("[[[", "]]]"), ("{\"a\":[", "],\"b\":[1]}"), ("[{\"a\":[[", "]]},{}]")]),
    ) {
        let mut text = format!("{}{elements}{}", around.0, around.1);
        if let Some((at, with)) = damage {
            let at = at.index(text.len());
            text.replace_range(at..=at, &with);
        }
        prop_assert_eq!(read(&text).is_ok(), oracle(&text), "{}", text);
    }

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
