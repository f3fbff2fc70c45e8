//! Nothing that comes makes the core panic, whatever the format.

use proptest::prelude::*;
use tributary_core::convert::{ColumnType, TimeFormat, convert};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::whole;

const FORMATS: [&str; 9] =
    ["auto", "iso8601", "rfc2822", "epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "composite", "format:%c"];

/// Texts of what times are made of, and of anything.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("2024-07-26"),
        Just("T"),
        Just("08:00"),
        Just(":"),
        Just("."),
        Just("+"),
        Just("-"),
        Just("Z"),
        Just("W"),
        Just("e"),
        Just("%"),
        Just(" "),
        Just("Fri, "),
        Just("Jul"),
        Just("GMT"),
        Just("PM"),
        Just("[UTC]"),
        Just("é"),
        Just("00"),
        Just("99999999999999999999"),
        Just("0"),
        Just("9"),
        Just("\u{202f}"),
        Just("\\u0000"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..12).prop_map(|p| p.concat()), ".{0,40}", "[0-9eE+.-]{0,60}"]
}

/// Formats of directives, of what looks like them, and of anything.
fn formats() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "%[YymdejHIMSfLpbBaAzZsTFDRnt%]",
        2 => "%[.:]?[0-9]{0,2}[fzLQé%]?",
        2 => "[ T:/,.é-]",
    ];
    prop_oneof![4 => prop::collection::vec(piece, 0..12).prop_map(|p| p.concat()), 1 => ".{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn any_text_is_a_time_or_is_refused(text in texts()) {
        for format in FORMATS.iter().filter_map(|name| TimeFormat::named(name).ok()) {
            let _ = convert(whole(&text), &text, ColumnType::Time, &format);
        }
    }

    #[test]
    fn any_format_reads_or_is_refused_in_its_own_bounds(format in formats(), text in texts()) {
        let name = format!("format:{format}");
        match TimeFormat::named(&name) {
            Ok(format) => drop(convert(whole(&text), &text, ColumnType::Time, &format)),
            Err(error) => {
                let length = name.encode_utf16().count();
                prop_assert!(error.position.is_some_and(|at| (7..=length).contains(&at)), "{:?} {}", error, name);
            }
        }
    }
}
