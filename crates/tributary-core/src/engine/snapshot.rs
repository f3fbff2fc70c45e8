//! What a driver reads of a stream: columns, borrowed.

use super::stats::Stats;
use crate::buffer::{Bits, ColumnBuffer, Ring, Selected, Series, Values};
use crate::convert::{Cell, ColumnType};
use crate::extract::Column;
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
    #[inline]
    pub(super) fn new(column: &'a Column, ring: &'a ColumnBuffer) -> Self {
        Self {
            name: &column.name,
            kind: ring.kind(),
            role: column.role,
            values: ring.values(),
            validity: ring.validity(),
        }
    }

    /// The column's cells one by one, `length` of them: for reading a few rows, not for moving many.
    #[must_use]
    pub fn cells(&self, length: usize) -> Vec<Cell<'a>> {
        let Some(values) = self.values else { return vec![Cell::Null; length] };
        let is_valid = |row: usize| self.validity.is_none_or(|bits| bits.get(row) == Some(true));
        let mask = |(row, cell)| if is_valid(row) { cell } else { Cell::Null };
        values.cells().into_iter().enumerate().map(mask).collect()
    }
}

/// Which series each row belongs to: one per label set.
#[derive(Clone, Debug)]
pub struct SnapshotSeries<'a> {
    /// A code per row.
    pub codes: &'a Ring<u32>,
    /// The names of the label fields, in the order of the query's fields.
    pub names: Vec<&'a str>,
    /// The labels of each code, one per name; `None` where a code is free.
    pub labels: Vec<Option<Labels<'a>>>,
}

/// A label set: null where the row has no such label.
pub type Labels<'a> = Vec<Cell<'a>>;

impl<'a> SnapshotSeries<'a> {
    pub(super) fn new(columns: &'a [Column], series: &'a Series) -> Self {
        let names = series.columns().iter().filter_map(|&at| columns.get(at)).map(|c| c.name.as_str()).collect();
        let labels = series.sets().collect();
        Self { codes: series.codes(), names, labels }
    }
}

/// A stream's rows: oldest first or, of a buffer of latest rows, in the order in which their keys first came.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// How many rows.
    pub length: usize,
    /// The rows' time first, then the query's other fields in their order.
    pub columns: Vec<SnapshotColumn<'a>>,
    /// The rows' series; `None` for a query without label fields.
    pub series: Option<SnapshotSeries<'a>>,
    /// Of how many rows these were picked for a view; `None` where they are all.
    pub selected: Option<Selected>,
    /// What was counted.
    pub stats: &'a Stats,
}
