//! Character classes: ranges and general categories.

use std::collections::BinaryHeap;

use super::category::{NAMES, category};

/// Which characters a class holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Class {
    /// First and last of each range, ascending once finished.
    ranges: Vec<(u32, u32)>,
    /// A bit a general category.
    categories: u32,
    negated: bool,
}

impl Class {
    /// `.`: all but line feed and carriage return (RFC 9485, section 5.3).
    pub(super) fn any() -> Self {
        let mut class = Self::default();
        class.add('\n', '\n');
        class.add('\r', '\r');
        class.finish(true);
        class
    }

    pub(super) fn add(&mut self, first: char, last: char) {
        self.ranges.push((first.into(), last.into()));
    }

    pub(super) fn add_categories(&mut self, mask: u32) {
        self.categories |= mask;
    }

    /// Sorts and joins the ranges, so that a search among them is exact.
    pub(super) fn finish(&mut self, negated: bool) {
        self.negated = negated;
        // A heap sorts in much less code than the standard library's sorts.
        self.ranges = BinaryHeap::from(std::mem::take(&mut self.ranges)).into_sorted_vec();
        self.ranges.dedup_by(|next, range| {
            let joins = next.0 <= range.1.saturating_add(1);
            if joins {
                range.1 = range.1.max(next.1);
            }
            joins
        });
    }

    #[inline]
    pub(super) fn contains(&self, point: u32) -> bool {
        let after = self.ranges.partition_point(|&(first, _)| first <= point);
        let listed = after > 0 && point <= self.ranges[after - 1].1;
        let found = listed || self.categories != 0 && self.categories >> category(point) & 1 == 1;
        found != self.negated
    }
}

/// The categories that `\p{…}` names: `L` stands for all that begin with it (the rule `IsCategory`).
pub(super) fn category_mask(name: &str) -> Option<u32> {
    // RFC 9485 leaves out `Cs`: a string of Unicode scalar values has no surrogates.
    let wanted = |known: &str| known != "Cs" && (known == name || name.len() == 1 && known.starts_with(name));
    let mask = NAMES.iter().enumerate().filter(|(_, known)| wanted(known)).fold(0, |mask, (i, _)| mask | 1 << i);
    (mask != 0).then_some(mask)
}
