//! What a field has in a row: found by the visits that enclose both.

use super::staging::Staging;
use super::trie::{Place, ScopeId, Trie};
use crate::json::{Found, Span};

/// What a column has in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked {
    /// The receive time.
    Received,
    /// Its path selected nothing.
    Nothing,
    /// A value.
    One(Found),
    /// A composite time's seconds and, where their path selected any, nanoseconds.
    Composite(Span, Option<Span>),
    /// Several values, as the text of a JSON array.
    Array(String),
}

/// How to find a place's value, given a row.
#[derive(Clone, Debug)]
pub(super) enum Lookup {
    /// In the row's own scope, or in one around it, which `out` leads to.
    Around { place: Place, out: Vec<ScopeId> },
    /// In a scope that the row is not in: among those of its visits that lie within the same visit of the scope
    /// that is around both. `climb` leads there from the one, `out` from the row.
    Beside { place: Place, climb: Vec<ScopeId>, out: Vec<ScopeId> },
}

impl Lookup {
    /// `around` has the scopes around the rows, innermost first.
    pub(super) fn new(trie: &Trie, place: Place, around: &[ScopeId]) -> Self {
        let mut climb = Vec::new();
        let mut scope = place.scope;
        loop {
            // The message is around everything, so this ends.
            match around.iter().position(|&s| s == scope) {
                Some(level) if climb.is_empty() => return Self::Around { place, out: around[..level].to_vec() },
                Some(level) => return Self::Beside { place, climb, out: around[..level].to_vec() },
                None => {
                    climb.push(scope);
                    scope = trie.scopes()[scope].parent;
                }
            }
        }
    }

    /// The first value in the row that is a visit of the rows' scope. `cursor` remembers from row to row where to begin:
    /// visits come in the order of their rows.
    #[inline(always)]
    pub(super) fn first(&self, staging: &Staging, row: usize, cursor: &mut usize) -> Option<Found> {
        match self {
            Self::Around { place, out } => staging.get(*place, enclosing(staging, out, row)),
            Self::Beside { place, climb, out } => {
                within(staging, place.scope, (climb, out), row, cursor).find_map(|visit| staging.get(*place, visit))
            }
        }
    }

    /// All values in the row, as the text of a JSON array; `None` where there are none.
    #[inline(never)]
    pub(super) fn all(&self, staging: &Staging, message: &str, row: usize, cursor: &mut usize) -> Option<String> {
        let (place, climb, out) = match self {
            Self::Around { place, out } => (*place, &[][..], out),
            Self::Beside { place, climb, out } => (*place, climb.as_slice(), out),
        };
        let mut text = String::new();
        for visit in within(staging, place.scope, (climb, out), row, cursor) {
            let Some(found) = staging.get(place, visit) else { continue };
            text.push(if text.is_empty() { '[' } else { ',' });
            text.push_str(found.span.source(message));
        }
        (!text.is_empty()).then(|| text + "]")
    }
}

/// The visit that encloses another one, some scopes further out.
#[inline(always)]
fn enclosing(staging: &Staging, scopes: &[ScopeId], visit: usize) -> usize {
    scopes.iter().fold(visit, |at, &scope| staging.around(scope, at))
}

/// The visits of a scope that a row encloses, or that are enclosed together with it.
fn within<'a>(
    staging: &'a Staging,
    scope: ScopeId,
    (climb, out): (&'a [ScopeId], &[ScopeId]),
    row: usize,
    cursor: &mut usize,
) -> impl Iterator<Item = usize> + use<'a> {
    let wanted = enclosing(staging, out, row);
    let end = staging.visits(scope);
    while *cursor < end && enclosing(staging, climb, *cursor) < wanted {
        *cursor += 1;
    }
    (*cursor..end).take_while(move |&visit| enclosing(staging, climb, visit) == wanted)
}
