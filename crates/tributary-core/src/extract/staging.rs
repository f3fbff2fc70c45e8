//! What one message holds of the wanted values, before anything is committed.

use super::trie::Slot;
use crate::json::Span;

/// A span a slot; reused from message to message.
#[derive(Debug, Default)]
pub struct Staging {
    spans: Vec<Option<Span>>,
}

impl Staging {
    /// Forgets the last message and makes room for `slots` values.
    pub fn reset(&mut self, slots: usize) {
        self.spans.clear();
        self.spans.resize(slots, None);
    }

    /// The value that a slot's path selected; `None` where it selected nothing.
    #[must_use]
    pub fn get(&self, slot: Slot) -> Option<Span> {
        self.spans.get(slot.0).copied().flatten()
    }

    pub(super) fn set(&mut self, slot: Slot, span: Span) {
        self.spans[slot.0] = Some(span);
    }

    pub(super) fn clear(&mut self, slot: Slot) {
        self.spans[slot.0] = None;
    }
}
