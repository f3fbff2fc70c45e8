//! Rows by numbers that stay their own.

use super::Buffer;

impl Buffer {
    /// The number of the first row: how many rows have left at the front. Rows are numbered in their order, and a
    /// number stays a row's own, unless [`Self::take_touched`] says otherwise.
    #[must_use]
    pub fn first_row(&self) -> u64 {
        self.table.left
    }

    /// Since it was last asked: the least number of a row that an insertion, a replacement or a deletion has changed or
    /// moved. Rows behind it may be others, too; those before it are as they were. `None` where rows only came at the
    /// end and left at the front.
    pub fn take_touched(&mut self) -> Option<u64> {
        self.table.touched.take()
    }

    /// The time of the row with a number; `None` where it has none, or where there is no such row.
    #[must_use]
    pub fn time(&self, row: u64) -> Option<f64> {
        self.number(0, row)
    }

    /// The number or time that the row with a number has in a column; `None` where there is no such thing.
    #[must_use]
    pub fn number(&self, column: usize, row: u64) -> Option<f64> {
        let at = usize::try_from(row.checked_sub(self.first_row())?).ok()?;
        self.table.columns.get(column)?.number(at)
    }
}
