//! Segments (RFC 9535, section 2.5) and selectors (section 2.3).

use std::ops::ControlFlow;

use super::{Eval, Flow, Sink, Stop};
use crate::json::Kind;
use crate::path::{Segment, Selector};
use crate::tape::{NodeId, Text};

impl Eval<'_, '_> {
    /// Gives `sink` each node that the segments select from `node` on.
    ///
    /// Recursion goes one level down the document each time, so it is at most as deep as that nests; a filter's own
    /// paths start again, and a path's segments, those of its filters included, are bounded where it is read.
    pub(super) fn segments(&mut self, segments: &[Segment], mut node: NodeId, sink: Sink<'_>) -> Flow {
        let mut rest = segments;
        while let Some((segment, after)) = rest.split_first() {
            rest = after;
            match segment {
                Segment::Child(selectors) => match &selectors[..] {
                    // One step without a choice needs no recursion.
                    [selector @ (Selector::Name(_) | Selector::Index(_))] => match self.child(selector, node)? {
                        Some(child) => node = child,
                        None => return ControlFlow::Continue(()),
                    },
                    _ => return self.children(selectors, rest, node, sink),
                },
                Segment::Descendant(selectors) => {
                    for descendant in self.document.descendants(node) {
                        self.budget.walk(1)?;
                        self.children(selectors, rest, descendant, sink)?;
                    }
                    return ControlFlow::Continue(());
                }
            }
        }
        self.budget.walk(1)?;
        sink(node)
    }

    /// The node of a name selector (section 2.3.1) or an index selector (section 2.3.3).
    pub(super) fn child(&mut self, selector: &Selector, node: NodeId) -> ControlFlow<Stop, Option<NodeId>> {
        // Looking for a child passes over those before it, which costs less than visiting them.
        self.budget.walk(1 + self.document.len(node) / 4)?;
        ControlFlow::Continue(match selector {
            Selector::Name(name) => self.document.member(node, Text::plain(name)),
            Selector::Index(index) => self.document.element(node, *index),
            Selector::Wildcard | Selector::Slice(_) | Selector::Filter(_) => None,
        })
    }

    fn children(&mut self, selectors: &[Selector], rest: &[Segment], node: NodeId, sink: Sink<'_>) -> Flow {
        if !matches!(self.document.kind(node), Kind::Array | Kind::Object) {
            return ControlFlow::Continue(());
        }
        for selector in selectors {
            match selector {
                Selector::Name(_) | Selector::Index(_) => {
                    if let Some(child) = self.child(selector, node)? {
                        self.segments(rest, child, sink)?;
                    }
                }
                Selector::Wildcard => {
                    for child in self.document.children(node) {
                        self.budget.walk(1)?;
                        self.segments(rest, child, sink)?;
                    }
                }
                Selector::Slice(slice) => self.slice(*slice, rest, node, sink)?,
                Selector::Filter(expr) => {
                    for child in self.document.children(node) {
                        self.budget.walk(1)?;
                        match self.holds(expr, child) {
                            Ok(true) => self.segments(rest, child, sink)?,
                            Ok(false) => {}
                            Err(over) => return ControlFlow::Break(over.into()),
                        }
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}
