//! One column of a buffer: typed values and which rows have one.

use std::collections::VecDeque;

use super::{Bits, Dictionary, TextRing};
use crate::convert::{Cell, ColumnType};

/// A column's values, in the form that suits its type.
#[derive(Clone, Debug)]
pub enum Values {
    /// Numbers, and times in epoch milliseconds; 0 where there is no value.
    F64(VecDeque<f64>),
    /// Booleans; false where there is no value.
    Bits(Bits),
    /// Strings.
    Dictionary(Dictionary),
    /// JSON text; empty where there is no value.
    Text(TextRing),
}

/// The type of a column that only its values can settle.
#[derive(Clone, Debug)]
enum State {
    /// No value yet, in any row.
    Pending,
    /// A type that does not change any more.
    Settled(ColumnType, Values),
}

/// A ring of values of one type.
#[derive(Clone, Debug)]
pub struct ColumnBuffer {
    state: State,
    validity: Bits,
    nulls: usize,
}

impl ColumnBuffer {
    /// An empty column; without a type, its first value settles it.
    #[must_use]
    pub fn new(kind: Option<ColumnType>) -> Self {
        let mut column = Self { state: State::Pending, validity: Bits::default(), nulls: 0 };
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
        (self.nulls > 0).then_some(&self.validity)
    }

    /// Gives a pending column its type; the rows before have no value.
    pub fn settle(&mut self, kind: ColumnType) {
        let State::Pending = self.state else { return };
        let length = self.validity.len();
        let values = match kind {
            ColumnType::Number | ColumnType::Time => Values::F64(std::iter::repeat_n(0.0, length).collect()),
            ColumnType::Boolean => Values::Bits(Bits::filled(false, length)),
            ColumnType::String => Values::Dictionary(Dictionary::nulls(length)),
            ColumnType::Json => Values::Text(TextRing::empties(length)),
        };
        self.state = State::Settled(kind, values);
    }

    /// The oldest row's number or time.
    #[must_use]
    pub fn first_number(&self) -> Option<f64> {
        match self.values()? {
            Values::F64(ring) if self.validity.get(0)? => ring.front().copied(),
            _ => None,
        }
    }

    /// Appends a row. A cell that is not of the column's type counts as no value.
    pub(super) fn push(&mut self, cell: Cell<'_>) {
        let valid = match &mut self.state {
            State::Pending => false,
            State::Settled(_, values) => values.push(cell),
        };
        self.validity.push(valid);
        self.nulls += usize::from(!valid);
    }

    /// Drops the oldest row.
    pub(super) fn pop(&mut self) {
        if self.validity.pop() == Some(false) {
            self.nulls -= 1;
        }
        if let State::Settled(_, values) = &mut self.state {
            values.pop();
        }
    }
}

impl Values {
    /// The values one by one, placeholders included: for reading a few rows, not for moving many.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell<'_>> {
        match self {
            Self::F64(ring) => ring.iter().map(|&number| Cell::Number(number)).collect(),
            Self::Bits(ring) => (0..ring.len()).filter_map(|i| ring.get(i)).map(Cell::Boolean).collect(),
            Self::Dictionary(ring) => {
                ring.iter().map(|text| text.map_or(Cell::Null, |t| Cell::Text(t.into()))).collect()
            }
            Self::Text(ring) => ring.iter().map(|text| Cell::Text(text.into())).collect(),
        }
    }

    /// Appends a cell, or the placeholder where it does not fit; whether it did.
    fn push(&mut self, cell: Cell<'_>) -> bool {
        match (self, cell) {
            (Self::F64(ring), Cell::Number(number)) => ring.push_back(number),
            (Self::Bits(ring), Cell::Boolean(bit)) => ring.push(bit),
            (Self::Dictionary(ring), Cell::Text(text)) => ring.push(Some(&text)),
            (Self::Text(ring), Cell::Text(text)) => ring.push(&text),
            (values, _) => {
                values.push_placeholder();
                return false;
            }
        }
        true
    }

    fn push_placeholder(&mut self) {
        match self {
            Self::F64(ring) => ring.push_back(0.0),
            Self::Bits(ring) => ring.push(false),
            Self::Dictionary(ring) => ring.push(None),
            Self::Text(ring) => ring.push(""),
        }
    }

    fn pop(&mut self) {
        match self {
            Self::F64(ring) => {
                ring.pop_front();
            }
            Self::Bits(ring) => {
                ring.pop();
            }
            Self::Dictionary(ring) => ring.pop(),
            Self::Text(ring) => ring.pop(),
        }
    }
}
