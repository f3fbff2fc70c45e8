//! RFC 2822, and RFC 5322 after it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::{milliseconds, of_text};

const MORNING: f64 = 1_721_980_800_000.0;

#[test]
fn header_dates_are_read_with_or_without_a_day_name_and_seconds() {
    for text in [
        "Fri, 26 Jul 2024 08:00:00 +0000",
        "Fri, 26 Jul 2024 08:00:00 GMT",
        "26 Jul 2024 08:00:00 -0000",
        "26 Jul 2024 10:00 +0200",
        "fri,26 jul 2024 08:00:00 ut",
        "Friday, 26 July 2024 08:00:00 UTC",
        "Fri,  26  Jul  2024  08 : 00 : 00  Z",
        "26 Jul 24 04:00 EDT",
        "26 Jul 2024 03:00 EST",
        "26 Jul 2024 01:00 MST",
        "26 Jul 2024 01:00 PDT",
        "26 Jul 2024 00:00 PST",
        "26 Jul 2024 08:00 A",
        "  26 Jul 2024 08:00 GMT ",
    ] {
        assert_eq!(of_text(text, "rfc2822"), Some(MORNING), "{text}");
        assert_eq!(of_text(text, "auto"), Some(MORNING), "{text}");
    }
    assert_eq!(of_text("Sun, 6 Nov 1994 08:49:37 GMT", "rfc2822"), Some(784_111_777_000.0));
    assert_eq!(of_text("31 Dec 2016 23:59:60 GMT", "rfc2822"), Some(1_483_228_800_000.0));
}

#[test]
fn old_years_have_two_or_three_digits() {
    for (short, long) in [("49", "2049"), ("50", "1950"), ("99", "1999"), ("00", "2000"), ("124", "2024")] {
        let of = |year: &str| of_text(&format!("1 Jan {year} 00:00 GMT"), "rfc2822");
        assert_eq!(of(short), of(long), "{short}");
        assert!(of(long).is_some(), "{long}");
    }
}

#[test]
fn a_wrong_day_name_an_unknown_zone_and_what_is_left_over_are_refused() {
    for text in [
        "Thu, 26 Jul 2024 08:00:00 GMT",
        "Fri 26 Jul 2024 08:00:00 GMT",
        "26 Jul 2024 08:00:00",
        "26 Jul 2024 08:00:00 CET",
        "26 Jul 2024 08:00:00 J",
        "26 Jul 2024 08:00:00 GMT (dawn)",
        "30 Feb 2024 08:00:00 GMT",
        "26 Jul 2024 24:00:00 GMT",
        "26 Jul 2 08:00:00 GMT",
        "26 Jul 20245 08:00:00 GMT",
        "26 Ju 2024 08:00:00 GMT",
        "2024-07-26T08:00:00Z",
        "1721980800",
        "",
    ] {
        assert_eq!(of_text(text, "rfc2822"), None, "{text}");
    }
    assert_eq!(milliseconds("26", "rfc2822"), None);
}
