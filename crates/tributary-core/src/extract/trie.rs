//! The paths of all streams of a connection, as one tree.

use super::guard::Guard;
use super::step::{Each, Step};
use crate::json::{Name, head};
use crate::tape::Subtrees;

/// Names a node of a [`Trie`].
pub(super) type NodeId = usize;

/// Names a scope of a [`Trie`]; 0 is the message.
pub(super) type ScopeId = usize;

/// Where a path's values are staged: in a slot of each visit of a scope. Equal paths share one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub(super) scope: ScopeId,
    pub(super) slot: usize,
}

/// A member that some path asks for.
#[derive(Debug)]
struct Member {
    name: Box<str>,
    /// The name's [`Name::head`].
    head: u64,
    node: NodeId,
}

/// A place in a message that some path goes through or ends at.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) scope: ScopeId,
    /// Where the values of the paths that end here are staged.
    pub(super) place: Option<Place>,
    members: Vec<Member>,
    /// By index, ascending.
    pub(super) elements: Vec<(usize, NodeId)>,
    /// By distance from the end, ascending.
    pub(super) from_end: Vec<(usize, NodeId)>,
    /// The scopes that begin here.
    pub(super) scopes: Vec<Begin>,
    /// The scopes that begin here or anywhere below.
    pub(super) scopes_below: Vec<ScopeId>,
    /// The node around; the root is around itself.
    parent: NodeId,
}

/// A scope that begins at a node's children.
#[derive(Debug)]
pub(super) struct Begin {
    pub(super) each: Each,
    pub(super) scope: ScopeId,
    pub(super) node: NodeId,
    /// What a child must fulfil.
    pub(super) guard: Option<Guard>,
}

impl Node {
    /// The child for a member's name that has no escapes.
    #[inline]
    pub(super) fn member(&self, name: Name<'_>) -> Option<NodeId> {
        let is_named = |m: &&Member| {
            m.head == name.head
                && m.name.len() == name.raw.len()
                && (name.raw.len() <= 8 || m.name.as_bytes() == name.raw)
        };
        self.members.iter().find(is_named).map(|m| m.node)
    }

    /// The child for what a member's name says.
    pub(super) fn member_saying(&self, name: &[u8]) -> Option<NodeId> {
        self.members.iter().find(|m| m.name.as_bytes() == name).map(|m| m.node)
    }

    pub(super) fn enters_objects(&self) -> bool {
        !self.members.is_empty() || self.scopes.iter().any(|b| !matches!(b.each, Each::Range { .. }))
    }

    /// Whether nobody asks for a child by its name or index.
    pub(super) fn is_only_scopes(&self) -> bool {
        self.members.is_empty() && self.elements.is_empty() && self.from_end.is_empty()
    }

    pub(super) fn enters_arrays(&self) -> bool {
        !self.elements.is_empty() || !self.from_end.is_empty() || !self.scopes.is_empty()
    }
}

/// A scope's place among the others.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) parent: ScopeId,
    /// How many values are staged in each visit.
    pub(super) slots: usize,
}

/// Every wanted path, merged where they share a beginning.
#[derive(Debug)]
pub struct Trie {
    nodes: Vec<Node>,
    scopes: Vec<Scope>,
    /// What is needed on a tape besides.
    pub(super) taped: Subtrees,
}

impl Default for Trie {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
            scopes: vec![Scope { parent: Self::MESSAGE, slots: 0 }],
            taped: Subtrees::Root,
        }
    }
}

impl Trie {
    pub(super) const ROOT: NodeId = 0;
    pub(super) const MESSAGE: ScopeId = 0;

    pub(super) fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    pub(super) fn nodes(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The place of a path from the message's root; a new one where no equal path is there yet.
    pub fn insert(&mut self, steps: &[Step]) -> Place {
        self.insert_below(Self::ROOT, steps)
    }

    pub(super) fn insert_below(&mut self, from: NodeId, steps: &[Step]) -> Place {
        let at = steps.iter().fold(from, |at, step| self.child(at, step));
        let scope = self.nodes[at].scope;
        let next = Place { scope, slot: self.scopes[scope].slots };
        let place = *self.nodes[at].place.get_or_insert(next);
        self.scopes[scope].slots += usize::from(place == next);
        place
    }

    fn child(&mut self, parent: NodeId, step: &Step) -> NodeId {
        let new = self.nodes.len();
        let node = &mut self.nodes[parent];
        let scope = node.scope;
        let id = match step {
            Step::Member(name) => node.member_saying(name.as_bytes()).unwrap_or_else(|| {
                node.members.push(Member { name: name.clone(), head: head(name.as_bytes()), node: new });
                new
            }),
            Step::Element(index) => sorted_child(&mut node.elements, *index, new),
            Step::FromEnd(back) => sorted_child(&mut node.from_end, *back, new),
            Step::Each(each) => return self.scope_at(parent, each),
        };
        if id == new {
            self.nodes.push(Node { scope, parent, ..Node::default() });
        }
        id
    }

    fn scope_at(&mut self, parent: NodeId, each: &Each) -> NodeId {
        if let Some(begin) = self.nodes[parent].scopes.iter().find(|b| b.each == *each) {
            return begin.node;
        }
        let (node, scope) = (self.nodes.len(), self.scopes.len());
        self.scopes.push(Scope { parent: self.nodes[parent].scope, slots: 0 });
        self.nodes.push(Node { scope, parent, ..Node::default() });
        let mut outer = parent;
        loop {
            self.nodes[outer].scopes_below.push(scope);
            if outer == Self::ROOT {
                break;
            }
            outer = self.nodes[outer].parent;
        }
        let guard = match each {
            Each::Filter(expr) => Guard::new(expr, |steps| self.insert_below(node, steps)),
            Each::All | Each::Range { .. } => None,
        };
        self.nodes[parent].scopes.push(Begin { each: each.clone(), scope, node, guard });
        node
    }

    /// Calls `visit` with every place of the node's own scope, at the node or below it.
    pub(super) fn places_of_scope_below(&self, id: NodeId, visit: &mut impl FnMut(Place)) {
        let node = &self.nodes[id];
        if let Some(place) = node.place {
            visit(place);
        }
        let elements = node.elements.iter().chain(&node.from_end).map(|&(_, child)| child);
        for child in node.members.iter().map(|m| m.node).chain(elements) {
            self.places_of_scope_below(child, visit);
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
