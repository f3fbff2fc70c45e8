//! The paths of all streams of a connection, as one tree.

use crate::path::Step;

/// Names a node of a [`Trie`].
pub(super) type NodeId = usize;

/// Names a place in [`super::Staging`]: equal paths share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub(super) usize);

/// A place in a message that some path goes through or ends at.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The slot of the paths that end here.
    pub(super) slot: Option<Slot>,
    /// Name selectors.
    pub(super) members: Vec<(Box<str>, NodeId)>,
    /// Index selectors, ascending.
    pub(super) elements: Vec<(usize, NodeId)>,
    /// Negative index selectors, by their distance from the end, ascending.
    pub(super) from_end: Vec<(usize, NodeId)>,
}

impl Node {
    pub(super) fn wants_elements(&self) -> bool {
        !self.elements.is_empty() || !self.from_end.is_empty()
    }
}

/// Every wanted path, merged where they share a beginning.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
    slots: usize,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()], slots: 0 }
    }
}

impl Trie {
    pub(super) const ROOT: NodeId = 0;

    /// How many slots a message's staging needs.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.slots
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The slot of a path from the message's root; a new one where no equal path is there yet.
    pub fn insert<'a>(&mut self, segments: impl IntoIterator<Item = &'a Step>) -> Slot {
        let mut at = Self::ROOT;
        for segment in segments {
            at = self.child(at, segment);
        }
        let next = Slot(self.slots);
        let slot = *self.nodes[at].slot.get_or_insert(next);
        self.slots += usize::from(slot == next);
        slot
    }

    fn child(&mut self, parent: NodeId, segment: &Step) -> NodeId {
        let new = self.nodes.len();
        let node = &mut self.nodes[parent];
        let id = match segment {
            Step::Name(name) => match node.members.iter().find(|(n, _)| n == name) {
                Some(&(_, id)) => id,
                None => {
                    node.members.push((name.clone(), new));
                    new
                }
            },
            Step::Index(index) => sorted_child(&mut node.elements, *index, new),
            Step::FromEnd(back) => sorted_child(&mut node.from_end, *back, new),
        };
        if id == new {
            self.nodes.push(Node::default());
        }
        id
    }

    /// Calls `visit` with every slot at or below a node.
    pub(super) fn slots_below(&self, id: NodeId, visit: &mut impl FnMut(Slot)) {
        let node = &self.nodes[id];
        if let Some(slot) = node.slot {
            visit(slot);
        }
        let elements = node.elements.iter().chain(&node.from_end).map(|&(_, child)| child);
        for child in node.members.iter().map(|&(_, child)| child).chain(elements) {
            self.slots_below(child, visit);
        }
    }
}

/// The child at `key` of a list kept in ascending order; `new` where there is none yet.
fn sorted_child(children: &mut Vec<(usize, NodeId)>, key: usize, new: NodeId) -> NodeId {
    match children.binary_search_by_key(&key, |&(k, _)| k) {
        Ok(found) => children[found].1,
        Err(place) => {
            children.insert(place, (key, new));
            new
        }
    }
}
