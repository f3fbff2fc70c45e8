//! From a frame to its text.

use super::output::Payload;
use super::stats::Failure;
use crate::limits;

/// The text of a frame.
pub(super) fn decode(payload: Payload<'_>) -> Result<&str, Failure> {
    let (text, bytes) = match payload {
        Payload::Text(text) => (Ok(text), text.len()),
        Payload::Binary(bytes) => (utf8(bytes), bytes.len()),
        Payload::TooLarge(bytes) => return Err(Failure::too_large(bytes)),
    };
    if bytes > limits::MESSAGE_BYTES {
        return Err(Failure::too_large(bytes));
    }
    text.map_err(Failure::not_utf8)
}

/// A text; where it is none, from which byte on.
fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    let exactly = |_| std::str::from_utf8(bytes).map_err(|e| e.valid_up_to());
    simdutf8::basic::from_utf8(bytes).or_else(exactly)
}
