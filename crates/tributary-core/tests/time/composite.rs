//! Seconds in one field, nanoseconds in another.

use tributary_core::convert::{Cell, Unconverted, compose};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::whole;
use tributary_core::json::{Kind, Span};

/// The time of a message that has the seconds, and then the nanoseconds.
fn time(seconds: &str, nanoseconds: &str) -> Result<Option<f64>, String> {
    let message = format!("{seconds}{nanoseconds}");
    let second = Span { start: seconds.len(), end: message.len(), ..whole(nanoseconds) };
    let second = match nanoseconds {
        "" => None,
        "null" => Some(Span { kind: Kind::Null, ..second }),
        _ => Some(second),
    };
    match compose(whole(seconds), second, &message) {
        Ok(Cell::Number(ms)) => Ok(Some(ms)),
        Ok(_) => Ok(None),
        Err(Unconverted { value }) => Err(value.source(&message).to_owned()),
    }
}

#[test]
fn nanoseconds_are_added_to_seconds() {
    let cases = [
        ("1721980800", "123000000", 1_721_980_800_123.0),
        ("1721980800", r#""500000""#, 1_721_980_800_000.5),
        (r#""1721980800""#, "0", 1_721_980_800_000.0),
        ("1721980800.25", "250000000", 1_721_980_800_500.0),
        ("1721980800", "1500000000", 1_721_980_801_500.0),
        ("-1", "999000000", -1.0),
        ("1", "-1000000", 999.0),
        ("1721980800", "", 1_721_980_800_000.0),
        ("1721980800", "null", 1_721_980_800_000.0),
    ];
    for (seconds, nanoseconds, ms) in cases {
        assert_eq!(time(seconds, nanoseconds), Ok(Some(ms)), "{seconds} {nanoseconds}");
    }
}

#[test]
fn the_value_that_is_none_is_the_one_that_is_shown() {
    assert_eq!(time(r#""soon""#, "0"), Err(r#""soon""#.to_owned()));
    assert_eq!(time("5", r#""n/a""#), Err(r#""n/a""#.to_owned()));
    assert_eq!(time("8640000000000", "1"), Err("8640000000000".to_owned()));
    // Seconds are seconds, whatever their magnitude.
    assert_eq!(time("1721980800121", "0"), Ok(Some(1_721_980_800_121_000.0)));
}
