//! Singular queries (RFC 9535, section 2.3.5.1): paths that select at most one node.

use super::{Path, Segment, Selector};

/// One step down, from a node to at most one of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A name selector (section 2.3.1).
    Name(Box<str>),
    /// An index selector (section 2.3.3) counted from the array's start: 0 is the first element.
    Index(usize),
    /// A negative index selector, counted from the array's end: 1 is the last element.
    FromEnd(usize),
}

impl Path {
    /// The steps of a singular path; `None` for a path that may select many nodes.
    #[must_use]
    pub fn singular(&self) -> Option<Vec<Step>> {
        self.segments.iter().map(Segment::singular).collect()
    }
}

impl Segment {
    /// The step that this is; `None` where it may select many nodes.
    #[must_use]
    pub fn singular(&self) -> Option<Step> {
        let Self::Child(selectors) = self else { return None };
        match &selectors[..] {
            [Selector::Name(name)] => Some(Step::Name(name.clone())),
            [Selector::Index(index)] => {
                let magnitude = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                Some(if *index < 0 { Step::FromEnd(magnitude) } else { Step::Index(magnitude) })
            }
            _ => None,
        }
    }
}
