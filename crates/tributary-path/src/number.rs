//! Numbers in a path: indices, slices and literals.

/// The largest integer that every double holds exactly, 2⁵³ − 1 (RFC 9535, section 2.1).
const EXACT: u64 = (1 << 53) - 1;

/// The length of the number at the start of `text`: whatever looks like one, right or wrong.
pub(super) fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = usize::from(bytes.first() == Some(&b'-'));
    end += digits(end);
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        end += if exponent > 0 { 1 + sign + exponent } else { 0 };
    }
    end
}

/// What is wrong with an index or a part of a slice (the rule `int`).
pub(super) fn index_fault(text: &str) -> Option<&'static str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some("an index is a whole number.");
    }
    if digits.starts_with('0') && text != "0" {
        return Some("an index has no leading zero, and no “-0”.");
    }
    match digits.parse::<u64>() {
        Ok(magnitude) if magnitude <= EXACT => None,
        _ => Some("an index lies between -9007199254740991 and 9007199254740991."),
    }
}

/// What is wrong with a literal (the rule `number`).
pub(super) fn literal_fault(text: &str) -> Option<&'static str> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    match digits {
        [b'0', b'0'..=b'9', ..] => Some("a number has no leading zeros."),
        [b'0'..=b'9', ..] => None,
        _ => Some("a number has at least one digit."),
    }
}
