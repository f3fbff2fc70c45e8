//! A string's text where it stands.

use std::cmp::Ordering;

use crate::json::CodePoints;

/// What stands between a string's quotes, compared by what it says.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// As it is written.
    pub raw: &'a str,
    /// Whether it is written with escapes.
    pub escaped: bool,
}

impl<'a> Text<'a> {
    /// A text that says what it is.
    #[must_use]
    pub fn plain(text: &'a str) -> Self {
        Self { raw: text, escaped: false }
    }

    /// Its characters.
    #[must_use]
    pub fn code_points(self) -> CodePoints<'a> {
        CodePoints::new(self.raw, self.escaped)
    }

    /// Whether two strings say the same.
    #[must_use]
    pub fn says(self, other: Self) -> bool {
        if self.escaped || other.escaped { self.code_points().eq(other.code_points()) } else { self.raw == other.raw }
    }

    /// By code points (RFC 9535, section 2.3.5.2.2); UTF-8's bytes have the same order.
    #[must_use]
    pub fn order(self, other: Self) -> Ordering {
        if self.escaped || other.escaped {
            self.code_points().cmp(other.code_points())
        } else {
            self.raw.cmp(other.raw)
        }
    }
}
