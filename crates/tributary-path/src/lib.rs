//! JSONPath (RFC 9535), in the form that extraction works with.
//!
//! ```text
//! text ──lex──▶ tokens ──check──▶ jsonpath-rust's parser ──convert──▶ Path | Expr
//! ```
//!
//! jsonpath-rust reads the text; what it lets pass (white space in names), cannot place (its AST has no positions)
//! or does not know (section 2.4.3's types) is checked around it, so that every error says where and what to write.
//!
//! It is a crate of its own since all of it is compiled to be small: a path is read once per query. What runs for each
//! message ([`regex::Matcher`]) is compiled where it is used.

mod ast;
mod check;
mod convert;
pub mod error;
mod functions;
mod hint;
mod label;
mod lex;
pub mod limits;
mod number;
mod parse;
mod queries;
mod refused;
pub mod regex;
mod singular;

pub use ast::{Comparison, Expr, Literal, Path, Pattern, Root, Segment, Selector, Slice, Value};
pub use parse::{parse, parse_query, parse_rfc9535, parse_where};
