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
    /// In the row's own scope, or in one around it: `level` scopes further out.
    Around { place: Place, level: usize },
    /// In a scope that the row is not in: among those of its visits that lie within the same visit of the scope
    /// that is around both, `level` further out than the row's. `climb` leads from the one to the other.
    Beside { place: Place, climb: Vec<ScopeId>, level: usize },
}

impl Lookup {
    /// `around` has the scopes around the rows, innermost first.
    pub(super) fn new(trie: &Trie, place: Place, around: &[ScopeId]) -> Self {
        let mut climb = Vec::new();
        let mut scope = place.scope;
        loop {
            // The message is around everything, so this ends.
            match around.iter().position(|&s| s == scope) {
                Some(level) if climb.is_empty() => return Self::Around { place, level },
                Some(level) => return Self::Beside { place, climb, level },
                None => {
                    climb.push(scope);
                    scope = trie.scopes()[scope].parent;
                }
            }
        }
    }

    /// The first value in the row; `visits` has the row's visit of each scope around it. `cursor` remembers from
    /// row to row where to begin: visits come in the order of their rows.
    #[inline(always)]
    pub(super) fn first(&self, staging: &Staging, visits: &[usize], cursor: &mut usize) -> Option<Found> {
        match self {
            Self::Around { place, level } => staging.get(*place, visits[*level]),
            Self::Beside { place, .. } => {
                self.within(staging, visits, cursor).find_map(|visit| staging.get(*place, visit))
            }
        }
    }

    /// All values in the row, as the text of a JSON array; `None` where there are none.
    pub(super) fn all(&self, staging: &Staging, message: &str, visits: &[usize], cursor: &mut usize) -> Option<String> {
        let place = match self {
            Self::Around { place, .. } | Self::Beside { place, .. } => *place,
        };
        let mut text = String::new();
        for found in self.within(staging, visits, cursor).filter_map(|visit| staging.get(place, visit)) {
            text.push(if text.is_empty() { '[' } else { ',' });
            text.push_str(found.span.source(message));
        }
        (!text.is_empty()).then(|| text + "]")
    }

    /// The visits of the place's scope that the row encloses, or that are enclosed together with it.
    fn within<'a>(
        &'a self,
        staging: &'a Staging,
        visits: &[usize],
        cursor: &mut usize,
    ) -> impl Iterator<Item = usize> + use<'a> {
        let (scope, climb, level) = match self {
            Self::Around { place, level } => (place.scope, &[][..], *level),
            Self::Beside { place, climb, level } => (place.scope, climb.as_slice(), *level),
        };
        let wanted = visits[level];
        let enclosing = move |visit: usize| climb.iter().fold(visit, |at, &scope| staging.around(scope, at));
        let end = staging.visits(scope);
        while *cursor < end && enclosing(*cursor) < wanted {
            *cursor += 1;
        }
        (*cursor..end).take_while(move |&visit| enclosing(visit) == wanted)
    }
}
