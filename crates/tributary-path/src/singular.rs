//! Singular queries (RFC 9535, section 2.3.5.1): paths that select at most one node.

use super::{Path, Segment, Selector};

impl Path {
    /// Whether it selects at most one node.
    #[must_use]
    pub fn is_singular(&self) -> bool {
        self.segments.iter().all(Segment::is_singular)
    }
}

impl Segment {
    /// Whether it selects at most one node.
    #[must_use]
    pub fn is_singular(&self) -> bool {
        match self {
            Self::Child(selectors) => matches!(selectors[..], [Selector::Name(_) | Selector::Index(_)]),
            Self::Descendant(_) => false,
        }
    }

    /// The member that it leads to, if it leads to no other node.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        match (self, self.selectors()) {
            (Self::Child(_), [Selector::Name(name)]) => Some(name),
            _ => None,
        }
    }
}
