//! Rows of every type, and what a buffer holds of them.

use std::borrow::Cow;

use proptest::prelude::*;
use tributary_core::buffer::{Buffer, ColumnBuffer, Fate, Values};
use tributary_core::convert::{Cell, ColumnType, TimeFormat};
use tributary_core::extract::{Column, Source};
use tributary_core::spec::FieldRole;

pub type Row = Vec<Cell<'static>>;

/// The columns by name; `any` is a column that its first value settles, as text.
pub const COLUMNS: [(&str, Option<ColumnType>); 6] = [
    ("time", Some(ColumnType::Time)),
    ("number", Some(ColumnType::Number)),
    ("boolean", Some(ColumnType::Boolean)),
    ("string", Some(ColumnType::String)),
    ("json", Some(ColumnType::Json)),
    ("any", None),
];

/// The columns, with these as labels.
pub fn columns(labels: &[usize]) -> Vec<Column> {
    let column = |(i, (name, kind)): (usize, &(&str, Option<ColumnType>))| Column {
        name: (*name).to_owned(),
        kind: *kind,
        role: if labels.contains(&i) { FieldRole::Label } else { FieldRole::Value },
        format: TimeFormat::Auto,
        source: Source::Received,
    };
    COLUMNS.iter().enumerate().map(column).collect()
}

pub fn text(text: &str) -> Cell<'static> {
    Cell::Text(Cow::Owned(text.to_owned()))
}

/// A row of nulls but for its time.
pub fn row_at(time: f64) -> Row {
    let mut row = vec![Cell::Null; COLUMNS.len()];
    row[0] = Cell::Number(time);
    row
}

/// A row of few different values, so that keys, labels and times come again.
pub fn row() -> impl Strategy<Value = Row> {
    let number = |range: std::ops::Range<i32>| range.prop_map(|n| Cell::Number(f64::from(n))).boxed();
    let words = || "[a-c]{0,2}".prop_map(|t| text(&t)).boxed();
    let or_null = |cell: BoxedStrategy<Cell<'static>>| prop_oneof![5 => cell, 1 => Just(Cell::Null)].boxed();
    let row = (
        or_null(number(0..200)),
        or_null(number(0..6)),
        or_null(any::<bool>().prop_map(Cell::Boolean).boxed()),
        or_null(words()),
        or_null("[a-c]{0,9}".prop_map(|t| text(&t)).boxed()),
        or_null(words()),
    );
    row.prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f])
}

pub fn push(buffer: &mut Buffer, row: &Row) -> Fate {
    buffer.push(|i, ring| {
        if row[i] != Cell::Null {
            ring.settle(ColumnType::String);
        }
        row[i].clone()
    })
}

/// Puts rows at once into a buffer that takes them so, one by one into another.
pub fn extend(buffer: &mut Buffer, rows: &[Row]) {
    if !buffer.keeps_order() {
        rows.iter().for_each(|row| _ = push(buffer, row));
        return;
    }
    buffer.extend(rows.len(), |rings| {
        for (i, ring) in rings.iter_mut().enumerate() {
            for cell in rows.iter().map(|row| &row[i]) {
                if *cell != Cell::Null {
                    ring.settle(ColumnType::String);
                }
                match cell {
                    Cell::Number(number) if ring.push_number(*number, |_| true) => {}
                    cell => ring.push(cell),
                }
            }
        }
    });
}

/// The rows that a buffer holds.
pub fn contents(buffer: &mut Buffer) -> Vec<Row> {
    let contents = buffer.read();
    let cells = |c: &ColumnBuffer| {
        let valid = |row| c.validity().is_none_or(|v| v.get(row) == Some(true));
        let cells = c.values().map_or_else(|| vec![Cell::Null; contents.length], Values::cells);
        assert_eq!(cells.len(), contents.length);
        let masked = cells.into_iter().enumerate().map(|(row, cell)| if valid(row) { owned(cell) } else { Cell::Null });
        masked.collect::<Vec<_>>()
    };
    let columns: Vec<_> = contents.columns.iter().map(cells).collect();
    (0..contents.length).map(|row| columns.iter().map(|c| c[row].clone()).collect()).collect()
}

/// The label set of each row, through its code; and how many label sets are alive.
pub fn series(buffer: &mut Buffer) -> (Vec<Row>, usize) {
    let series = buffer.read().series.expect("no labels");
    let sets: Vec<Option<Row>> = series.sets().map(|s| s.map(|cells| cells.into_iter().map(owned).collect())).collect();
    let row = |code: u32| sets[code as usize].clone().expect("the code of a row is free");
    (series.codes().iter().map(row).collect(), sets.iter().flatten().count())
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Null => Cell::Null,
        Cell::Number(number) => Cell::Number(number),
        Cell::Boolean(bit) => Cell::Boolean(bit),
        Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
    }
}
