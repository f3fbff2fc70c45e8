//! Circular column buffers: the newest rows of a stream, column by column.

mod bits;
mod column;
mod dictionary;
mod text;

use std::collections::VecDeque;

pub use bits::Bits;
pub use column::{ColumnBuffer, Values};
pub use dictionary::Dictionary;
pub use text::TextRing;

use crate::convert::Cell;
use crate::extract::Column;
use crate::limits;
use crate::spec::BufferSpec;
use crate::time::Millis;

/// Rows in the order in which they came; the oldest is overwritten.
#[derive(Debug)]
pub struct Buffer {
    columns: Vec<ColumnBuffer>,
    capacity: usize,
    age_ms: Option<f64>,
    length: usize,
    dropped: u64,
}

impl Buffer {
    /// An empty buffer; the first of `columns` holds the rows' times.
    #[must_use]
    pub fn new(columns: &[Column], spec: &BufferSpec) -> Self {
        let BufferSpec::Append { rows, age_seconds } = *spec;
        Self {
            columns: columns.iter().map(|c| ColumnBuffer::new(c.kind)).collect(),
            capacity: rows.clamp(1, limits::BUFFER_ROWS),
            age_ms: age_seconds.filter(|s| *s > 0.0).map(|s| s * 1000.0),
            length: 0,
            dropped: 0,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many rows have left, by capacity or by age.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// The columns, in the order they were given.
    #[must_use]
    pub fn columns(&self) -> &[ColumnBuffer] {
        &self.columns
    }

    /// Appends a row, which drops the oldest one of a full buffer. `cell` makes the cell of column `i`, and may
    /// settle that column's type first.
    pub fn push<'a>(&mut self, mut cell: impl FnMut(usize, &mut ColumnBuffer) -> Cell<'a>) {
        if self.length == self.capacity {
            self.pop();
        }
        for (i, column) in self.columns.iter_mut().enumerate() {
            let cell = cell(i, column);
            column.push(cell);
        }
        self.length += 1;
    }

    /// Drops the rows at the front that are too old at `now`, or have no time.
    pub fn expire(&mut self, now: Millis) {
        let Some(age) = self.age_ms else { return };
        let oldest = now.as_f64() - age;
        while self.length > 0 && self.columns[0].first_number().is_none_or(|time| time < oldest) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        for column in &mut self.columns {
            column.pop();
        }
        self.length -= 1;
        self.dropped += 1;
    }
}

/// The two halves of a ring, the older one first.
pub(crate) fn halves<T>(ring: &VecDeque<T>) -> [&[T]; 2] {
    ring.as_slices().into()
}
