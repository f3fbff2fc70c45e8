//! One column of a buffer: typed values and which rows have one.

use super::place::Place;
use super::{Bits, Ring, TextRing, Values};
use crate::convert::{Cell, ColumnType};

/// The type of a column that only its values can settle.
#[derive(Debug)]
enum State {
    /// No value yet, in any row.
    Pending,
    /// A type that does not change any more.
    Settled(ColumnType, Values),
}

/// A ring of values of one type.
#[derive(Debug)]
pub struct ColumnBuffer {
    state: State,
    length: usize,
    nulls: usize,
    /// A bit a row, 1 where there is a value. Most columns have one in every row: then it costs nothing.
    validity: Option<Bits>,
}

impl ColumnBuffer {
    /// An empty column; without a type, its first value settles it.
    #[must_use]
    pub fn new(kind: Option<ColumnType>) -> Self {
        let mut column = Self { state: State::Pending, length: 0, nulls: 0, validity: None };
        if let Some(kind) = kind {
            column.settle(kind);
        }
        column
    }

    /// The type; `None` while no value has settled it.
    #[must_use]
    pub fn kind(&self) -> Option<ColumnType> {
        match self.state {
            State::Pending => None,
            State::Settled(kind, _) => Some(kind),
        }
    }

    /// The values; `None` while no value has settled the type.
    #[must_use]
    pub fn values(&self) -> Option<&Values> {
        match &self.state {
            State::Pending => None,
            State::Settled(_, values) => Some(values),
        }
    }

    /// A bit a row, 1 where there is a value; `None` where every row has one.
    #[must_use]
    pub fn validity(&self) -> Option<&Bits> {
        self.validity.as_ref().filter(|_| self.nulls > 0)
    }

    /// Gives a pending column its type; the rows before have no value.
    pub fn settle(&mut self, kind: ColumnType) {
        let State::Pending = self.state else { return };
        let values = Values::placeholders(kind, self.length);
        self.state = State::Settled(kind, values);
    }

    /// A row's number or time; `None` where it has none.
    #[must_use]
    pub fn number(&self, row: usize) -> Option<f64> {
        match self.values()? {
            Values::F64(ring) if self.has_value(row) => ring.get(row),
            _ => None,
        }
    }

    /// A row's cell.
    #[inline]
    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        match self.values() {
            Some(values) if self.has_value(row) => values.cell(row),
            _ => Cell::Null,
        }
    }

    /// The numbers or times of all rows; `None` unless every row has one.
    pub(super) fn numbers(&self) -> Option<&Ring<f64>> {
        match self.values()? {
            Values::F64(ring) if self.nulls == 0 => Some(ring),
            _ => None,
        }
    }

    /// How many rows at the front have a number or time that is less than a bound, or none.
    pub(super) fn leading_less(&self, than: f64) -> usize {
        let ring = if let Some(Values::F64(ring)) = self.values() { Some(ring) } else { None };
        let mut row = 0;
        while row < self.length {
            // A placeholder only keeps a chunk from being skipped.
            let skipped = ring.and_then(|ring| ring.skip_less(row, than));
            row = match skipped {
                Some(next) => next,
                None if self.number(row).is_none_or(|number| number < than) => row + 1,
                None => break,
            };
        }
        row
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

    /// The texts of a column of JSON.
    #[inline(always)]
    pub(super) fn text(&self) -> Option<&TextRing> {
        match &self.state {
            State::Settled(_, Values::Text(ring)) => Some(ring),
            _ => None,
        }
    }

    fn has_value(&self, row: usize) -> bool {
        self.validity.as_ref().is_none_or(|bits| bits.get(row) == Some(true))
    }

    /// Puts a row at a place. A cell that is not of the column's type counts as no value.
    #[inline]
    pub(super) fn put(&mut self, place: Place, cell: &Cell<'_>) {
        let valid = match &mut self.state {
            State::Pending => false,
            State::Settled(_, values) => values.put(place, cell),
        };
        if !valid || self.validity.is_some() {
            self.note(place, valid);
        }
        self.length += usize::from(!matches!(place, Place::Over(_)));
    }

    /// Puts a row at the end. A cell that is not of the column's type counts as no value.
    #[inline]
    pub fn push(&mut self, cell: &Cell<'_>) {
        self.put(Place::Back, cell);
    }

    /// Puts a row with a number, or a time, at the end, if the column is of such a type and `takes` says so of it;
    /// whether it did.
    #[inline(always)]
    pub fn push_number(&mut self, number: f64, takes: impl FnOnce(ColumnType) -> bool) -> bool {
        match &mut self.state {
            State::Settled(kind, Values::F64(ring)) if takes(*kind) => ring.push_back(number),
            _ => return false,
        }
        if self.validity.is_some() {
            self.note(Place::Back, true);
        }
        self.length += 1;
        true
    }

    /// Notes whether the row that was put at a place has a value.
    #[inline(never)]
    fn note(&mut self, place: Place, valid: bool) {
        let validity = self.validity.get_or_insert_with(|| Bits::filled(true, self.length));
        if let Place::Over(row) = place {
            self.nulls -= usize::from(validity.get(row) == Some(false));
        }
        validity.put(place, valid);
        self.nulls += usize::from(!valid);
    }

    /// Drops the oldest rows: so many, of those that there are.
    #[inline(always)]
    pub(super) fn pop(&mut self, rows: usize) {
        match &mut self.state {
            // The way of one row after the other.
            State::Settled(_, Values::F64(ring)) if rows == 1 && self.validity.is_none() => {
                ring.pop_front(1);
                self.length -= 1;
            }
            _ => self.pop_some(rows),
        }
    }

    #[inline(never)]
    fn pop_some(&mut self, rows: usize) {
        self.length -= rows;
        if let Some(validity) = &mut self.validity {
            self.nulls -= (0..rows).filter(|_| validity.pop() == Some(false)).count();
        }
        if let State::Settled(_, values) = &mut self.state {
            values.pop(rows);
        }
    }

    /// Keeps the rows at the positions that `keep` says.
    #[cold]
    #[inline(never)]
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        if let Some(validity) = &mut self.validity {
            validity.retain(keep);
            self.nulls = (0..validity.len()).filter(|&row| validity.get(row) == Some(false)).count();
        }
        self.length = (0..self.length).filter(|&row| keep(row)).count();
        if let State::Settled(_, values) = &mut self.state {
            values.retain(keep);
        }
    }

    /// Puts what is read as a whole into the order of the rows.
    pub(super) fn pack(&mut self) {
        if let State::Settled(_, Values::Text(ring)) = &mut self.state {
            ring.pack();
        }
    }

    /// Gives back room that is far more than is needed.
    #[cold]
    #[inline(never)]
    pub(super) fn give_back(&mut self) {
        match &mut self.validity {
            Some(validity) if self.nulls > 0 => validity.give_back(),
            validity => *validity = None,
        }
        if let State::Settled(_, values) = &mut self.state {
            values.give_back();
        }
    }

    /// What the column takes, about, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.validity.as_ref().map_or(0, Bits::memory) + self.values().map_or(0, Values::memory)
    }
}
