//! What to expect: most objects of a stream have the same members in the same order, written in the same way, so that a
//! name need only be compared with the one that stood there the last time. Of what nobody asks for, many values are
//! always the same: they are compared together with their names.

use crate::extract::trie::{NodeId, Place};
use crate::json::{Reader, Written};

/// The names of each node's objects.
#[derive(Debug, Default)]
pub(in crate::extract) struct ExpectedNames {
    nodes: Vec<Names>,
}

/// The names of one node's objects, in the order in which they stood in the latest one.
#[derive(Debug, Default)]
pub(super) struct Names {
    list: Vec<Expected>,
    /// Whether two of them are the same child's.
    has_twins: bool,
}

/// A name.
#[derive(Debug)]
pub(super) struct Expected {
    /// As it is written: from the bracket or comma before it up to its value, white space included, and through a
    /// constant value.
    written: Written,
    /// Who asks for it.
    pub(super) child: Option<NodeId>,
    /// Where the child's value is staged.
    pub(super) place: Option<Place>,
    /// How many bytes its value has, if that is a string.
    pub(super) length: usize,
    value: Value,
    /// How often more another name or value may stand here before the value counts as varying.
    chances: u8,
}

/// What is known of the value behind a name that nobody asks for.
#[derive(Debug, PartialEq)]
enum Value {
    /// Nothing yet.
    Unknown,
    /// It was the same since it was first met, and is part of what is written.
    Constant,
    /// It is not always the same.
    Varying,
}

/// So many names of a node are expected.
const NAMES: usize = 64;

/// So often a value is taken for constant.
const CHANCES: u8 = 3;

impl ExpectedNames {
    /// Expects nothing any more: what nodes stand for has changed.
    pub(in crate::extract) fn forget(&mut self) {
        self.nodes.clear();
    }

    /// Makes room for so many nodes.
    pub(in crate::extract) fn reserve(&mut self, nodes: usize) {
        if self.nodes.len() != nodes {
            self.nodes.resize_with(nodes, Names::default);
        }
    }

    /// A node's names, which are to be given back: no object of a node is within another one of the same.
    #[inline(always)]
    pub(super) fn take(&mut self, node: NodeId) -> Names {
        self.nodes.get_mut(node).map(std::mem::take).unwrap_or_default()
    }

    #[inline(always)]
    pub(super) fn give_back(&mut self, node: NodeId, names: Names) {
        if let Some(taken) = self.nodes.get_mut(node) {
            *taken = names;
        }
    }
}

impl Names {
    /// Passes over the expected name at a position, if it is next.
    #[inline(always)]
    pub(super) fn eat(&self, position: usize, reader: &mut Reader<'_>) -> Option<&Expected> {
        self.list.get(position).filter(|expected| reader.eat_written(&expected.written))
    }

    /// What is expected at a position.
    #[inline(always)]
    pub(super) fn at(&mut self, position: usize) -> Option<&mut Expected> {
        self.list.get_mut(position)
    }

    /// Learns from what stood at a position, name and value, which nobody asked for. `token` is the value's first byte.
    #[inline(always)]
    pub(super) fn passed(&mut self, position: usize, whole: &[u8], token: u8) {
        if let Some(expected) = self.list.get_mut(position)
            && expected.value == Value::Unknown
        {
            expected.fix(whole, token);
        }
    }

    /// Whether no two names are the same child's.
    #[inline(always)]
    pub(super) fn are_distinct(&self) -> bool {
        !self.has_twins
    }

    /// The children that ask for names before a position.
    pub(super) fn children_before(&self, position: usize) -> impl Iterator<Item = NodeId> {
        self.list.iter().take(position).filter_map(|expected| expected.child)
    }

    /// Expects a name at a position, as it is written.
    pub(super) fn learn(&mut self, position: usize, written: &[u8], child: Option<NodeId>, place: Option<Place>) {
        let before = self.list.get_mut(position);
        let chances = before.as_ref().map_or(CHANCES, |before| before.chances.saturating_sub(1));
        let value = if child.is_none() && chances > 0 { Value::Unknown } else { Value::Varying };
        let expected = Expected { written: Written::new(written), child, place, length: 0, value, chances };
        match before {
            Some(before) => *before = expected,
            None if position < NAMES => self.list.push(expected),
            None => {}
        }
        let twin = |(at, one): (usize, &Expected)| self.list[..at].iter().any(|other| other.child == one.child);
        let mut asked_for = self.list.iter().enumerate().filter(|(_, one)| one.child.is_some());
        self.has_twins = asked_for.any(twin);
    }
}

impl Expected {
    /// Whether its value was passed over with its name.
    #[inline(always)]
    pub(super) fn has_value(&self) -> bool {
        self.value == Value::Constant
    }

    /// Expects the value that was passed over from now on, too.
    #[cold]
    fn fix(&mut self, whole: &[u8], token: u8) {
        // A number may go on where its text ends.
        if let b'-' | b'0'..=b'9' = token {
            self.value = Value::Varying;
        } else {
            (self.written, self.value) = (Written::new(whole), Value::Constant);
        }
    }
}
