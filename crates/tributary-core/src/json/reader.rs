//! The reader's position and its smallest steps.

use super::error::{JsonError, Reason};
use super::{Kind, Written, scan, string};

/// What may stand behind a value in an object.
pub(super) const OBJECT: &str = "“,” or “}”";
/// What may stand behind a value in an array.
pub(super) const ARRAY: &str = "“,” or “]”";

/// A member's name.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// What stands between its quotes.
    pub raw: &'a [u8],
    /// The first eight bytes of that, the first one lowest, and zeros behind it: what most names differ in.
    pub head: u64,
    /// Whether it has escapes.
    pub escaped: bool,
}

/// A place in a message, moved forward token by token.
///
/// Its steps are inlined where they are used: messages consist of short tokens, and a call costs more than a token.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// A reader in the midst of a message.
    #[inline(always)]
    pub(super) fn at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The offset of the next byte.
    #[inline(always)]
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Moves to an offset; used to read an element again whose text is known to be good.
    #[inline(always)]
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// Passes over white space; the first byte of the next token, or 0, which begins none, at the end.
    #[inline(always)]
    pub fn token(&mut self) -> u8 {
        let byte = self.byte();
        if byte > b' ' {
            return byte;
        }
        self.at = scan::whitespace(self.bytes, self.at);
        self.byte()
    }

    /// The next byte; 0 at the end.
    #[inline(always)]
    fn byte(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// An error here.
    #[inline(always)]
    #[must_use]
    pub fn error(&self, reason: Reason) -> JsonError {
        error_at(self.bytes, self.at, reason)
    }

    /// Passes over one known byte.
    #[inline(always)]
    pub(crate) fn bump(&mut self) {
        self.at += 1;
    }

    /// Passes over white space and `byte`, if that is next.
    #[inline(always)]
    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.token() == byte;
        if found {
            self.bump();
        }
        found
    }

    /// Passes over what is written so, if it is next.
    #[inline(always)]
    pub(crate) fn eat_written(&mut self, written: &Written) -> bool {
        let end = written.end(self.bytes, self.at);
        if let Some(end) = end {
            self.at = end;
        }
        end.is_some()
    }

    /// What was read since an offset.
    #[inline(always)]
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// Passes over what stands before a member of an object, given how many came before it: the opening bracket before
    /// the first, a comma before any other. Whether it was the object's end instead.
    ///
    /// # Errors
    /// Where something else is next.
    #[inline(always)]
    pub(crate) fn next_member(&mut self, before: usize) -> Result<bool, JsonError> {
        if before > 0 {
            return self.comma_or(b'}');
        }
        self.bump();
        Ok(self.eat(b'}'))
    }

    /// Passes over a member's name and its colon.
    ///
    /// # Errors
    /// Where no string, or no colon after it, is next.
    #[inline(always)]
    pub fn member_name(&mut self) -> Result<Name<'a>, JsonError> {
        self.token();
        let start = self.at + 1;
        let (kind, end) = self.skip_name()?;
        let raw = self.bytes.get(start..end).unwrap_or_default();
        Ok(Name { raw, head: scan::word(self.bytes, start) & head_mask(raw.len()), escaped: kind == Kind::Escaped })
    }

    /// Passes over a member's name and its colon: what kind of string the name is, and where its closing quote stands.
    #[inline(always)]
    pub(super) fn skip_name(&mut self) -> Result<(Kind, usize), JsonError> {
        if self.token() != b'"' {
            return Err(self.error(Reason::Expected("a member name in double quotes")));
        }
        let (at, kind) = string::end_of_name(self.bytes, self.at + 1)?;
        self.at = at;
        let end = self.at - 1;
        if self.eat(b':') { Ok((kind, end)) } else { Err(self.error(Reason::Expected("a colon"))) }
    }

    /// Passes over a comma, or over `end`, which must be next; whether it was the end.
    ///
    /// # Errors
    /// Where something else is next.
    #[inline(always)]
    pub fn comma_or(&mut self, end: u8) -> Result<bool, JsonError> {
        let token = self.token();
        if token != b',' && token != end {
            return Err(self.error(Reason::Expected(if end == b'}' { OBJECT } else { ARRAY })));
        }
        self.bump();
        Ok(token == end)
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// Where something else follows.
    pub fn finish(&mut self) -> Result<(), JsonError> {
        self.token();
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.error(Reason::Trailing)) }
    }
}

/// The [`Name::head`] of a name that is known beforehand.
pub fn head(name: &[u8]) -> u64 {
    scan::word(name, 0)
}

/// Has the bits of a head that `length` bytes fill.
#[inline(always)]
fn head_mask(length: usize) -> u64 {
    if length < 8 { (1 << (8 * length)) - 1 } else { u64::MAX }
}

#[cold]
fn error_at(bytes: &[u8], position: usize, reason: Reason) -> JsonError {
    let is_end = matches!(reason, Reason::Expected(_)) && position >= bytes.len();
    JsonError { reason: if is_end { Reason::End } else { reason }, position }
}
