//! Where a row goes.

use std::collections::VecDeque;

/// A row's place in a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// After the last row.
    Back,
    /// Before the row at this position, which moves by one as all later ones do.
    Before(usize),
    /// Instead of the row at this position.
    Over(usize),
}

impl Place {
    /// Puts a value into a ring; what it took the place of.
    #[inline]
    pub(super) fn put<T>(self, ring: &mut VecDeque<T>, value: T) -> Option<T> {
        match self {
            Self::Back => ring.push_back(value),
            Self::Before(at) => ring.insert(at.min(ring.len()), value),
            Self::Over(at) => return ring.get_mut(at).map(|old| std::mem::replace(old, value)),
        }
        None
    }
}
