//! When a row deletes the one of its key.

use super::ColumnBuffer;
use crate::convert::{Cell, ColumnType, convert};
use crate::extract::Column;
use crate::json::{Kind, Span};
use crate::spec::Scalar;

/// A cell that equals a constant. The constant is converted as the column's values are, so that for a column of
/// numbers 0, "0" and "0.00000000" are the same.
#[derive(Debug)]
pub(super) struct Condition {
    at: usize,
    column: Column,
    written: Scalar,
    /// The constant in the column's type; `None` where it cannot be of that type, and so equals nothing.
    typed: Option<(ColumnType, Option<Cell<'static>>)>,
}

impl Condition {
    /// The cell of column `at` is equal to `written`.
    pub(super) fn new(at: usize, column: Column, written: Scalar) -> Self {
        Self { at, column, written, typed: None }
    }

    /// Whether it is so for a row.
    pub(super) fn holds(&mut self, cells: &[Cell<'_>], columns: &[ColumnBuffer]) -> bool {
        let (Some(cell), Some(column)) = (cells.get(self.at), columns.get(self.at)) else { return false };
        let Some(kind) = column.kind() else { return self.written == Scalar::Null };
        if *cell == Cell::Null {
            return self.written == Scalar::Null;
        }
        if self.typed.as_ref().is_none_or(|(typed_as, _)| *typed_as != kind) {
            self.typed = Some((kind, typed(&self.written, kind, &self.column)));
        }
        self.typed.as_ref().and_then(|(_, constant)| constant.as_ref()) == Some(cell)
    }
}

/// A constant in a column's type; `None` where it cannot be of that type.
pub(super) fn typed(written: &Scalar, kind: ColumnType, column: &Column) -> Option<Cell<'static>> {
    let (source, span_kind) = match written {
        Scalar::Null => ("null".to_owned(), Kind::Null),
        Scalar::Boolean(true) => ("true".to_owned(), Kind::True),
        Scalar::Boolean(false) => ("false".to_owned(), Kind::False),
        Scalar::Number(written) => (written.clone(), Kind::Number),
        Scalar::Text(text) => quoted(text),
    };
    let span = Span { kind: span_kind, start: 0, end: source.len() };
    match convert(span, &source, kind, &column.format).ok()? {
        Cell::Null => Some(Cell::Null),
        Cell::Number(number) => Some(Cell::Number(number)),
        Cell::Boolean(bit) => Some(Cell::Boolean(bit)),
        Cell::Text(text) => Some(Cell::Text(text.into_owned().into())),
    }
}

/// Text as JSON.
fn quoted(text: &str) -> (String, Kind) {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            '\0'..='\x1f' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => json.push(c),
        }
    }
    json.push('"');
    let kind = if json.len() == text.len() + 2 { Kind::Text } else { Kind::Escaped };
    (json, kind)
}
