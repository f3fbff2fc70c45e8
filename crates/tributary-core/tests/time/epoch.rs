//! Numbers since the epoch.

use proptest::prelude::*;
use tributary_core::convert::{TimeFormat, instant};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::{exact, format, milliseconds, of_text, whole};

#[test]
fn units_are_told_apart_by_magnitude() {
    let cases = [
        ("0", 0.0),
        ("-86400", -86_400_000.0),
        ("1721980800", 1_721_980_800_000.0),
        ("1721980800.5", 1_721_980_800_500.0),
        ("1.7219808e9", 1_721_980_800_000.0),
        ("99999999999", 99_999_999_999_000.0),
        ("99999999999.9", 99_999_999_999_900.0),
        ("100000000000", 100_000_000_000.0),
        ("1e11", 100_000_000_000.0),
        ("-99999999999999", -99_999_999_999_999.0),
        ("1e14", 100_000_000_000.0),
        ("1721980800121", 1_721_980_800_121.0),
        ("1721980800121.25", 1_721_980_800_121.25),
        ("1721980800121500", 1_721_980_800_121.5),
        ("1e17", 100_000_000_000.0),
        ("1721980800121500000", 1_721_980_800_121.5),
        ("1.7219808001215E+18", 1_721_980_800_121.5),
        ("0.0000000000001721980800e22", 1_721_980_800_000.0),
        ("0.001", 1.0),
        ("-0.0005", -0.5),
    ];
    for (json, ms) in cases {
        assert_eq!(milliseconds(json, "auto"), Some(ms), "{json}");
        assert_eq!(of_text(json, "auto"), Some(ms), "{json}");
    }
}

#[test]
fn a_named_unit_overrules_magnitude() {
    for (json, name, ms) in [
        ("5", "epoch-s", 5000.0),
        ("5", "epoch-ms", 5.0),
        ("1721980800", "epoch-us", 1_721_980.8),
        ("2500000", "epoch-ns", 2.5),
        ("-1", "epoch-ns", -0.000_001),
        ("-1500", "epoch-us", -1.5),
        ("8640000000001", "epoch-s", f64::NAN),
    ] {
        let ms = Some(ms).filter(|ms| !ms.is_nan());
        assert_eq!(milliseconds(json, name), ms, "{json} {name}");
        assert_eq!(of_text(json, name), ms, "{json} {name}");
    }
}

#[test]
fn what_is_no_number_or_no_date_is_refused() {
    for text in [
        "",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "1 2",
        "0x10",
        "1_000",
        "NaN",
        "inf",
        "--1",
        "1e5e5",
        "1-",
        "١",
        "1e400",
        "-1e400",
        "1e99999999999999999999",
        "8640000000000001",
        "9223372036854775808000",
    ] {
        assert_eq!(of_text(text, "epoch-ms"), None, "{text}");
    }
    for json in ["true", "null", "[1]", "{}"] {
        assert_eq!(milliseconds(json, "epoch-ms"), None, "{json}");
    }
    assert_eq!(of_text("8640000000000000", "epoch-ms"), Some(8.64e15));
    assert_eq!(of_text("1e-99999999999999999999", "epoch-ms"), Some(0.0));
}

/// A whole number with its decimal point moved `by` digits to the left, and an exponent that moves it back.
fn moved(number: i64, by: usize) -> String {
    let digits = format!("{:0>1$}", number.unsigned_abs(), by + 1);
    let (before, after) = digits.split_at(digits.len() - by);
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{before}.{after}e{by}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn every_way_to_write_a_number_is_the_same_time(number in any::<i64>(), by in 0usize..40, zeros in 0usize..20) {
        for name in ["epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "auto"] {
            let format = format(name);
            let plain = exact(&number.to_string(), &format);
            let zeros = "0".repeat(zeros);
            let ways = [
                moved(number, by),
                format!("{number}e0"),
                format!("{number}.{zeros}"),
                format!("{number}{zeros}E-{}", zeros.len()),
                number.to_string().replace('-', &format!("-{zeros}")),
            ];
            for way in ways {
                prop_assert_eq!(exact(&way, &format), plain, "{} {}", way, name);
            }
        }
    }

    #[test]
    fn magnitude_is_what_a_double_says(digits in "[1-9][0-9]{0,21}(\\.[0-9]{0,5})?") {
        let name = match digits.parse::<f64>().unwrap() {
            m if m < 1e11 => "epoch-s",
            m if m < 1e14 => "epoch-ms",
            m if m < 1e17 => "epoch-us",
            _ => "epoch-ns",
        };
        // A double rounds up what is just below.
        prop_assume!(!digits.starts_with("999999999999"));
        let of_number = |format: &TimeFormat| instant(whole(&digits), &digits, format);
        prop_assert_eq!(of_number(&TimeFormat::Auto), of_number(&format(name)));
    }

    #[test]
    fn nanoseconds_keep_their_order(a in any::<i64>(), apart in prop_oneof![Just(1), 1i64..1_000_000_000]) {
        let (a, b) = (a, a.saturating_add(apart));
        let format = format("epoch-ns");
        let (earlier, later) = (exact(&a.to_string(), &format).unwrap(), exact(&b.to_string(), &format).unwrap());
        prop_assert_eq!(earlier < later, a < b);
        prop_assert!(earlier.milliseconds() <= later.milliseconds());
    }

    #[test]
    fn milliseconds_are_the_nearest_double(nanoseconds in any::<i64>()) {
        let ms = exact(&nanoseconds.to_string(), &format("epoch-ns")).unwrap().milliseconds();
        let (sign, size) = (if nanoseconds < 0 { "-" } else { "" }, nanoseconds.unsigned_abs());
        let nearest: f64 = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000).parse().unwrap();
        // Ten years around 1970, doubles are finer than what is divided.
        let is_close = size < 315_576_000_000_000_000 && (ms - nearest).abs() <= nearest.abs() * f64::EPSILON;
        prop_assert!(ms == nearest || is_close, "{} {}", ms, nearest);
    }
}
