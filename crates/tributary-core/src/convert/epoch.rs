//! Numbers since the Unix epoch.

use crate::json::parse_number;

/// What a number since the epoch counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// Microseconds.
    Microseconds,
    /// Nanoseconds.
    Nanoseconds,
}

impl Unit {
    /// Told by magnitude: times of this century are far apart in each unit.
    fn of(magnitude: f64) -> Self {
        match magnitude {
            m if m < 1e11 => Self::Seconds,
            m if m < 1e14 => Self::Milliseconds,
            m if m < 1e17 => Self::Microseconds,
            _ => Self::Nanoseconds,
        }
    }

    /// How many of these make a millisecond; less than one for seconds.
    fn per_millisecond(self) -> f64 {
        match self {
            Self::Seconds => 1e-3,
            Self::Milliseconds => 1.0,
            Self::Microseconds => 1e3,
            Self::Nanoseconds => 1e6,
        }
    }
}

/// Epoch milliseconds of a decimal, in `unit` or in the one its magnitude tells.
pub(super) fn milliseconds(text: &str, unit: Option<Unit>) -> Option<f64> {
    if !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
        return None;
    }
    let number = parse_number(text)?;
    let unit = unit.unwrap_or_else(|| Unit::of(number.abs()));
    // Whole microseconds and nanoseconds pass 2^53: they are split before they become doubles.
    match (unit, text.parse::<i64>()) {
        (Unit::Microseconds, Ok(whole)) => Some(split(whole, 1_000)),
        (Unit::Nanoseconds, Ok(whole)) => Some(split(whole, 1_000_000)),
        (Unit::Seconds, _) => Some(number * 1e3),
        _ => Some(number / unit.per_millisecond()),
    }
}

fn split(whole: i64, per_millisecond: i64) -> f64 {
    let (ms, rest) = (whole / per_millisecond, whole % per_millisecond);
    ms as f64 + rest as f64 / per_millisecond as f64
}
