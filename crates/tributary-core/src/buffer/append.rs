//! Keeping every row, up to a capacity and an age.

use super::ColumnBuffer;
use super::counts::Fate;
use super::place::Place;
use super::table::Table;
use crate::convert::Cell;

/// How much later than the last row before it a gap stands: an outage is longer, and two rows of one time would be one.
const GAP_MS: f64 = 1.0;

/// Rows in the order in which they came or, within a window, of their times; the oldest is overwritten.
#[derive(Debug)]
pub(super) struct Append {
    pub(super) capacity: usize,
    pub(super) age_ms: Option<f64>,
    pub(super) order: Order,
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Order {
    /// As they came.
    Arrival,
    /// Times ascend; equal ones stand as they came.
    Time {
        /// A row may be older than the newest by this much. Milliseconds.
        window_ms: f64,
        /// The newest time that was kept, and what its double leaves out.
        newest: (f64, f32),
    },
}

impl Append {
    pub(super) fn is_full(&self, table: &Table) -> bool {
        table.length >= self.capacity
    }

    /// Puts a row where it belongs; `rest` is how much later it is than its time's double says. `dropped` counts the
    /// row that left for it.
    pub(super) fn push(&mut self, table: &mut Table, cells: &[Cell<'_>], rest: f32, dropped: &mut u64) -> Fate {
        let time = if let Some(Cell::Number(time)) = cells.first() { Some((*time, rest)) } else { None };
        let Some(place) = self.place(table, time) else { return Fate::Late };
        let full = self.is_full(table);
        if full && place == Place::Before(0) {
            return Fate::Outlived;
        }
        let Some(admitted) = table.admit(cells, full.then_some(0)) else { return Fate::SeriesOverLimit };
        if full {
            table.pop(1);
            *dropped += 1;
        }
        let place = match place {
            Place::Before(at) => Place::Before(at - usize::from(full)),
            other => other,
        };
        table.put(place, cells, admitted);
        if let Some(rests) = &mut table.rests {
            rests.put(place, rest.to_bits());
        }
        if let (Order::Time { newest, .. }, Some(time)) = (&mut self.order, time)
            && time > *newest
        {
            *newest = time;
        }
        Fate::Kept
    }

    /// Puts rows at the end; how many left for them.
    #[inline]
    pub(super) fn extend(&self, table: &mut Table, rows: usize, fill: impl FnOnce(&mut [ColumnBuffer])) -> usize {
        let dropped = (table.length + rows).saturating_sub(self.capacity);
        let before = dropped.min(table.length);
        table.extend(before, rows, fill);
        // Of more rows than the buffer has room for, the last ones stay.
        table.pop(dropped - before);
        dropped
    }

    /// Puts a row of nulls behind the newest one that has a time, so that lines end there. How many rows left for it;
    /// `None` if none has a time.
    pub(super) fn push_gap(&mut self, table: &mut Table) -> Option<usize> {
        let last = (0..table.length).rev().find_map(|row| table.time(row));
        let time = last? + GAP_MS;
        let leaving = usize::from(self.is_full(table));
        table.pop(leaving);
        table.put_gap(time);
        if let Order::Time { newest, .. } = &mut self.order
            && time > newest.0
        {
            *newest = (time, 0.0);
        }
        Some(leaving)
    }

    /// Where a row belongs; `None` where it comes too late. A row without a time stays behind the one that it came
    /// after.
    fn place(&self, table: &Table, time: Option<(f64, f32)>) -> Option<Place> {
        let (Order::Time { window_ms, newest }, Some(time)) = (self.order, time) else { return Some(Place::Back) };
        if time.0 < newest.0 - window_ms {
            return None;
        }
        if time >= newest {
            return Some(Place::Back);
        }
        if let Some(times) = table.columns.first().and_then(ColumnBuffer::numbers) {
            let mut at = times.partition_point(|other| other <= time.0);
            while at > 0 && times.get(at - 1).is_some_and(|other| (other, table.rest(at - 1)) > time) {
                at -= 1;
            }
            return Some(if at < table.length { Place::Before(at) } else { Place::Back });
        }
        // Rows without a time are in no order to be searched by: from the end, since what comes late seldom comes
        // very late.
        let mut place = Place::Back;
        for row in (0..table.length).rev() {
            match table.time(row) {
                Some(other) if (other, table.rest(row)) > time => place = Place::Before(row),
                Some(_) => break,
                None => {}
            }
        }
        Some(place)
    }
}
