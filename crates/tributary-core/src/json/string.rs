//! Strings: finding their end, and what they say.

use std::borrow::Cow;

use super::error::{JsonError, Reason};
use super::{Kind, scan};

/// The offset after the closing quote of a string whose text starts at `at`, and whether it has escapes.
#[inline(always)]
pub(super) fn end_of_string(bytes: &[u8], at: usize) -> Result<(usize, Kind), JsonError> {
    let at = scan::plain(bytes, at);
    if bytes.get(at) == Some(&b'"') { Ok((at + 1, Kind::Text)) } else { end_of_escaped(bytes, at) }
}

/// As [`end_of_string`], for a member's name.
#[inline(always)]
pub(super) fn end_of_name(bytes: &[u8], at: usize) -> Result<(usize, Kind), JsonError> {
    let at = scan::plain_name(bytes, at);
    if bytes.get(at) == Some(&b'"') { Ok((at + 1, Kind::Text)) } else { end_of_escaped(bytes, at) }
}

/// The same for a string whose plain text ends at `at`, but not the string.
#[inline(never)]
fn end_of_escaped(bytes: &[u8], mut at: usize) -> Result<(usize, Kind), JsonError> {
    let mut kind = Kind::Text;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok((at + 1, kind)),
            Some(b'\\') => {
                kind = Kind::Escaped;
                at = scan::plain(bytes, end_of_escape(bytes, at)?);
            }
            Some(_) => return Err(JsonError { reason: Reason::ControlCharacter, position: at }),
            None => return Err(JsonError { reason: Reason::End, position: at }),
        }
    }
}

/// The offset after the escape whose backslash is at `at`.
fn end_of_escape(bytes: &[u8], at: usize) -> Result<usize, JsonError> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => {
            for offset in at + 2..at + 6 {
                match bytes.get(offset) {
                    Some(b) if b.is_ascii_hexdigit() => {}
                    Some(_) => return Err(JsonError { reason: Reason::Escape, position: at }),
                    None => return Err(JsonError { reason: Reason::End, position: bytes.len() }),
                }
            }
            Ok(at + 6)
        }
        Some(_) => Err(JsonError { reason: Reason::Escape, position: at }),
        None => Err(JsonError { reason: Reason::End, position: bytes.len() }),
    }
}

/// What a valid JSON string says, given the text between its quotes. Lone surrogates become U+FFFD.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.find('\\') else { return Cow::Borrowed(raw) };
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut next = Some(first);
    while let Some(at) = next {
        text.push_str(&rest[..at]);
        let escape = rest.as_bytes().get(at + 1).copied().unwrap_or_default();
        rest = rest.get(at + 2..).unwrap_or_default();
        match escape {
            b'b' => text.push('\u{8}'),
            b'f' => text.push('\u{c}'),
            b'n' => text.push('\n'),
            b'r' => text.push('\r'),
            b't' => text.push('\t'),
            b'u' => {
                let (character, used) = unicode(rest);
                text.push(character);
                rest = rest.get(used..).unwrap_or_default();
            }
            other => text.push(char::from(other)),
        }
        next = rest.find('\\');
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of `XXXX` or of a surrogate pair `XXXX\uXXXX`, and how many bytes it took.
fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let high = unit(0).unwrap_or(0xfffd);
    if (0xd800..0xdc00).contains(&high)
        && rest.get(4..6) == Some("\\u")
        && let Some(low @ 0xdc00..=0xdfff) = unit(6)
    {
        let point = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        return (char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER), 10);
    }
    (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 4)
}
