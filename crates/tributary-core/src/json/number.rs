//! Numbers: their grammar, and JSON text → double, correctly rounded.

use super::error::{JsonError, Reason};
use super::scan;

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// So many characters, of which one may be a decimal point, hold hardly more than 2^53: Clinger's fast path, where one
/// exact division is all that it takes.
const SHORT: usize = 16;

/// Where a number that starts at `at` with `first` has its first digit, and which: its sign apart. By a branch that a
/// processor foresees, not by a sum that it would have to wait for.
#[inline(always)]
fn first_digit(bytes: &[u8], at: usize, first: u8) -> (usize, u8) {
    if first == b'-' { (at + 1, bytes.get(at + 1).copied().unwrap_or(0)) } else { (at, first) }
}

/// The offset after a number that starts at `at` with `first` (RFC 8259, section 6).
#[inline(always)]
pub(super) fn end_of_number(bytes: &[u8], at: usize, first: u8) -> Result<usize, JsonError> {
    let (start, first) = first_digit(bytes, at, first);
    let end = match first {
        b'0' => start + 1,
        b'1'..=b'9' => scan::digits(bytes, start + 1),
        _ => return Err(broken(bytes, start)),
    };
    match bytes.get(end) {
        Some(b'.') => {
            let fraction = scan::digits(bytes, end + 1);
            match bytes.get(fraction) {
                _ if fraction == end + 1 => Err(broken(bytes, fraction)),
                Some(b'e' | b'E') => end_of_exponent(bytes, fraction),
                _ => Ok(fraction),
            }
        }
        Some(b'e' | b'E') => end_of_exponent(bytes, end),
        _ => Ok(end),
    }
}

/// As [`end_of_number`], with the double that the number is; not a number where that is not told by its digits alone.
#[inline]
pub(super) fn read(bytes: &[u8], at: usize, first: u8) -> Result<(usize, f64), JsonError> {
    let negative = first == b'-';
    let (start, first) = first_digit(bytes, at, first);
    let (whole, end) = match first {
        b'0' => (0, start + 1),
        b'1'..=b'9' => digits_from(bytes, start + 1, u64::from(first - b'0')),
        _ => return Err(broken(bytes, start)),
    };
    match bytes.get(end) {
        Some(b'.') => {
            let (mantissa, last) = digits_from(bytes, end + 1, whole);
            match bytes.get(last) {
                _ if last == end + 1 => Err(broken(bytes, last)),
                Some(b'e' | b'E') => Ok((end_of_exponent(bytes, last)?, f64::NAN)),
                _ if last - start > SHORT => Ok((last, f64::NAN)),
                _ => Ok((last, signed(mantissa as i64 as f64 / POWERS[last - end - 1], negative))),
            }
        }
        Some(b'e' | b'E') => Ok((end_of_exponent(bytes, end)?, f64::NAN)),
        _ if end - start > SHORT || whole > 1 << 53 => Ok((end, f64::NAN)),
        _ => Ok((end, signed(whole as i64 as f64, negative))),
    }
}

/// The offset after an exponent whose letter stands at `at`.
#[inline(never)]
fn end_of_exponent(bytes: &[u8], at: usize) -> Result<usize, JsonError> {
    let start = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
    let end = scan::digits(bytes, start);
    if end == start { Err(broken(bytes, start)) } else { Ok(end) }
}

#[cold]
fn broken(bytes: &[u8], position: usize) -> JsonError {
    JsonError { reason: if position < bytes.len() { Reason::Number } else { Reason::End }, position }
}

/// The double nearest to a number in JSON's grammar; `None` where it overflows.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    short_decimal(text.as_bytes()).or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()))
}

/// The double nearest to a decimal of up to 16 characters with no exponent; `None`: not that simple.
pub(crate) fn short_decimal(text: &[u8]) -> Option<f64> {
    read(text, 0, *text.first()?)
        .ok()
        .filter(|&(end, number)| end == text.len() && !number.is_nan())
        .map(|(_, number)| number)
}

#[inline(always)]
fn signed(value: f64, negative: bool) -> f64 {
    if negative { -value } else { value }
}

/// The value of the digits from `at` on behind those of `value`, and the offset after them.
#[inline(always)]
fn digits_from(bytes: &[u8], mut at: usize, mut value: u64) -> (u64, usize) {
    while let Some(digit) = bytes.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        // Whoever has more digits than a word holds does not use their value.
        value = value.wrapping_mul(10).wrapping_add(digit.into());
        at += 1;
    }
    (value, at)
}
