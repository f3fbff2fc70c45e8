//! What a driver reads of a stream: columns, borrowed.

use super::stats::Stats;
use crate::buffer::{Bits, Values};
use crate::convert::{Cell, ColumnType};
use crate::spec::FieldRole;

/// A column, as it stands in the buffer.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotColumn<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type; `None` while no value has settled it: every row is null then.
    pub kind: Option<ColumnType>,
    /// What it is for.
    pub role: FieldRole,
    /// The values; `None` as for `kind`.
    pub values: Option<&'a Values>,
    /// A bit a row, 1 where there is a value; `None` where every row has one.
    pub validity: Option<&'a Bits>,
}

impl<'a> SnapshotColumn<'a> {
    /// The column's cells one by one, `length` of them: for reading a few rows, not for moving many.
    #[must_use]
    pub fn cells(&self, length: usize) -> Vec<Cell<'a>> {
        let Some(values) = self.values else { return vec![Cell::Null; length] };
        let is_valid = |row: usize| self.validity.is_none_or(|bits| bits.get(row) == Some(true));
        let mask = |(row, cell)| if is_valid(row) { cell } else { Cell::Null };
        values.cells().into_iter().enumerate().map(mask).collect()
    }
}

/// A stream's rows, oldest first.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// How many rows.
    pub length: usize,
    /// The rows' time first, then the query's other fields in their order.
    pub columns: Vec<SnapshotColumn<'a>>,
    /// What was counted.
    pub stats: &'a Stats,
}
