//! From a message's rows to a buffer's cells.

use super::stats::Stats;
use crate::buffer::{Buffer, ColumnBuffer};
use crate::convert::{Cell, ColumnType, Instant, Unconverted, compose, composed, convert, instant};
use crate::extract::{Column, Picked, Rows};
use crate::json::{Found, Span};
use crate::time::Millis;

/// One message's commit to one stream.
pub(super) struct Commit<'a> {
    /// The message's text.
    pub(super) message: &'a str,
    /// When it came.
    pub(super) now: Millis,
    pub(super) stats: &'a mut Stats,
}

impl<'a> Commit<'a> {
    /// Puts rows into a buffer; whether any of its rows changed.
    pub(super) fn rows(mut self, rows: &mut Rows<'_>, buffer: &mut Buffer) -> bool {
        self.stats.rowless += rows.rowless() as u64;
        if buffer.keeps_order() {
            buffer.extend(rows.len(), |rings| self.columns(rows, rings));
            return !rows.is_empty();
        }
        let mut changed = false;
        for row in 0..rows.len() {
            let rest = if buffer.sorts() { self.rest(row, rows) } else { 0.0 };
            let cell = |at: usize, ring: &mut ColumnBuffer| {
                let picked = rows.pick(row, at);
                self.cell((at, rows.column(at)), ring, picked)
            };
            changed |= buffer.push_sorted(rest, cell).changes_rows();
        }
        changed
    }

    /// Appends all rows' cells, column by column.
    #[inline(always)]
    fn columns(&mut self, rows: &mut Rows<'_>, rings: &mut [ColumnBuffer]) {
        for (at, ((column, own), ring)) in rows.columns().zip(rings).enumerate() {
            if let Some(values) = own.and_then(|place| rows.own(place)) {
                for found in values {
                    // The way of most values.
                    if let Some(Found { number, .. }) = found
                        && ring.push_number(number, |kind| is_cell(number, kind, column))
                    {
                        continue;
                    }
                    self.push((at, column), ring, found.map_or(Picked::Nothing, Picked::One));
                }
                continue;
            }
            for row in 0..rows.len() {
                let picked = rows.pick(row, at);
                self.push((at, column), ring, picked);
            }
        }
    }

    #[inline(never)]
    fn push(&mut self, column: (usize, &Column), ring: &mut ColumnBuffer, picked: Picked) {
        let cell = self.cell(column, ring, picked);
        ring.push(&cell);
    }

    /// The cell of one column, given with its place in the plan; an untyped column is settled by its first value.
    #[inline(never)]
    fn cell(&mut self, (at, column): (usize, &Column), ring: &mut ColumnBuffer, picked: Picked) -> Cell<'a> {
        let message = self.message;
        let mut misfit = |kind, unconverted: Unconverted| {
            self.stats.misfit(at, &column.name, kind, unconverted.value.source(message));
            Cell::Null
        };
        let Found { span, number } = match picked {
            Picked::Received => return Cell::Number(self.now.as_f64()),
            Picked::Nothing => return Cell::Null,
            Picked::Array(text) => return Cell::Text(text.into()),
            Picked::Composite(seconds, nanoseconds) => {
                return compose(seconds, nanoseconds, message).unwrap_or_else(|e| misfit(ColumnType::Time, e));
            }
            Picked::One(found) => found,
        };
        let Some(kind) = ring.kind().or_else(|| settled(ring, span)) else { return Cell::Null };
        if is_cell(number, kind, column) {
            return Cell::Number(number);
        }
        convert(span, message, kind, &column.format).unwrap_or_else(|e| misfit(kind, e))
    }

    /// How much later a row's time is than the cell that is made of it says.
    fn rest(&self, row: usize, rows: &mut Rows<'_>) -> f32 {
        let instant = match rows.pick(row, 0) {
            Picked::One(found) => instant(found.span, self.message, &rows.column(0).format),
            Picked::Composite(seconds, nanoseconds) => composed(seconds, nanoseconds, self.message).ok().flatten(),
            _ => None,
        };
        instant.map_or(0.0, Instant::rest)
    }
}

/// Whether a number that was read is a column's cell as it stands: so it is with most values.
#[inline(always)]
fn is_cell(number: f64, kind: ColumnType, column: &Column) -> bool {
    match kind {
        ColumnType::Number => !number.is_nan(),
        ColumnType::Time => column.format.is_milliseconds(number),
        _ => false,
    }
}

/// Gives an untyped column the type of its first value; `None` for null, which has none.
#[cold]
fn settled(ring: &mut ColumnBuffer, first: Span) -> Option<ColumnType> {
    let kind = ColumnType::settled_by(first.kind)?;
    ring.settle(kind);
    Some(kind)
}
