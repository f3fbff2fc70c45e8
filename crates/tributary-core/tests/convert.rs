//! Typed cells: what each type makes of each value.
#![allow(missing_docs, clippy::unwrap_used)]

use tributary_core::convert::{Cell, ColumnType, TimeFormat, Unconverted, convert};
use tributary_core::json::{Reader, Span};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn span(json: &str) -> Span {
    let mut reader = Reader::new(json);
    let kind = reader.skip_value(0).expect(json);
    Span { kind, start: 0, end: json.len() }
}

fn cell(json: &str, to: ColumnType) -> Result<Cell<'_>, Unconverted> {
    convert(span(json), json, to, &TimeFormat::Auto)
}

fn unconverted(json: &str) -> Result<Cell<'_>, Unconverted> {
    Err(Unconverted { value: span(json) })
}

fn number(json: &str) -> Option<f64> {
    match cell(json, ColumnType::Number) {
        Ok(Cell::Number(number)) => Some(number),
        _ => None,
    }
}

#[test]
fn numbers_come_from_numbers_and_from_numeric_text() {
    for (json, value) in
        [("1.5", 1.5), ("-0", -0.0), (r#""64012.10""#, 64012.1), (r#"" 7 ""#, 7.0), (r#""1e3""#, 1000.0)]
    {
        assert_eq!(number(json), Some(value), "{json}");
    }
    for json in [
        r#""unavailable""#,
        r#""""#,
        r#""0x10""#,
        r#"".""#,
        r#""-""#,
        r#""1.2.3""#,
        r#""NaN""#,
        r#""inf""#,
        "1e999",
        "-1e999",
        r#""1e999""#,
        r#""1 2""#,
        "true",
        "[1]",
        r#""1,5""#,
    ] {
        assert_eq!(number(json), None, "{json}");
    }
}

#[test]
fn what_a_type_cannot_take_is_told_apart_from_null() {
    assert_eq!(cell("null", ColumnType::Number), Ok(Cell::Null));
    assert_eq!(cell(r#""x""#, ColumnType::Number), unconverted(r#""x""#));
    assert_eq!(cell("null", ColumnType::Json), Ok(Cell::Text("null".into())));
}

#[test]
fn text_of_a_number_is_its_source_text() {
    for (json, text) in [
        ("1.50", "1.50"),
        (r#""\u0041b""#, "Ab"),
        ("true", "true"),
        (r#"{"a": 1}"#, r#"{"a": 1}"#),
        ("-0", "-0"),
        ("1E400", "1E400"),
        ("123456789012345678901", "123456789012345678901"),
    ] {
        assert_eq!(cell(json, ColumnType::String), Ok(Cell::Text(text.into())), "{json}");
    }
    let long = format!("\"{}\"", "x".repeat(70_000));
    assert_eq!(cell(&long, ColumnType::String), unconverted(&long));
}

#[test]
fn lone_surrogates_become_replacement_characters_in_text_and_stay_as_they_are_in_json() {
    let cases = [
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\ude00x""#, "\u{fffd}x"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\ud83dx\ude00""#, "\u{fffd}x\u{fffd}"),
    ];
    for (json, text) in cases {
        assert_eq!(cell(json, ColumnType::String), Ok(Cell::Text(text.into())), "{json}");
        assert_eq!(cell(json, ColumnType::Json), Ok(Cell::Text(json.into())), "{json}");
    }
}

#[test]
fn booleans_come_from_the_usual_spellings() {
    let yes = ["true", "1", "1.0", "1e0", r#""true""#, r#""True""#, r#"" TRUE ""#, r#""1""#, r#""\u0074rue""#];
    let no = ["false", "0", "-0.0", r#""false""#, r#""FALSE""#, r#""0""#];
    for (spellings, bit) in [(&yes[..], true), (&no[..], false)] {
        for json in spellings {
            assert_eq!(cell(json, ColumnType::Boolean), Ok(Cell::Boolean(bit)), "{json}");
        }
    }
    for json in ["2", "-1", "0.5", r#""yes""#, r#""""#, "[true]", "{}"] {
        assert_eq!(cell(json, ColumnType::Boolean), unconverted(json), "{json}");
    }
}
