//! Typed cells: what each type makes of each value.
#![allow(missing_docs, clippy::unwrap_used)]

use tributary_core::convert::{Cell, ColumnType, TimeFormat, Unconverted, convert};
use tributary_core::error::Code;
use tributary_core::json::{Reader, Span};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn cell(json: &str, to: ColumnType, format: TimeFormat) -> Result<Cell<'_>, Unconverted> {
    let mut reader = Reader::new(json);
    let kind = reader.skip_value(0).expect(json);
    convert(Span { kind, start: 0, end: json.len() }, json, to, format)
}

fn number(json: &str) -> Option<f64> {
    match cell(json, ColumnType::Number, TimeFormat::Auto) {
        Ok(Cell::Number(number)) => Some(number),
        _ => None,
    }
}

fn time(json: &str, format: &str) -> Option<f64> {
    match cell(json, ColumnType::Time, TimeFormat::named(format).expect(format)) {
        Ok(Cell::Number(ms)) => Some(ms),
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
        "true",
        "[1]",
        r#""1,5""#,
    ] {
        assert_eq!(number(json), None, "{json}");
    }
}

#[test]
fn what_a_type_cannot_take_is_told_apart_from_null() {
    assert_eq!(cell("null", ColumnType::Number, TimeFormat::Auto), Ok(Cell::Null));
    assert_eq!(cell(r#""x""#, ColumnType::Number, TimeFormat::Auto), Err(Unconverted));
    assert_eq!(cell("null", ColumnType::Json, TimeFormat::Auto), Ok(Cell::Text("null".into())));
}

#[test]
fn text_of_a_number_is_its_source_text() {
    for (json, text) in [("1.50", "1.50"), (r#""\u0041b""#, "Ab"), ("true", "true"), (r#"{"a": 1}"#, r#"{"a": 1}"#)] {
        assert_eq!(cell(json, ColumnType::String, TimeFormat::Auto), Ok(Cell::Text(text.into())), "{json}");
    }
    let long = format!("\"{}\"", "x".repeat(70_000));
    assert_eq!(cell(&long, ColumnType::String, TimeFormat::Auto), Err(Unconverted));
}

#[test]
fn booleans_come_from_the_usual_spellings() {
    for (json, bit) in [("true", true), ("false", false), ("1", true), ("0", false), (r#""true""#, true)] {
        assert_eq!(cell(json, ColumnType::Boolean, TimeFormat::Auto), Ok(Cell::Boolean(bit)), "{json}");
    }
    assert_eq!(cell("2", ColumnType::Boolean, TimeFormat::Auto), Err(Unconverted));
}

#[test]
fn iso_times_have_any_offset_and_precision() {
    let cases = [
        (r#""2024-07-26T08:00:00Z""#, 1_721_980_800_000.0),
        (r#""2024-07-26T08:00:00+02:00""#, 1_721_973_600_000.0),
        (r#""2024-07-26T08:00:00.100Z""#, 1_721_980_800_100.0),
        (r#""2024-07-26 08:00""#, 1_721_980_800_000.0),
        (r#""2024-07-26""#, 1_721_952_000_000.0),
        (r#""20240726T080000-0530""#, 1_722_000_600_000.0),
        (r#""2024-07-26t08:00:00,5z""#, 1_721_980_800_500.0),
        (r#""2024-02-29T24:00:00Z""#, 1_709_251_200_000.0),
        (r#""2016-12-31T23:59:60Z""#, 1_483_228_800_000.0),
        (r#""1969-12-31T23:59:59.999Z""#, -1.0),
        (r#""-000001-01-01T00:00:00Z""#, -62_198_755_200_000.0),
    ];
    for (json, ms) in cases {
        assert_eq!(time(json, "auto"), Some(ms), "{json}");
        assert_eq!(time(json, "iso8601"), Some(ms), "{json}");
    }
    let nanoseconds = time(r#""2024-07-26T08:00:00.123456789Z""#, "iso8601").unwrap();
    assert!((nanoseconds - 1_721_980_800_123.456_8).abs() < 0.001, "{nanoseconds}");
    for json in [
        r#""2023-02-29""#,
        r#""2024-13-01""#,
        r#""2024-7-26""#,
        r#""2024-07-26T25:00Z""#,
        r#""2024-07-26X""#,
        r#""yesterday""#,
        r#""2024-07-26T08:00:00+2""#,
        "1721980800",
    ] {
        assert_eq!(time(json, "iso8601"), None, "{json}");
    }
}

#[test]
fn epochs_are_told_apart_by_magnitude() {
    let cases = [
        ("1721980800", 1_721_980_800_000.0),
        ("1721980800.5", 1_721_980_800_500.0),
        ("1721980800121", 1_721_980_800_121.0),
        (r#""1721980800121""#, 1_721_980_800_121.0),
        ("1721980800121500", 1_721_980_800_121.5),
        ("0", 0.0),
        ("-86400", -86_400_000.0),
    ];
    for (json, ms) in cases {
        assert_eq!(time(json, "auto"), Some(ms), "{json}");
    }
    let nanoseconds = time("1721980800123456789", "auto").unwrap();
    assert!((nanoseconds - 1_721_980_800_123.456_8).abs() < 0.001, "{nanoseconds}");
}

#[test]
fn a_named_epoch_overrules_magnitude() {
    assert_eq!(time("5", "epoch-s"), Some(5000.0));
    assert_eq!(time("5", "epoch-ms"), Some(5.0));
    assert_eq!(time("1721980800", "epoch-us"), Some(1_721_980.8));
    assert_eq!(time(r#""2500000""#, "epoch-ns"), Some(2.5));
    assert_eq!(time(r#""-1""#, "epoch-ns"), Some(-0.000_001));
    assert_eq!(time("true", "epoch-s"), None);
}

#[test]
fn formats_that_are_unknown_or_not_read_yet_are_refused_by_name() {
    for (name, what) in [("rfc2822", "not supported yet"), ("format:%Y", "not supported yet"), ("iso", "unknown")] {
        let error = TimeFormat::named(name).unwrap_err();
        assert_eq!(error.code, Code::TimeFormat);
        assert!(error.message.contains(what) && error.message.contains(name), "{error}");
    }
}
