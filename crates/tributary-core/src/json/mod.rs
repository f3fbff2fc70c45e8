//! A strict JSON reader (RFC 8259): accepts and rejects what `JSON.parse` does, up to the documented limits.
//!
//! There is no document object: a [`Reader`] walks the bytes once, and what is wanted of a message is kept as
//! [`Span`]s of its own text.

mod error;
mod number;
mod numbers;
mod points;
mod reader;
mod scan;
mod skip;
mod string;
mod value;
mod written;

pub use error::{JsonError, Reason};
pub use number::parse_number;
pub(crate) use number::short_decimal;
pub use points::CodePoints;
pub(crate) use reader::head;
pub use reader::{Name, Reader};
pub use string::unescape;
pub(crate) use written::Written;

/// What kind of JSON value a span holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number.
    Number,
    /// A string without escapes: its text is what stands between the quotes.
    Text,
    /// A string with at least one escape.
    Escaped,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A value's place in a message, quotes and brackets included, white space around it not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The value's kind.
    pub kind: Kind,
    /// The offset of its first byte.
    pub start: usize,
    /// The offset after its last byte.
    pub end: usize,
}

/// A value that was found while reading, and what could be told of it at no cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Where it stands.
    pub span: Span,
    /// The double that it is, if it is a number of up to 16 characters with no exponent; otherwise not a number.
    pub number: f64,
}

impl From<Span> for Found {
    fn from(span: Span) -> Self {
        Self { span, number: f64::NAN }
    }
}

impl Span {
    /// The value's own JSON text.
    #[must_use]
    pub fn source<'a>(&self, message: &'a str) -> &'a str {
        message.get(self.start..self.end).unwrap_or_default()
    }

    /// What stands between a string's quotes, escapes as they are written.
    #[must_use]
    pub fn between_quotes<'a>(&self, message: &'a str) -> &'a str {
        message.get(self.start + 1..self.end.saturating_sub(1)).unwrap_or_default()
    }
}
