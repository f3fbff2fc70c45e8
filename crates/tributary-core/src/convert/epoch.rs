//! Numbers since the Unix epoch.

use super::instant::Instant;

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
    /// Told by magnitude: times of this century are far apart in each unit. Below 1e11 it is seconds, below 1e14
    /// milliseconds, below 1e17 microseconds.
    fn of(integer_digits: i64) -> Self {
        match integer_digits {
            ..=11 => Self::Seconds,
            12..=14 => Self::Milliseconds,
            15..=17 => Self::Microseconds,
            _ => Self::Nanoseconds,
        }
    }

    /// How many decimals of a second it is.
    fn decimals(self) -> i64 {
        match self {
            Self::Seconds => 0,
            Self::Milliseconds => 3,
            Self::Microseconds => 6,
            Self::Nanoseconds => 9,
        }
    }
}

/// The time of a decimal, in `unit` or in the one its magnitude tells. No digit is lost: it never is a double.
pub(super) fn instant(text: &str, unit: Option<Unit>) -> Option<Instant> {
    whole(text.as_bytes(), unit).unwrap_or_else(|| {
        let decimal = Decimal::read(text.as_bytes())?;
        decimal.instant(unit.unwrap_or_else(|| Unit::of(decimal.point)))
    })
}

/// The way of most times: 12 to 14 digits are milliseconds, whether that is said or told by magnitude, and a double
/// holds them. `None`: not that simple.
pub(super) fn whole_milliseconds(text: &[u8]) -> Option<f64> {
    if (12..=14).contains(&text.len()) { whole_number(text).map(|n| n as f64) } else { None }
}

/// Digits, at most 19 of them, the first one not 0.
fn whole_number(text: &[u8]) -> Option<u64> {
    if !(1..=19).contains(&text.len()) || text[0] == b'0' {
        return None;
    }
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0')))
}

/// The fast path for whole numbers; the outer `None` elsewhere.
fn whole(text: &[u8], unit: Option<Unit>) -> Option<Option<Instant>> {
    let number = whole_number(text)?;
    let (per_second, attoseconds) = match unit.unwrap_or_else(|| Unit::of(text.len() as i64)) {
        Unit::Seconds => (1, 1_000_000_000_000_000_000),
        Unit::Milliseconds => (1_000, 1_000_000_000_000_000),
        Unit::Microseconds => (1_000_000, 1_000_000_000_000),
        Unit::Nanoseconds => (1_000_000_000, 1_000_000_000),
    };
    let seconds = i64::try_from(number / per_second).ok();
    Some(seconds.and_then(|seconds| Instant::new(seconds, number % per_second * attoseconds)))
}

/// A decimal with an optional sign, fraction and exponent, as it is written.
struct Decimal<'a> {
    negative: bool,
    /// From the first that is not 0; maybe with a decimal point, which says nothing any more.
    digits: &'a [u8],
    /// How many of the digits stand before the decimal point; negative where zeros stand between.
    point: i64,
}

impl<'a> Decimal<'a> {
    fn read(text: &'a [u8]) -> Option<Self> {
        let (negative, text) = split_sign(text);
        let end = text.iter().position(|b| matches!(b, b'e' | b'E')).unwrap_or(text.len());
        let (mantissa, exponent) = text.split_at(end);
        let (mut zeros, mut point) = (0, 0);
        let (mut has_digit, mut has_point) = (false, false);
        for (at, byte) in mantissa.iter().enumerate() {
            match byte {
                b'.' if !has_point => has_point = true,
                b'0'..=b'9' => {
                    has_digit = true;
                    let is_leading = zeros == at && *byte == b'0';
                    point += i64::from(!is_leading && !has_point) - i64::from(is_leading && has_point);
                }
                _ => return None,
            }
            zeros += usize::from(zeros == at && matches!(byte, b'0' | b'.'));
        }
        let exponent = match exponent {
            [] => 0,
            [_, digits @ ..] => read_exponent(digits)?,
        };
        has_digit.then_some(Self { negative, digits: &mantissa[zeros..], point: point + exponent })
    }

    fn instant(&self, unit: Unit) -> Option<Instant> {
        let mut digits = self.digits.iter().filter(|&&b| b != b'.').map(|b| u64::from(b - b'0'));
        let mut take = |count| (0..count).fold(0, |n, _| n * 10 + digits.next().unwrap_or(0));
        let before = self.point - unit.decimals();
        // Eighteen digits of seconds reach further than any date.
        if before > 18 {
            return None;
        }
        let seconds = take(before.max(0));
        let attoseconds = take(18 - before.clamp(-18, 0).abs());
        Instant::signed(self.negative, seconds as i64, attoseconds)
    }
}

fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    }
}

/// An exponent; one that is out of all proportion stays so.
fn read_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = split_sign(text);
    let value = digits
        .iter()
        .try_fold(0i64, |n, b| b.is_ascii_digit().then(|| (n * 10 + i64::from(b - b'0')).min(1_000_000_000_000)))?;
    (!digits.is_empty()).then_some(if negative { -value } else { value })
}
