//! The member names of one object, to notice one that is repeated.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::json::unescape;

/// Names as they read, escapes resolved.
#[derive(Default)]
pub(super) struct MemberNames {
    places: HashMap<Vec<u8>, usize, RandomState>,
    /// In the order in which the names first came: where the last value of each starts.
    starts: Vec<usize>,
}

impl MemberNames {
    /// Adds a name as it is written in the message; `false` if it was there.
    pub(super) fn insert(&mut self, raw: &[u8], escaped: bool) -> bool {
        let places = self.places.len();
        *self.places.entry(read(raw, escaped)).or_insert(places) == places
    }

    /// Adds a name whose value starts at `start`, in place of an earlier value.
    pub(super) fn insert_at(&mut self, raw: &[u8], escaped: bool, start: usize) {
        let place = *self.places.entry(read(raw, escaped)).or_insert(self.starts.len());
        match self.starts.get_mut(place) {
            Some(earlier) => *earlier = start,
            None => self.starts.push(start),
        }
    }

    /// Each name and where its last value starts, in the order in which the names first came.
    pub(super) fn into_last_values(self) -> Vec<(Vec<u8>, usize)> {
        let mut named: Vec<_> = self.starts.into_iter().map(|start| (Vec::new(), start)).collect();
        for (name, place) in self.places {
            if let Some(last) = named.get_mut(place) {
                last.0 = name;
            }
        }
        named
    }
}

fn read(raw: &[u8], escaped: bool) -> Vec<u8> {
    match std::str::from_utf8(raw) {
        Ok(raw) if escaped => unescape(raw).into_owned().into_bytes(),
        _ => raw.to_vec(),
    }
}
