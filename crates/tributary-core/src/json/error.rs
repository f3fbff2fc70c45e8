//! Why a text is not JSON.

use std::fmt;

/// What is wrong at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A value, a name, a comma, a colon or an end bracket was expected: the message says which.
    Expected(&'static str),
    /// The text ends inside a value.
    End,
    /// Something follows the document.
    Trailing,
    /// A control character stands unescaped in a string (RFC 8259, section 7).
    ControlCharacter,
    /// An escape that JSON does not have.
    Escape,
    /// A number that JSON's grammar does not allow, such as `01` or `1.`.
    Number,
    /// Arrays and objects nest deeper than [`crate::limits::NESTING`].
    Nesting,
}

/// A text that is not JSON, or nests too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason} at byte {position}")]
pub struct JsonError {
    /// What is wrong.
    pub reason: Reason,
    /// Where: a byte offset from the message's start.
    pub position: usize,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::End => f.write_str("the text ends inside a value"),
            Self::Trailing => f.write_str("unexpected text after the document"),
            Self::ControlCharacter => f.write_str("a control character must be escaped"),
            Self::Escape => f.write_str("unknown escape"),
            Self::Number => f.write_str("malformed number"),
            Self::Nesting => f.write_str("nested too deep"),
        }
    }
}
