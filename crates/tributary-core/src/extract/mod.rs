//! Extraction: one pass over a message serves every stream of a connection.
//!
//! ```text
//! StreamSpec ──parse──▶ Query: the paths of `where`, `rows` and the fields, aligned
//!                         │ put into
//!                         ▼
//!                       Trie, shared by all streams of a connection ──┐
//! message ───────────────────────────────────────────────────────walk──▶ Staging
//!                                                                     │ after the last byte was valid
//!                       Plan ─────────────────────────────────────────▶ Rows, and what each field has in each
//! ```
//!
//! A *scope* is a place in the trie that a message may have many times: what a wildcard, a slice or a filter
//! selects. Each time is a *visit*; a visit knows the visit of the scope around it, which is how a row finds the
//! values of the elements that enclose it. Scope 0 is the message, visited once.
//!
//! A condition, or rows and their fields, that one pass cannot tell (descendants, functions, lists of selectors) are
//! evaluated on a [tape](crate::tape) instead. It holds the [subtrees](crate::tape::Subtrees) that their paths lead to,
//! and the rows come out in the same form.
//!
//! Nothing is committed while reading: a message that turns out not to be JSON leaves nothing behind.

mod align;
mod column;
mod condition;
mod direct;
mod extractor;
mod guard;
mod names;
mod needs;
mod pick;
mod plan;
mod query;
mod staging;
mod step;
mod taped;
#[cfg(test)]
mod tests;
mod trie;
mod walk;

pub use column::{Column, Source};
pub(crate) use condition::Condition;
pub use extractor::{Extractor, Message};
pub use pick::Picked;
pub use plan::{Plan, Rows};
pub use query::Query;
pub use staging::Staging;
pub use step::{Each, Step};
pub use trie::{Place, Trie};
pub use walk::walk;
