//! A column's values, in the form that suits its type.

use super::place::Place;
use super::{Bits, Dictionary, Ring, TextRing};
use crate::convert::{Cell, ColumnType};

/// A ring of values of one type, with placeholders where a row has none.
#[derive(Debug)]
pub enum Values {
    /// Numbers, and times in epoch milliseconds; 0 where there is no value.
    F64(Ring<f64>),
    /// Booleans; false where there is no value.
    Bits(Bits),
    /// Strings.
    Dictionary(Dictionary),
    /// JSON text; empty where there is no value.
    Text(TextRing),
}

impl Values {
    /// `length` rows without a value.
    pub(super) fn placeholders(kind: ColumnType, length: usize) -> Self {
        match kind {
            ColumnType::Number | ColumnType::Time => Self::F64(Ring::filled(0.0, length)),
            ColumnType::Boolean => Self::Bits(Bits::filled(false, length)),
            ColumnType::String => Self::Dictionary(Dictionary::nulls(length)),
            ColumnType::Json => Self::Text(TextRing::empties(length)),
        }
    }

    /// The values one by one, placeholders included: for reading a few rows, not for moving many.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'_>> {
        (0..self.len()).map(|row| self.cell(row)).collect()
    }

    /// How many rows there are.
    fn len(&self) -> usize {
        match self {
            Self::F64(ring) => ring.len(),
            Self::Bits(ring) => ring.len(),
            Self::Dictionary(ring) => ring.codes().len(),
            Self::Text(ring) => ring.lengths().len(),
        }
    }

    /// A row's value, or the placeholder for it.
    #[inline]
    pub(super) fn cell(&self, row: usize) -> Cell<'_> {
        match self {
            Self::F64(ring) => ring.get(row).map_or(Cell::Null, Cell::Number),
            Self::Bits(ring) => ring.get(row).map_or(Cell::Null, Cell::Boolean),
            // Only whole texts were put.
            Self::Dictionary(ring) => ring
                .get(row)
                .and_then(|text| std::str::from_utf8(text).ok())
                .map_or(Cell::Null, |text| Cell::Text(text.into())),
            Self::Text(ring) => Cell::Text(ring.get(row).into()),
        }
    }

    /// Puts a cell at a place, or the placeholder where it does not fit; whether it did.
    #[inline]
    pub(super) fn put(&mut self, place: Place, cell: &Cell<'_>) -> bool {
        let text = if let Cell::Text(text) = cell { Some(text.as_ref()) } else { None };
        match self {
            Self::F64(ring) => {
                let number = if let Cell::Number(number) = cell { Some(*number) } else { None };
                ring.put(place, number.unwrap_or(0.0));
                number.is_some()
            }
            Self::Bits(ring) => {
                let bit = if let Cell::Boolean(bit) = cell { Some(*bit) } else { None };
                ring.put(place, bit.unwrap_or(false));
                bit.is_some()
            }
            Self::Dictionary(ring) => {
                ring.put(place, text.map(str::as_bytes));
                text.is_some()
            }
            Self::Text(ring) => {
                ring.put(place, text.unwrap_or_default());
                text.is_some()
            }
        }
    }

    /// Drops the oldest rows: so many, of those that there are.
    pub(super) fn pop(&mut self, rows: usize) {
        match self {
            Self::F64(ring) => ring.pop_front(rows),
            Self::Bits(ring) => {
                for _ in 0..rows {
                    ring.pop();
                }
            }
            Self::Dictionary(ring) => (0..rows).for_each(|_| ring.pop()),
            Self::Text(ring) => (0..rows).for_each(|_| ring.pop()),
        }
    }

    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        match self {
            Self::F64(ring) => ring.retain(keep),
            Self::Bits(ring) => ring.retain(keep),
            Self::Dictionary(ring) => ring.retain(keep),
            Self::Text(ring) => ring.retain(keep),
        }
    }

    pub(super) fn give_back(&mut self) {
        match self {
            Self::F64(ring) => ring.give_back(),
            Self::Bits(ring) => ring.give_back(),
            Self::Dictionary(ring) => ring.give_back(),
            Self::Text(ring) => ring.give_back(),
        }
    }

    pub(super) fn memory(&self) -> usize {
        match self {
            Self::F64(ring) => ring.memory(),
            Self::Bits(ring) => ring.memory(),
            Self::Dictionary(ring) => ring.memory(),
            Self::Text(ring) => ring.memory(),
        }
    }
}
