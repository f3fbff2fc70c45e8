//! Which series each row belongs to: one per label set.

use super::place::Place;
use super::{Dictionary, Ring, key};
use crate::convert::Cell;

/// The label set of each row, interned.
#[derive(Debug)]
pub struct Series {
    /// The columns that are labels.
    columns: Vec<usize>,
    rows: Dictionary,
    limit: usize,
    key: Vec<u8>,
}

impl Series {
    /// At most `limit` label sets at a time, of these columns; `None` where no column is a label.
    pub(super) fn new(columns: Vec<usize>, limit: usize) -> Option<Self> {
        let some = !columns.is_empty();
        some.then(|| Self { columns, rows: Dictionary::default(), limit, key: Vec::new() })
    }

    /// Which columns are labels.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// A code per row.
    #[must_use]
    pub fn codes(&self) -> &Ring<u32> {
        self.rows.codes()
    }

    /// The label set of each code, a cell per label column; `None` where the code is free.
    pub fn sets(&self) -> impl ExactSizeIterator<Item = Option<Vec<Cell<'_>>>> {
        self.rows.entries().map(|set| set.map(|key| key::decode(key).collect()))
    }

    /// Series like these, of no rows.
    #[inline]
    pub(super) fn anew(&self) -> Self {
        Self { columns: self.columns.clone(), rows: Dictionary::default(), limit: self.limit, key: Vec::new() }
    }

    /// Which series a row belongs to, counted from 1; 0 where it belongs to none.
    #[inline]
    pub(super) fn lane(&self, row: usize) -> usize {
        self.rows.code(row).map_or(0, |code| code.wrapping_add(1) as usize)
    }

    /// How many label sets rows have.
    #[inline]
    pub(super) fn live(&self) -> usize {
        self.rows.live()
    }

    pub(super) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The code for a row, which [`Self::put`] has to put; `None` where its label set would be one too many. The
    /// row at `leaving` is about to go.
    pub(super) fn admit(&mut self, cells: &[Cell<'_>], leaving: Option<usize>) -> Option<u32> {
        key::encode(self.columns.iter().filter_map(|&at| cells.get(at)), &mut self.key);
        self.rows.admit(&self.key, self.limit, leaving)
    }

    pub(super) fn put(&mut self, place: Place, code: u32) {
        self.rows.put_code(place, code);
    }

    pub(super) fn pop(&mut self) {
        self.rows.pop();
    }

    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        self.rows.retain(keep);
    }

    pub(super) fn give_back(&mut self) {
        self.rows.give_back();
    }

    pub(super) fn memory(&self) -> usize {
        self.rows.memory()
    }
}
