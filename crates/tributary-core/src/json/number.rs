//! Numbers: JSON text → double, correctly rounded.

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// The double nearest to a number in JSON's grammar; `None` where it overflows.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    short_decimal(text).or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()))
}

/// Clinger's fast path: up to 2^53, and a small scale, need one exact division. `None`: not that simple.
fn short_decimal(text: &str) -> Option<f64> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.len() > 16 {
        return None;
    }
    let (mut mantissa, mut scale, mut point) = (0u64, 0usize, None);
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                scale += usize::from(point.is_some());
            }
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    // 16 digits without a point may pass 2^53.
    if digits.is_empty() || mantissa > 1 << 53 {
        return None;
    }
    let value = mantissa as f64 / POWERS[scale];
    Some(if negative { -value } else { value })
}
