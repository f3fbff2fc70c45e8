//! I-Regexp (RFC 9485), which `match` and `search` take (RFC 9535, sections 2.4.6 and 2.4.7).
//!
//! An engine of our own, since the notation is small and `\p{…}` is part of it: a general-purpose Unicode-aware
//! engine costs many times this one's bytes, and a small one has no categories. A pattern becomes a
//! nondeterministic automaton ([`Regex`]) whose states are all followed at once, so a match takes time linear in the
//! text, and each step of it is taken from the caller's budget. Nothing else of this crate knows how it works.
//!
//! `^` and `$` are anchors, as in the engines that RFC 9485 (section 5) maps patterns to.

mod category;
mod class;
mod compile;
mod matcher;
mod parse;

pub use compile::Regex;
pub use matcher::Matcher;

/// Why there is no automaton for a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegexError {
    /// It is not an I-Regexp.
    Syntax,
    /// It has more states than the caller allows, or nests too deep.
    TooLarge,
}
