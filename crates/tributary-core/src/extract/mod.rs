//! Extraction: one pass over a message serves every stream of a connection.
//!
//! ```text
//! StreamSpec ──compile──▶ Plan: which slots hold `where`, `rows` and the fields
//!                           │  its paths go into
//!                           ▼
//!                         Trie, shared by all plans of a connection
//! message ──walk(Trie)──▶ Staging: one slot a wanted path, filled with the span of its value
//!                           │  after the message's last byte was valid
//!                           ▼
//!                         Plan::outcome: a row, or why there is none
//! ```
//!
//! Nothing is committed while walking: a message that turns out not to be JSON leaves nothing behind.

mod plan;
mod staging;
mod trie;
mod walk;

pub use plan::{Column, Outcome, Plan, Query, Source};
pub use staging::Staging;
pub use trie::{Slot, Trie};
pub use walk::walk;
