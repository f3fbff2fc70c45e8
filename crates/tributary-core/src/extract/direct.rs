//! Plans that one pass serves.

use super::pick::{Lookup, Picked};
use super::staging::Staging;
use super::trie::{Place, ScopeId, Trie};
use crate::json::Found;

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
    rows: Place,
    fields: Vec<(Lookup, Gather)>,
    /// Those of them that run over a scope beside the rows'.
    beside: Vec<usize>,
    latest: Latest,
}

/// The rows of the latest message; kept from message to message for its room.
#[derive(Debug, Default)]
struct Latest {
    /// The visits of the rows' scope that are rows.
    visits: Vec<u32>,
    /// For each field where to go on looking, if it runs over a scope beside the rows'.
    cursors: Vec<usize>,
}

impl Direct {
    pub(super) fn new(trie: &Trie, rows: Place, fields: &[(Place, Gather)]) -> Self {
        let outer = |&scope: &ScopeId| (scope != Trie::MESSAGE).then(|| trie.scopes()[scope].parent);
        let around: Vec<ScopeId> = std::iter::successors(Some(rows.scope), outer).collect();
        let fields: Vec<_> =
            fields.iter().map(|&(place, gather)| (Lookup::new(trie, place, &around), gather)).collect();
        let latest = Latest { visits: Vec::new(), cursors: vec![0; fields.len()] };
        let beside = (0..fields.len()).filter(|&field| matches!(fields[field].0, Lookup::Beside { .. })).collect();
        Self { rows, fields, beside, latest }
    }

    /// The place of a field that is the first value in the row's own visit.
    pub(super) fn own(&self, field: usize) -> Option<Place> {
        match &self.fields[field] {
            (Lookup::Around { place, out }, Gather::First) if out.is_empty() => Some(*place),
            _ => None,
        }
    }
}

/// The rows of a staged message.
#[derive(Debug)]
pub(super) struct DirectRows<'a> {
    plan: &'a mut Direct,
    staging: &'a Staging,
    message: &'a str,
    /// How many elements `rows` selected.
    pub(super) selected: usize,
}

impl<'a> DirectRows<'a> {
    /// `telling` has the fields of which a row has at least one.
    pub(super) fn new(plan: &'a mut Direct, telling: &[usize], staging: &'a Staging, message: &'a str) -> Self {
        let Direct { rows, fields, beside, latest: Latest { visits, cursors }, .. } = plan;
        visits.clear();
        rewind(cursors, beside);
        let mut selected = 0;
        for visit in 0..staging.visits(rows.scope) {
            if staging.get(*rows, visit).is_none() {
                continue;
            }
            selected += 1;
            if telling.iter().any(|&field| fields[field].0.first(staging, visit, &mut cursors[field]).is_some()) {
                // A message has fewer bytes, and so fewer visits, than 2^32.
                visits.push(visit as u32);
            }
        }
        rewind(cursors, beside);
        Self { plan, staging, message, selected }
    }

    /// How many rows there are.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.plan.latest.visits.len()
    }

    /// What a place in the rows' own scope has in each row.
    #[inline(always)]
    pub(super) fn own(&self, place: Place) -> impl Iterator<Item = Option<Found>> {
        let values = self.staging.values(place);
        self.plan.latest.visits.iter().map(move |&visit| values.get(visit as usize))
    }

    /// What a field has in a row.
    #[inline(always)]
    pub(super) fn pick(&mut self, row: usize, field: usize) -> Picked {
        let Direct { fields, latest: Latest { visits, cursors }, .. } = &mut *self.plan;
        let (lookup, gather) = &fields[field];
        let (row, cursor) = (visits[row] as usize, &mut cursors[field]);
        match gather {
            Gather::First => lookup.first(self.staging, row, cursor).map_or(Picked::Nothing, Picked::One),
            Gather::Array => lookup.all(self.staging, self.message, row, cursor).map_or(Picked::Nothing, Picked::Array),
        }
    }
}

/// Has some fields looked for from the first visit on.
fn rewind(cursors: &mut [usize], fields: &[usize]) {
    fields.iter().for_each(|&field| cursors[field] = 0);
}
