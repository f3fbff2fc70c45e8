//! What a reader gets of a buffer.

use super::table::Table;
use super::{ColumnBuffer, Series};

/// What a reader gets: rows in their order, end to end in every column.
#[derive(Clone, Copy, Debug)]
pub struct Contents<'a> {
    /// How many rows there are.
    pub length: usize,
    /// The columns, in the order they were given.
    pub columns: &'a [ColumnBuffer],
    /// Each row's label set; `None` where no column is a label.
    pub series: Option<&'a Series>,
    /// Of how many rows these were picked; `None` where they are all.
    pub selected: Option<Selected>,
}

/// Rows that were picked for a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Selected {
    /// Of how many rows.
    pub of: usize,
    /// From how much time at most four were picked for each series. Milliseconds.
    pub bucket_ms: f64,
}

impl<'a> Contents<'a> {
    pub(super) fn of(table: &'a Table, selected: Option<Selected>) -> Self {
        Self { length: table.length, columns: &table.columns, series: table.series.as_ref(), selected }
    }
}
