//! A JSON text as a flat list of nodes, for what cannot be told in one pass: filters, descendants, functions.
//!
//! ```text
//! {"a":[1,2]}   ──▶   0 Object  size 4, 1 member
//!                     1 Array   size 3, 2 elements, named "a"
//!                     2 Number  size 1
//!                     3 Number  size 1
//! ```
//!
//! A node stands before its children, and its `size` leads to the node after them: the nodes in order are the
//! descendants in order. Nothing is allocated for a node, and a [`Tape`] is used again from message to message. A
//! repeated member name has the last one's value at the first one's place, as `JSON.parse` has it.

mod document;
mod duplicates;
mod read;
mod subtrees;
mod text;

pub use document::{Children, Document};
pub use subtrees::Subtrees;
pub use text::Text;

use crate::json::Kind;

/// Names a node of a [`Tape`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A value, as offsets into the text and along the tape. A message has less than 2³² bytes.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    name_escaped: bool,
    /// Where the value stands.
    start: u32,
    end: u32,
    /// How many nodes there are from this one to the next that is not below it.
    size: u32,
    /// How many children it has.
    len: u32,
    /// Where a member's name stands between its quotes.
    name_start: u32,
    name_end: u32,
}

/// The nodes of a JSON text; see the module's documentation.
#[derive(Debug, Default)]
pub struct Tape {
    nodes: Vec<Node>,
    duplicates: duplicates::Duplicates,
}

impl Tape {
    /// The nodes together with the text that they were read from.
    #[must_use]
    pub fn document<'a>(&'a self, text: &'a str) -> Document<'a> {
        Document { nodes: &self.nodes, text }
    }
}
