//! What one message holds of the wanted values, before anything is committed.

use super::trie::{NodeId, Place, ScopeId, Trie};
use super::walk::ExpectedNames;
use crate::json::{Found, Span};

/// The visits of every scope, and what was found in each; reused from message to message.
#[derive(Debug, Default)]
pub struct Staging {
    scopes: Vec<Visits>,
    /// For each node, the number of the object in which its name was met last.
    seen: Vec<u32>,
    /// How many objects were entered since `seen` was cleared.
    objects: u32,
    /// How many visits the scopes below each open object had when it began.
    marks: Vec<usize>,
    /// What each node's objects are expected to look like.
    pub(super) names: ExpectedNames,
}

/// The visits of one scope.
#[derive(Debug, Default)]
struct Visits {
    /// The scope around.
    parent: ScopeId,
    /// Each visit's visit of the scope around it.
    around: Vec<u32>,
    /// How many values a visit has.
    slots: usize,
    /// The values, visit by visit; `None` where a path selected nothing.
    values: Vec<Option<Found>>,
}

/// The values of one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct StagedValues<'a> {
    values: &'a [Option<Found>],
    slots: usize,
    slot: usize,
}

impl StagedValues<'_> {
    /// The one of a visit; `None` where the place's path selected nothing.
    #[inline(always)]
    pub(super) fn get(&self, visit: usize) -> Option<Found> {
        self.values.get(visit * self.slots + self.slot).copied().flatten()
    }
}

impl Staging {
    /// Forgets the last message and enters the next one.
    pub(super) fn reset(&mut self, trie: &Trie) {
        self.scopes.resize_with(trie.scopes().len(), Visits::default);
        for (visits, scope) in self.scopes.iter_mut().zip(trie.scopes()) {
            (visits.parent, visits.slots) = (scope.parent, scope.slots);
            visits.around.clear();
            visits.values.clear();
        }
        self.names.reserve(trie.nodes());
        if self.seen.len() != trie.nodes() || self.objects > u32::MAX / 2 {
            self.seen.clear();
            self.seen.resize(trie.nodes(), 0);
            self.objects = 0;
        }
        self.marks.clear();
        self.enter(Trie::MESSAGE);
    }

    /// Forgets what was learned of a trie that is about to change.
    pub(super) fn forget(&mut self) {
        self.names.forget();
    }

    /// The number of an object that is entered.
    pub(super) fn next_object(&mut self) -> u32 {
        self.objects += 1;
        self.objects
    }

    /// Notes that a node's name was met in an object; whether it was met there before.
    #[inline]
    pub(super) fn is_repeated(&mut self, node: NodeId, object: u32) -> bool {
        std::mem::replace(&mut self.seen[node], object) == object
    }

    /// Remembers how many visits some scopes have.
    pub(super) fn mark(&mut self, scopes: &[ScopeId]) {
        for &scope in scopes {
            self.marks.push(self.visits(scope));
        }
    }

    /// Forgets the visits since the latest mark of the same scopes, which stays.
    pub(super) fn rewind(&mut self, scopes: &[ScopeId]) {
        let first = self.marks.len() - scopes.len();
        for (i, &scope) in scopes.iter().enumerate() {
            self.truncate(scope, self.marks[first + i]);
        }
    }

    /// Forgets the latest mark of as many scopes.
    pub(super) fn unmark(&mut self, scopes: &[ScopeId]) {
        self.marks.truncate(self.marks.len() - scopes.len());
    }

    /// Begins a visit of a scope, within the latest one of the scope around it.
    #[inline]
    pub(super) fn enter(&mut self, scope: ScopeId) {
        let around = self.scopes[self.scopes[scope].parent].around.len().saturating_sub(1);
        let visits = &mut self.scopes[scope];
        // A message has fewer bytes, and so fewer visits, than 2^32.
        visits.around.push(around as u32);
        visits.values.resize(visits.values.len() + visits.slots, None);
    }

    /// How many visits of a scope there were.
    #[inline]
    pub(super) fn visits(&self, scope: ScopeId) -> usize {
        self.scopes[scope].around.len()
    }

    /// Forgets all visits of a scope but the first `keep`.
    pub(super) fn truncate(&mut self, scope: ScopeId, keep: usize) {
        let visits = &mut self.scopes[scope];
        visits.around.truncate(keep);
        visits.values.truncate(keep * visits.slots);
    }

    /// The visit of the scope around a visit.
    #[inline]
    pub(super) fn around(&self, scope: ScopeId, visit: usize) -> usize {
        self.scopes[scope].around[visit] as usize
    }

    /// Sets the value of a place in the latest visit of its scope.
    #[inline]
    pub(super) fn set(&mut self, place: Place, found: Option<Found>) {
        let visits = &mut self.scopes[place.scope];
        let latest = visits.values.len().saturating_sub(visits.slots);
        if let Some(value) = visits.values.get_mut(latest + place.slot) {
            *value = found;
        }
    }

    /// The value that a place has in a visit; `None` where its path selected nothing.
    #[inline(always)]
    pub(super) fn get(&self, place: Place, visit: usize) -> Option<Found> {
        self.values(place).get(visit)
    }

    /// A place's values, visit by visit.
    #[inline(always)]
    pub(super) fn values(&self, place: Place) -> StagedValues<'_> {
        let visits = &self.scopes[place.scope];
        StagedValues { values: &visits.values, slots: visits.slots, slot: place.slot }
    }

    /// Everything that a place's path selected, in the order of the visits.
    pub fn all(&self, place: Place) -> impl Iterator<Item = Span> {
        (0..self.visits(place.scope)).filter_map(move |visit| self.get(place, visit)).map(|found| found.span)
    }

    /// The value that a place has in the latest visit of its scope.
    #[inline]
    pub(super) fn latest(&self, place: Place) -> Option<Found> {
        self.visits(place.scope).checked_sub(1).and_then(|visit| self.get(place, visit))
    }
}
