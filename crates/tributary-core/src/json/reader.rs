//! The reader's position and its smallest steps.

use super::error::{JsonError, Reason};
use super::{Kind, string};

/// A place in a message, moved forward value by value.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `text`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// The offset of the next byte.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    /// Moves to an offset; used to read an element again whose text is known to be good.
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// The next byte; `None` at the end.
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// An error here.
    #[must_use]
    pub fn error(&self, reason: Reason) -> JsonError {
        let reason = match (reason, self.peek()) {
            (Reason::Expected(_), None) => Reason::End,
            (other, _) => other,
        };
        JsonError { reason, position: self.at }
    }

    /// Passes over white space (RFC 8259, section 2).
    pub fn skip_whitespace(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    /// Passes over one known byte.
    pub(super) fn bump(&mut self) {
        self.at += 1;
    }

    /// Passes over `byte` if it is next.
    pub fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Passes over white space and `byte`.
    ///
    /// # Errors
    /// Where something else is next.
    pub fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), JsonError> {
        self.skip_whitespace();
        if self.eat(byte) { Ok(()) } else { Err(self.error(Reason::Expected(what))) }
    }

    /// Passes over a member's name and its colon: the name's text between the quotes, and whether it has
    /// escapes.
    ///
    /// # Errors
    /// Where no string, or no colon after it, is next.
    pub fn member_name(&mut self) -> Result<(&'a [u8], bool), JsonError> {
        self.skip_whitespace();
        let start = self.at + 1;
        if self.peek() != Some(b'"') {
            return Err(self.error(Reason::Expected("a member name in double quotes")));
        }
        let kind = self.string()?;
        let name = &self.bytes[start..self.at - 1];
        self.expect(b':', "a colon")?;
        Ok((name, kind == Kind::Escaped))
    }

    /// Passes over a string whose opening quote is next.
    ///
    /// # Errors
    /// On a control character, an unknown escape, or the end of the text.
    pub fn string(&mut self) -> Result<Kind, JsonError> {
        let (at, kind) = string::end_of_string(self.bytes, self.at + 1)?;
        self.at = at;
        Ok(kind)
    }

    /// Passes over one of the three literal names.
    ///
    /// # Errors
    /// Where another word is next.
    pub(super) fn literal(&mut self, word: &'static str, kind: Kind) -> Result<Kind, JsonError> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(kind)
        } else {
            Err(self.error(Reason::Expected("a value")))
        }
    }

    /// Passes over a number (RFC 8259, section 6).
    ///
    /// # Errors
    /// Where the grammar is broken.
    pub(super) fn number(&mut self) -> Result<Kind, JsonError> {
        self.eat(b'-');
        match self.peek() {
            Some(b'0') => self.bump(),
            Some(b'1'..=b'9') => self.digits(),
            _ => return Err(self.broken_number()),
        }
        if self.eat(b'.') {
            self.at_least_one_digit()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.at_least_one_digit()?;
        }
        Ok(Kind::Number)
    }

    fn digits(&mut self) {
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn at_least_one_digit(&mut self) -> Result<(), JsonError> {
        let from = self.at;
        self.digits();
        if self.at == from { Err(self.broken_number()) } else { Ok(()) }
    }

    fn broken_number(&self) -> JsonError {
        self.error(if self.peek().is_none() { Reason::End } else { Reason::Number })
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// Where something else follows.
    pub fn finish(&mut self) -> Result<(), JsonError> {
        self.skip_whitespace();
        if self.peek().is_none() { Ok(()) } else { Err(self.error(Reason::Trailing)) }
    }
}
