//! Whatever jiff writes is read as the time that it stands for.

use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use proptest::prelude::*;
use tributary_core::convert::{Instant, TimeFormat};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::{exact, format};

/// Times from 1900 to 2200, to the nanosecond, at any offset of whole minutes.
fn times() -> impl Strategy<Value = Zoned> {
    (-2_208_988_800i64..7_258_118_400, 0i32..1_000_000_000, -1439i32..=1439).prop_map(
        |(second, nanosecond, minutes)| {
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            Timestamp::new(second, nanosecond).unwrap().to_zoned(TimeZone::fixed(offset))
        },
    )
}

/// The exact time of nanoseconds since the epoch.
fn nanoseconds(count: i128) -> Option<Instant> {
    exact(&count.to_string(), &format("epoch-ns"))
}

/// A time cut off to so many decimals of a second.
fn cut(time: &Zoned, decimals: u32) -> Option<Instant> {
    let unit = 10i128.pow(9 - decimals);
    nanoseconds(time.timestamp().as_nanosecond().div_euclid(unit) * unit)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn iso_times_of_any_offset_and_precision(time in times(), decimals in 0u32..=9, form in 0usize..6) {
        let fraction = if decimals > 0 { format!(".%{decimals}f") } else { String::new() };
        let pattern = [
            "%Y-%m-%dT%H:%M:%S_%:z", "%Y-%m-%d %H:%M:%S_%z", "%Y%m%dT%H%M%S_%z", "%G-W%V-%uT%H:%M:%S_%:z",
            "%GW%V%uT%H%M%S_%z", "%Y-%jT%H:%M:%S_ %:z",
        ][form].replace('_', &fraction);
        let text = strtime::format(&pattern, &time).unwrap();
        prop_assert_eq!(exact(&text, &format("iso8601")), cut(&time, decimals), "{}", text);
        prop_assert_eq!(exact(&text, &TimeFormat::Auto), cut(&time, decimals), "{}", text);
    }

    #[test]
    fn what_both_read_of_a_damaged_time_is_the_same(time in times(), at in 0usize..30, by in "[0-9TZ:.+ -]") {
        let mut text = time.timestamp().display_with_offset(time.offset()).to_string();
        let at = at % text.len();
        text.replace_range(at..=at, &by);
        // A leap second is the next minute's first here, and the minute's last there.
        prop_assume!(!text.contains(":60"));
        if let (Some(ours), Ok(theirs)) = (exact(&text, &format("iso8601")), text.parse::<Timestamp>()) {
            prop_assert_eq!(Some(ours), nanoseconds(theirs.as_nanosecond()), "{}", text);
        }
    }

    #[test]
    fn header_dates(time in times()) {
        let text = rfc2822::to_string(&time).unwrap();
        prop_assert_eq!(exact(&text, &format("rfc2822")), cut(&time, 0), "{}", text);
        prop_assert_eq!(exact(&text, &TimeFormat::Auto), cut(&time, 0), "{}", text);
    }

    #[test]
    fn custom_formats(
        time in times(),
        date in prop::sample::select(vec![
            "%Y-%m-%d", "%F", "%d.%m.%Y", "%e %b %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %e %B %Y", "%Y%j", "%Y%m%d", "%j/%Y",
        ]),
        between in prop::sample::select(vec![" ", "T", "%t", "%n", " %% ", " at "]),
        clock in prop::sample::select(vec!["%H:%M:%S", "%T", "%I:%M:%S %p", "%p %I.%M.%S", "%R:%S", "%H%M%S"]),
        decimals in prop::sample::select(vec![0, 3, 6, 9]),
        zone in prop::sample::select(vec!["%z", " %:z", " %z"]),
    ) {
        let fraction = if decimals > 0 { format!(" %{decimals}f") } else { String::new() };
        let pattern = format!("{date}{between}{clock}{fraction}{zone}");
        let text = strtime::format(&pattern, &time).unwrap();
        let format = format(&format!("format:{pattern}"));
        prop_assert_eq!(exact(&text, &format), cut(&time, decimals), "{} {}", pattern, text);
    }

    #[test]
    fn short_years_and_epochs(time in times()) {
        let second = time.timestamp().as_second();
        prop_assert_eq!(exact(&second.to_string(), &format("format:%s")), nanoseconds(i128::from(second) * 1_000_000_000));
        if (1969..=2068).contains(&time.year()) {
            let text = strtime::format("%D %T %z", &time).unwrap();
            prop_assert_eq!(exact(&text, &format("format:%D %T %z")), cut(&time, 0), "{}", text);
        }
    }
}
