//! Rings agree with the plainest thing that could stand for them: a vector of rows.
#![allow(missing_docs, clippy::unwrap_used)]

use std::borrow::Cow;

use proptest::prelude::*;
use tributary_core::Millis;
use tributary_core::buffer::{Bits, Buffer, Dictionary};
use tributary_core::convert::{Cell, ColumnType, TimeFormat};
use tributary_core::extract::{Column, Source};
use tributary_core::spec::{BufferSpec, FieldRole};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const TYPES: [Option<ColumnType>; 6] = [
    Some(ColumnType::Time),
    Some(ColumnType::Number),
    Some(ColumnType::Boolean),
    Some(ColumnType::String),
    Some(ColumnType::Json),
    None,
];

fn columns() -> Vec<Column> {
    let column = |kind: &Option<ColumnType>| Column {
        name: format!("{kind:?}"),
        kind: *kind,
        role: FieldRole::Value,
        format: TimeFormat::Auto,
        source: Source::Received,
    };
    TYPES.iter().map(column).collect()
}

fn append(rows: usize, age_seconds: Option<f64>) -> BufferSpec {
    BufferSpec::Append { rows, age_seconds }
}

type Row = Vec<Cell<'static>>;

fn contents(buffer: &Buffer) -> Vec<Row> {
    let cells = |c: &tributary_core::buffer::ColumnBuffer| {
        let valid = |row| c.validity().is_none_or(|v| v.get(row) == Some(true));
        let cells = c.values().map_or_else(|| vec![Cell::Null; buffer.len()], tributary_core::buffer::Values::cells);
        let masked = cells.into_iter().enumerate().map(|(row, cell)| if valid(row) { owned(cell) } else { Cell::Null });
        masked.collect::<Vec<_>>()
    };
    let columns: Vec<_> = buffer.columns().iter().map(cells).collect();
    (0..buffer.len()).map(|row| columns.iter().map(|c| c[row].clone()).collect()).collect()
}

fn owned(cell: Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Null => Cell::Null,
        Cell::Number(number) => Cell::Number(number),
        Cell::Boolean(bit) => Cell::Boolean(bit),
        Cell::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let number = (0..1_000_000i32).prop_map(|n| Cell::Number(f64::from(n)));
    let text = "[a-c]{0,3}".prop_map(|t| Cell::Text(Cow::Owned(t)));
    let or_null = |cell: BoxedStrategy<Cell<'static>>| prop_oneof![3 => cell, 1 => Just(Cell::Null)].boxed();
    let row = (
        or_null(number.clone().boxed()),
        or_null(number.boxed()),
        or_null(any::<bool>().prop_map(Cell::Boolean).boxed()),
        or_null(text.clone().boxed()),
        or_null(text.clone().boxed()),
        or_null(text.boxed()),
    );
    prop::collection::vec(row.prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f]), 0..300)
}

fn push(buffer: &mut Buffer, row: &Row) {
    buffer.push(|i, ring| {
        if row[i] != Cell::Null {
            ring.settle(ColumnType::String);
        }
        row[i].clone()
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_buffer_holds_the_newest_rows_as_they_came(rows in rows(), capacity in 1usize..200) {
        let mut buffer = Buffer::new(&columns(), &append(capacity, None));
        for row in &rows {
            push(&mut buffer, row);
        }
        let kept = &rows[rows.len().saturating_sub(capacity)..];
        prop_assert_eq!(contents(&buffer), kept);
        prop_assert_eq!(buffer.dropped(), (rows.len() - kept.len()) as u64);
    }

    #[test]
    fn bits_are_a_vector_of_booleans(steps in prop::collection::vec(any::<Option<bool>>(), 0..500)) {
        let (mut bits, mut model) = (Bits::default(), std::collections::VecDeque::new());
        for step in steps {
            match step {
                Some(bit) => { bits.push(bit); model.push_back(bit); }
                None => prop_assert_eq!(bits.pop(), model.pop_front()),
            }
        }
        let got: Vec<_> = (0..bits.len()).map(|i| bits.get(i)).collect();
        prop_assert_eq!(&got, &model.iter().map(|&b| Some(b)).collect::<Vec<_>>());
        let packed = bits.to_bytes();
        prop_assert_eq!(packed.len(), model.len().div_ceil(8));
        for (i, byte) in packed.iter().enumerate() {
            let expected = (0..8).fold(0u8, |b, k| b | u8::from(model.get(i * 8 + k) == Some(&true)) << k);
            prop_assert_eq!(*byte, expected);
        }
    }
}

#[test]
fn a_text_that_no_row_has_any_more_leaves_the_dictionary() {
    let mut ring = Dictionary::default();
    for i in 0..1000 {
        ring.push(Some(&format!("text {i}")));
        ring.push(Some("constant"));
        if i >= 3 {
            ring.pop();
            ring.pop();
        }
    }
    assert!(ring.texts().count() <= 5, "{} entries for 4 texts", ring.texts().count());
    assert_eq!(ring.iter().next(), Some(Some("text 997")));
}

#[test]
fn rows_leave_by_age() {
    let mut buffer = Buffer::new(&columns(), &append(100, Some(10.0)));
    for seconds in 0..20 {
        let mut row = vec![Cell::Null; TYPES.len()];
        row[0] = Cell::Number(f64::from(seconds) * 1000.0);
        push(&mut buffer, &row);
    }
    buffer.expire(Millis(19_000));
    assert_eq!((buffer.len(), buffer.dropped()), (11, 9));
    buffer.expire(Millis(1_000_000));
    assert!(buffer.is_empty());
}
