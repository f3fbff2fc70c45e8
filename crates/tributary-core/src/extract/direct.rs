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
}

impl Direct {
    pub(super) fn new(trie: &Trie, condition: Option<Condition>, rows: Place, fields: &[(Place, Gather)]) -> Self {
        let outer = |&scope: &ScopeId| (scope != Trie::MESSAGE).then(|| trie.scopes()[scope].parent);
        let around: Vec<ScopeId> = std::iter::successors(Some(rows.scope), outer).collect();
        let fields = fields.iter().map(|&(place, gather)| (Lookup::new(trie, place, &around), gather)).collect();
        Self { condition, rows, around, fields }
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
    plan: &'a Direct,
    staging: &'a Staging,
    message: &'a str,
    next: usize,
    /// For each field that runs over a scope beside the rows', where to go on looking.
    cursors: Vec<usize>,
    /// The visit of each scope around the current row.
    visits: Vec<usize>,
}

impl<'a> DirectRows<'a> {
    pub(super) fn new(plan: &'a Direct, staging: &'a Staging, message: &'a str) -> Self {
        let visits = Vec::with_capacity(plan.around.len());
        Self { plan, staging, message, next: 0, cursors: vec![0; plan.fields.len()], visits }
    }

    /// Goes to the next row that `rows` selected; `false` after the last.
    pub(super) fn advance(&mut self) -> bool {
        let rows = self.plan.rows;
        while self.next < self.staging.visits(rows.scope) {
            let visit = self.next;
            self.next += 1;
            if self.staging.get(rows, visit).is_some() {
                self.visits.clear();
                let mut at = visit;
                for &scope in &self.plan.around {
                    self.visits.push(at);
                    at = self.staging.around(scope, at);
                }
                return true;
            }
        }
        false
    }

    /// What a field has in the current row.
    pub(super) fn pick(&mut self, field: usize) -> Picked {
        let (lookup, gather) = &self.plan.fields[field];
        let cursor = &mut self.cursors[field];
        match gather {
            Gather::First => lookup.first(self.staging, &self.visits, cursor).map_or(Picked::Nothing, Picked::One),
            Gather::Array => {
                let array = lookup.all(self.staging, self.message, &self.visits, cursor);
                array.map_or(Picked::Nothing, Picked::Array)
            }
        }
    }
}
