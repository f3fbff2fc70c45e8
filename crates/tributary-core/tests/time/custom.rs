//! Custom formats.

use tributary_core::convert::TimeFormat;
use tributary_core::error::Code;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::{milliseconds, of_text};

const MORNING: f64 = 1_721_980_800_000.0;

#[test]
fn each_directive_reads_what_strftime_writes() {
    let cases = [
        ("%Y-%m-%d %H:%M:%S", "2024-07-26 08:00:00", MORNING),
        ("%F %T", "2024-07-26 08:00:00", MORNING),
        ("%D %R", "07/26/24 08:00", MORNING),
        ("%d.%m.%y %H:%M", "26.7.24 8:00", MORNING),
        ("%e %b %Y %H:%M", " 26 Jul 2024 08:00", MORNING),
        ("%Y%b%e", "2024Jul 6", MORNING - 28_800_000.0 - 20.0 * 86_400_000.0),
        ("%A, %B %d, %Y %I:%M %p", "Friday, July 26, 2024 08:00 am", MORNING),
        ("%a %b %d %H:%M:%S %Z %Y", "Fri Jul 26 08:00:00 UTC 2024", MORNING),
        ("%I %p %F", "12 AM 2024-07-26", MORNING - 28_800_000.0),
        ("%I %p %F", "12 PM 2024-07-26", MORNING + 14_400_000.0),
        ("%I %p %F", "11 pm 2024-07-26", MORNING + 54_000_000.0),
        ("%Y-%j", "2024-208", MORNING - 28_800_000.0),
        ("%Y%j %H%M", "2024208 0800", MORNING),
        ("%Y%m%d%H%M%S%3f", "20240726080000250", MORNING + 250.0),
        ("%Y%m%d%H%M%S%L", "20240726080000250", MORNING + 250.0),
        ("%F %T.%f", "2024-07-26 08:00:00.25", MORNING + 250.0),
        ("%F %T.%6f", "2024-07-26 08:00:00.000500", MORNING + 0.5),
        ("%F %T.%9f", "2024-07-26 08:00:00.000500000", MORNING + 0.5),
        ("%F %T%.f", "2024-07-26 08:00:00.5", MORNING + 500.0),
        ("%F %T%.f", "2024-07-26 08:00:00", MORNING),
        ("%F %T%.3f", "2024-07-26 08:00:00.500", MORNING + 500.0),
        ("%FT%T%z", "2024-07-26T10:00:00+0200", MORNING),
        ("%FT%T%z", "2024-07-26T08:00:00Z", MORNING),
        ("%FT%T%:z", "2024-07-26T02:30:00-05:30", MORNING),
        ("%F %T %Z", "2024-07-26 08:00:00 GMT", MORNING),
        ("%s", "1721980800", MORNING),
        ("%s.%f", "1721980800.125", MORNING + 125.0),
        ("%s%.f", "-0.5", -500.0),
        ("at %s s", "at 1721980800 s", MORNING),
        ("%n%F%t%T%n", "2024-07-26\u{202f}08:00:00", MORNING),
        ("%F%%%H", "2024-07-26%08", MORNING),
        ("%Y年%m月%d日 %H時", "2024年7月26日 8時", MORNING),
    ];
    for (format, text, ms) in cases {
        assert_eq!(of_text(text, &format!("format:{format}")), Some(ms), "{format} {text}");
    }
    for (short, year) in [("68", "2068"), ("69", "1969"), ("00", "2000"), ("99", "1999")] {
        assert_eq!(of_text(&format!("{short}0101"), "format:%y%m%d"), of_text(&format!("{year}0101"), "iso8601"));
    }
    assert_eq!(milliseconds("20240726", "format:%Y%m%d"), Some(MORNING - 28_800_000.0));
}

#[test]
fn what_does_not_fit_the_format_is_refused() {
    for (format, text) in [
        ("%F", "2024-07-26T08:00"),
        ("%F", "2024-02-30"),
        ("%F", "24-02-03"),
        ("%F %H", "2024-07-26 24"),
        ("%F %I %p", "2024-07-26 13 PM"),
        ("%F %I %p", "2024-07-26 0 AM"),
        ("%F %I %p", "2024-07-26 8"),
        ("%a %F", "Thu 2024-07-26"),
        ("%Y %j", "2023 366"),
        ("%Y %j", "2024 0"),
        ("%F %T.%3f", "2024-07-26 08:00:00.25"),
        ("%F %T.%f", "2024-07-26 08:00:00."),
        ("%F %z", "2024-07-26 CET"),
        ("%F %Z", "2024-07-26 CET"),
        ("%b %d %Y", "Foo 26 2024"),
        ("%s", "99999999999999999999"),
        ("%F", "２０２４-07-26"),
    ] {
        assert_eq!(of_text(text, &format!("format:{format}")), None, "{format} {text}");
    }
}

fn refused(name: &str) -> (String, Option<usize>) {
    let error = TimeFormat::named(name).expect_err(name);
    assert_eq!(error.code, Code::TimeFormat);
    (error.message, error.position)
}

#[test]
fn a_format_that_cannot_work_is_refused_with_the_place_of_what_is_wrong() {
    for (name, what, position) in [
        ("format:%F %Q", "“%Q”", 10),
        ("format:%F %3L", "“%3L”", 10),
        ("format:%F %0f", "“%0f”", 10),
        ("format:%F %12f", "“%12f”", 10),
        ("format:日%F %E", "“%E”", 11),
        ("format:%F %:", "“%:”", 10),
        ("format:%F %é", "“%é”", 10),
        ("format:%F %", "lone", 10),
        ("format:%H:%M", "no date", 7),
        ("format:%Y-%m", "no date", 7),
        ("format:%m-%d", "no date", 7),
        ("format:", "no date", 7),
        ("format:%F %I", "AM or PM", 7),
    ] {
        let (message, at) = refused(name);
        assert!(message.contains(what), "{name}: {message}");
        assert_eq!(at, Some(position), "{name}");
    }
    let long = format!("format:%F{}", "x".repeat(300));
    assert!(refused(&long).0.contains("longer than"));
}

#[test]
fn a_name_that_is_unknown_is_refused_with_those_that_are_not() {
    for name in ["iso", "", "%Y", "Format:%F", "epoch"] {
        let (message, position) = refused(name);
        assert!(message.contains(name) && message.contains("rfc2822"), "{message}");
        assert_eq!(position, None);
    }
}
