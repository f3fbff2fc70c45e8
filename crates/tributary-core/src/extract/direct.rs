//! Plans that one pass serves.

use super::guard::Guard;
use super::pick::{Lookup, Picked};
use super::staging::Staging;
use super::trie::{Place, ScopeId, Trie};

/// `where`, compiled.
#[derive(Debug)]
pub(super) enum Condition {
    /// A path must select something.
    Selects(Place),
    /// An expression must hold.
    Holds(Guard),
}

/// What becomes of several values in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gather {
    /// The first is taken.
    First,
    /// They make a JSON array.
    Array,
}

/// A query whose paths are all in the trie.
#[derive(Debug)]
pub(super) struct Direct {
    condition: Option<Condition>,
    rows: Place,
    /// The scopes around the rows, innermost first, down to the message.
    around: Vec<ScopeId>,
    fields: Vec<(Lookup, Gather)>,
    position: Position,
}

/// Where in a message its rows are being read; kept from message to message for its room.
#[derive(Debug, Default)]
struct Position {
    /// The visit of the rows' scope to look at next.
    next: usize,
    /// The visit of each scope around the current row.
    visits: Vec<usize>,
    /// For each field that runs over a scope beside the rows', where to go on looking.
    cursors: Vec<usize>,
}

impl Direct {
    pub(super) fn new(trie: &Trie, condition: Option<Condition>, rows: Place, fields: &[(Place, Gather)]) -> Self {
        let outer = |&scope: &ScopeId| (scope != Trie::MESSAGE).then(|| trie.scopes()[scope].parent);
        let around: Vec<ScopeId> = std::iter::successors(Some(rows.scope), outer).collect();
        let fields: Vec<_> =
            fields.iter().map(|&(place, gather)| (Lookup::new(trie, place, &around), gather)).collect();
        Self { condition, rows, around, fields, position: Position::default() }
    }

    /// Whether `where` selects a staged message.
    pub(super) fn selects(&self, staging: &Staging, message: &str) -> bool {
        match &self.condition {
            None => true,
            Some(Condition::Selects(place)) => staging.all(*place).next().is_some(),
            Some(Condition::Holds(guard)) => guard.holds(staging, message),
        }
    }
}

/// The rows of a staged message, one after the other.
#[derive(Debug)]
pub(super) struct DirectRows<'a> {
    plan: &'a mut Direct,
    staging: &'a Staging,
    message: &'a str,
}

impl<'a> DirectRows<'a> {
    pub(super) fn new(plan: &'a mut Direct, staging: &'a Staging, message: &'a str) -> Self {
        plan.position.next = 0;
        plan.position.cursors.clear();
        plan.position.cursors.resize(plan.fields.len(), 0);
        Self { plan, staging, message }
    }

    /// Goes to the next row that `rows` selected; `false` after the last.
    #[inline]
    pub(super) fn advance(&mut self) -> bool {
        let Direct { rows, around, position, .. } = &mut *self.plan;
        while position.next < self.staging.visits(rows.scope) {
            let mut visit = position.next;
            position.next += 1;
            if self.staging.get(*rows, visit).is_some() {
                position.visits.clear();
                for &scope in around.iter() {
                    position.visits.push(visit);
                    visit = self.staging.around(scope, visit);
                }
                return true;
            }
        }
        false
    }

    /// Whether a field has something in the current row.
    #[inline]
    pub(super) fn has(&mut self, field: usize) -> bool {
        let Direct { fields, position: Position { visits, cursors, .. }, .. } = &mut *self.plan;
        fields[field].0.first(self.staging, visits, &mut cursors[field]).is_some()
    }

    /// What a field has in the current row.
    #[inline(always)]
    pub(super) fn pick(&mut self, field: usize) -> Picked {
        let Direct { fields, position: Position { visits, cursors, .. }, .. } = &mut *self.plan;
        let (lookup, gather) = &fields[field];
        let cursor = &mut cursors[field];
        match gather {
            Gather::First => lookup.first(self.staging, visits, cursor).map_or(Picked::Nothing, Picked::One),
            Gather::Array => {
                lookup.all(self.staging, self.message, visits, cursor).map_or(Picked::Nothing, Picked::Array)
            }
        }
    }
}
