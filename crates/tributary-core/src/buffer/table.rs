//! Rows: every column, and the series, in step.

use super::place::Place;
use super::{ColumnBuffer, Dictionary, Ring, Series, TextRing};
use crate::convert::Cell;

/// Rings of equal length.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<ColumnBuffer>,
    pub(super) series: Option<Series>,
    pub(super) length: usize,
    /// Whether a column holds JSON text, once every column has its type.
    pub(super) has_text: Option<bool>,
    /// How much later each row is than its time's double says, as the bits of an f32: words are kept already. `None`
    /// where rows are not sorted.
    pub(super) rests: Option<Ring<u32>>,
    /// How many rows have left at the front.
    pub(super) left: u64,
    /// The first of the rows that were changed or moved, by its number; `None` if none was since that was taken.
    pub(super) touched: Option<u64>,
}

/// A row whose label set is within the limit.
#[derive(Debug)]
pub(super) struct Admitted(u32);

impl Table {
    /// A row's time; `None` where it has none.
    pub(super) fn time(&self, row: usize) -> Option<f64> {
        self.columns.first()?.number(row)
    }

    /// How much later a row is than its time's double says.
    pub(super) fn rest(&self, row: usize) -> f32 {
        self.rests.as_ref().and_then(|rests| rests.get(row)).map_or(0.0, f32::from_bits)
    }

    /// Lets a row in, or not: its label set may be one too many. The row at `leaving` is about to go.
    pub(super) fn admit(&mut self, cells: &[Cell<'_>], leaving: Option<usize>) -> Option<Admitted> {
        match &mut self.series {
            Some(series) => series.admit(cells, leaving).map(Admitted),
            None => Some(Admitted(Dictionary::NULL)),
        }
    }

    /// Puts a row that was admitted.
    pub(super) fn put(&mut self, place: Place, cells: &[Cell<'_>], Admitted(code): Admitted) {
        if let Place::Before(row) | Place::Over(row) = place {
            self.touch(row);
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.put(place, cell);
        }
        if let Some(series) = &mut self.series {
            series.put(place, code);
        }
        self.length += usize::from(!matches!(place, Place::Over(_)));
    }

    /// Puts a row at the end that has a time and nothing else, of no series.
    #[inline]
    pub(super) fn put_gap(&mut self, time: f64) {
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.push(&if at == 0 { Cell::Number(time) } else { Cell::Null });
        }
        if let Some(series) = &mut self.series {
            series.put(Place::Back, Dictionary::NULL);
        }
        self.length += 1;
        if let Some(rests) = &mut self.rests {
            rests.push_back(0.0f32.to_bits());
        }
    }

    /// Notes that a row, and maybe those behind it, are others now.
    fn touch(&mut self, row: usize) {
        let number = self.left + row as u64;
        self.touched = Some(self.touched.map_or(number, |touched| touched.min(number)));
    }

    /// Puts rows at the end, in place of so many of the oldest; only where there are no series and no rests.
    #[inline]
    pub(super) fn extend(&mut self, leaving: usize, rows: usize, fill: impl FnOnce(&mut [ColumnBuffer])) {
        self.pop(leaving);
        fill(&mut self.columns);
        self.length += rows;
        debug_assert!(self.columns.iter().all(|column| column.len() == self.length));
    }

    /// Whether a column holds JSON text.
    #[inline]
    pub(super) fn has_text(&mut self) -> bool {
        self.has_text.unwrap_or_else(|| {
            let has_text = self.columns.iter().any(|column| column.text().is_some());
            let is_known = self.columns.iter().all(|column| column.kind().is_some());
            self.has_text = is_known.then_some(has_text);
            has_text
        })
    }

    /// Empties a row without taking it out: what it alone has is given up.
    pub(super) fn clear(&mut self, row: usize) {
        self.touch(row);
        for column in &mut self.columns {
            column.put(Place::Over(row), &Cell::Null);
        }
        if let Some(series) = &mut self.series {
            series.put(Place::Over(row), Dictionary::NULL);
        }
    }

    /// A table like this one, of some of its rows by their numbers.
    #[inline]
    pub(super) fn pick(&self, rows: &[u64]) -> Self {
        let mut picked = Self {
            columns: self.columns.iter().map(|column| ColumnBuffer::new(column.kind())).collect(),
            series: self.series.as_ref().map(Series::anew),
            length: 0,
            has_text: None,
            rests: None,
            left: 0,
            touched: None,
        };
        for &number in rows {
            let row = (number - self.left) as usize;
            let cells: Vec<Cell<'_>> = self.columns.iter().map(|column| column.cell(row)).collect();
            match &self.series {
                Some(series) if series.lane(row) == 0 => picked.put_gap(self.time(row).unwrap_or_default()),
                _ => {
                    if let Some(admitted) = picked.admit(&cells, None) {
                        picked.put(Place::Back, &cells, admitted);
                    }
                }
            }
        }
        picked
    }

    /// Drops the oldest rows: so many, of those that there are.
    pub(super) fn pop(&mut self, rows: usize) {
        if rows == 0 {
            return;
        }
        self.columns.iter_mut().for_each(|column| column.pop(rows));
        if let Some(rests) = &mut self.rests {
            rests.pop_front(rows);
        }
        if let Some(series) = &mut self.series {
            (0..rows).for_each(|_| series.pop());
        }
        self.length -= rows;
        self.left += rows as u64;
    }

    /// Drops the rows at the front whose time is before the `oldest`, or that have none; how many.
    pub(super) fn expire(&mut self, oldest: f64) -> u64 {
        let rows = self.columns.first().map_or(0, |times| times.leading_less(oldest));
        self.pop(rows);
        rows as u64
    }

    /// Keeps the rows at the positions that `keep` says.
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        self.touch(0);
        self.columns.iter_mut().for_each(|c| c.retain(keep));
        self.length = (0..self.length).filter(|&row| keep(row)).count();
        if let Some(series) = &mut self.series {
            series.retain(keep);
        }
    }

    pub(super) fn pack(&mut self) {
        self.columns.iter_mut().for_each(ColumnBuffer::pack);
    }

    pub(super) fn give_back(&mut self) {
        self.columns.iter_mut().for_each(ColumnBuffer::give_back);
        if let Some(rests) = &mut self.rests {
            rests.give_back();
        }
        if let Some(series) = &mut self.series {
            series.give_back();
        }
    }

    /// How many bytes of JSON text there are.
    pub(super) fn text_bytes(&self) -> usize {
        self.columns.iter().filter_map(ColumnBuffer::text).map(TextRing::live).sum()
    }

    pub(super) fn memory(&self) -> usize {
        let columns: usize = self.columns.iter().map(ColumnBuffer::memory).sum();
        columns + self.series.as_ref().map_or(0, Series::memory) + self.rests.as_ref().map_or(0, Ring::memory)
    }
}
