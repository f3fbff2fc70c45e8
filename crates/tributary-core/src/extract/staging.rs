//! What one message holds of the wanted values, before anything is committed.

use super::trie::{NodeId, Place, ScopeId, Slot, Trie};
use crate::json::Span;

/// A column of spans a slot, an entry a visit of the slot's scope; reused from message to message.
#[derive(Debug, Default)]
pub struct Staging {
    spans: Vec<Vec<Option<Span>>>,
    /// For each scope, each visit's visit of the scope around it.
    visits: Vec<Vec<u32>>,
    /// For each node, the number of the object in which its name was met last.
    seen: Vec<u32>,
    /// How many visits the scopes below each open object had when it began.
    marks: Vec<usize>,
}

impl Staging {
    /// Forgets the last message and enters the next one.
    pub(super) fn reset(&mut self, trie: &Trie) {
        self.spans.iter_mut().for_each(Vec::clear);
        self.spans.resize_with(trie.slots(), Vec::new);
        self.visits.iter_mut().for_each(Vec::clear);
        self.visits.resize_with(trie.scopes().len(), Vec::new);
        self.seen.clear();
        self.seen.resize(trie.nodes(), 0);
        self.marks.clear();
        self.enter(trie, Trie::MESSAGE);
    }

    /// Notes that a node's name was met in an object; whether it was met there before.
    pub(super) fn is_repeated(&mut self, node: NodeId, object: u32) -> bool {
        std::mem::replace(&mut self.seen[node], object) == object
    }

    /// Remembers how many visits some scopes have.
    pub(super) fn mark(&mut self, scopes: &[ScopeId]) {
        for &scope in scopes {
            let visits = self.visits[scope].len();
            self.marks.push(visits);
        }
    }

    /// Forgets the visits since the latest mark of the same scopes, which stays.
    pub(super) fn rewind(&mut self, trie: &Trie, scopes: &[ScopeId]) {
        let first = self.marks.len() - scopes.len();
        for (i, &scope) in scopes.iter().enumerate() {
            self.truncate(trie, scope, self.marks[first + i]);
        }
    }

    /// Forgets the latest mark of as many scopes.
    pub(super) fn unmark(&mut self, scopes: &[ScopeId]) {
        self.marks.truncate(self.marks.len() - scopes.len());
    }

    /// Begins a visit of a scope, within the latest one of the scope around it.
    pub(super) fn enter(&mut self, trie: &Trie, id: ScopeId) {
        let scope = &trie.scopes()[id];
        let around = self.visits[scope.parent].len().saturating_sub(1);
        // A message has fewer bytes, and so fewer visits, than 2^32.
        self.visits[id].push(around as u32);
        for &Slot(slot) in &scope.slots {
            self.spans[slot].push(None);
        }
    }

    /// How many visits of a scope there were.
    pub(super) fn visits(&self, scope: ScopeId) -> usize {
        self.visits[scope].len()
    }

    /// Forgets all visits of a scope but the first `keep`.
    pub(super) fn truncate(&mut self, trie: &Trie, id: ScopeId, keep: usize) {
        self.visits[id].truncate(keep);
        for &Slot(slot) in &trie.scopes()[id].slots {
            self.spans[slot].truncate(keep);
        }
    }

    /// The visit of the scope around a visit.
    pub(super) fn around(&self, scope: ScopeId, visit: usize) -> usize {
        self.visits[scope][visit] as usize
    }

    /// Sets a slot's value in the latest visit of its scope.
    pub(super) fn set(&mut self, Slot(slot): Slot, span: Option<Span>) {
        if let Some(last) = self.spans[slot].last_mut() {
            *last = span;
        }
    }

    /// The value that a place has in a visit; `None` where its path selected nothing.
    pub(super) fn get(&self, place: Place, visit: usize) -> Option<Span> {
        self.spans[place.slot.0].get(visit).copied().flatten()
    }

    /// Everything that a place's path selected, in the order of the visits.
    pub fn all(&self, place: Place) -> impl Iterator<Item = Span> {
        self.spans[place.slot.0].iter().copied().flatten()
    }

    /// The value that a place has in the latest visit of its scope.
    pub(super) fn latest(&self, place: Place) -> Option<Span> {
        self.spans[place.slot.0].last().copied().flatten()
    }
}
