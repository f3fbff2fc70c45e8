//! Which names to expect: most objects of a stream have the same members in the same order, so that a name need only
//! be compared with the one that stood there the last time.

use crate::extract::trie::NodeId;
use crate::json::{Name, Reader, Words};

/// The names of each node's objects, in the order in which they stood in the latest one.
#[derive(Debug, Default)]
pub(in crate::extract) struct ExpectedNames {
    nodes: Vec<Vec<Expected>>,
}

/// A name as it is written, quotes and colon included.
#[derive(Debug)]
struct Expected {
    written: Words,
    /// Who asks for it.
    child: Option<NodeId>,
}

/// So many names of a node are expected.
const NAMES: usize = 64;

impl ExpectedNames {
    /// Expects nothing any more: what nodes stand for has changed.
    pub(in crate::extract) fn forget(&mut self) {
        self.nodes.clear();
    }

    /// Makes room for so many nodes.
    pub(in crate::extract) fn reserve(&mut self, nodes: usize) {
        if self.nodes.len() != nodes {
            self.nodes.resize_with(nodes, Vec::new);
        }
    }

    /// Passes over a node's member name at a position among its names, and its colon, if it is the expected one: the
    /// child that asks for it. `None`: another one is next.
    #[inline(always)]
    pub(super) fn eat(&self, node: NodeId, position: usize, reader: &mut Reader<'_>) -> Option<Option<NodeId>> {
        let expected = self.nodes.get(node)?.get(position)?;
        reader.eat_words(&expected.written).then_some(expected.child)
    }

    /// Expects a name where it stood, if it is short.
    pub(super) fn learn(&mut self, node: NodeId, position: usize, name: Name<'_>, child: Option<NodeId>) {
        let Some(names) = self.nodes.get_mut(node) else { return };
        let expected = Expected { written: Words::of_name(name.raw), child };
        if let Some(other) = names.get_mut(position) {
            *other = expected;
        } else if position == names.len() && position < NAMES {
            names.push(expected);
        }
    }
}
