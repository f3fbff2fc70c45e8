//! A tape and its text, to be looked at.

use std::ops::Range;

use super::text::Text;
use super::{Node, NodeId};
use crate::json::{Kind, Span, parse_number};

/// A tape together with the text that it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    pub(super) nodes: &'a [Node],
    pub(super) text: &'a str,
}

impl<'a> Document<'a> {
    /// Its root, the first of its nodes.
    pub const ROOT: NodeId = NodeId(0);

    fn node(&self, id: NodeId) -> &'a Node {
        &self.nodes[id.0 as usize]
    }

    /// What a node is.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    /// Where a node stands in the text.
    #[must_use]
    pub fn span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        Span { kind: node.kind, start: node.start as usize, end: node.end as usize }
    }

    /// A node's own JSON text, repeated members included.
    #[must_use]
    pub fn source(&self, id: NodeId) -> &'a str {
        self.span(id).source(self.text)
    }

    /// A string's text; empty for everything else.
    #[must_use]
    pub fn string(&self, id: NodeId) -> Text<'a> {
        let span = self.span(id);
        match span.kind {
            Kind::Text | Kind::Escaped => {
                Text { raw: span.between_quotes(self.text), escaped: span.kind == Kind::Escaped }
            }
            _ => Text::plain(""),
        }
    }

    /// The double nearest to a number; infinite where it overflows, as `JSON.parse` has it.
    #[must_use]
    pub fn number(&self, id: NodeId) -> f64 {
        let source = self.source(id);
        let sign = if source.starts_with('-') { -1.0 } else { 1.0 };
        parse_number(source).unwrap_or(f64::INFINITY * sign)
    }

    /// How many elements or members a node has.
    #[must_use]
    pub fn len(&self, id: NodeId) -> usize {
        self.node(id).len as usize
    }

    /// The name that a node has in its object; empty for an element and the root.
    #[must_use]
    pub fn name(&self, id: NodeId) -> Text<'a> {
        self.node(id).name(self.text)
    }

    /// A node's elements or members, in order.
    #[must_use]
    pub fn children(&self, id: NodeId) -> Children<'a> {
        Children { nodes: self.nodes, next: id.0 + 1, left: self.node(id).len }
    }

    /// A node and everything below it: each before its children, these in order.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        let range: Range<u32> = id.0..id.0 + self.node(id).size;
        range.map(NodeId)
    }

    /// An object's member.
    #[must_use]
    pub fn member(&self, id: NodeId, name: Text<'_>) -> Option<NodeId> {
        if self.kind(id) != Kind::Object {
            return None;
        }
        self.children(id).find(|&child| self.name(child).says(name))
    }

    /// An array's element; a negative index counts from the end.
    #[must_use]
    pub fn element(&self, id: NodeId, index: i64) -> Option<NodeId> {
        if self.kind(id) != Kind::Array {
            return None;
        }
        let from_start = if index < 0 { index.checked_add_unsigned(self.len(id) as u64)? } else { index };
        let place = u32::try_from(from_start).ok()?;
        let node = self.node(id);
        if node.size == node.len + 1 {
            // Elements without children stand side by side.
            return (place < node.len).then(|| NodeId(id.0 + 1 + place));
        }
        self.children(id).nth(place as usize)
    }
}

/// A node's children, in order.
#[derive(Clone, Debug)]
pub struct Children<'a> {
    nodes: &'a [Node],
    next: u32,
    left: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        self.left = self.left.checked_sub(1)?;
        let id = self.next;
        self.next += self.nodes[id as usize].size;
        Some(NodeId(id))
    }
}
