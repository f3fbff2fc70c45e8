//! Rows by numbers that stay their own.

use proptest::prelude::*;
use tributary_core::Millis;
use tributary_core::buffer::Buffer;
use tributary_core::convert::Cell;
use tributary_core::spec::{BufferSpec, DeleteSpec, Scalar};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::rows::{Row, columns, contents, extend, push, row, row_at};

fn append(rows: usize) -> BufferSpec {
    BufferSpec::Append { rows, age_seconds: Some(0.001) }
}

fn number(cell: &Cell<'_>) -> Option<f64> {
    if let Cell::Number(number) = cell { Some(*number) } else { None }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn rows_before_the_first_touched_one_are_as_they_were(
        batches in prop::collection::vec((prop::collection::vec(row(), 0..30), prop::option::of(0u64..250)), 0..20),
        capacity in 1usize..100,
        window in prop::option::of(0u64..150),
    ) {
        let mut buffer = Buffer::new(&columns(&[]), &append(capacity), window);
        let (mut first, mut before): (u64, Vec<Row>) = (0, Vec::new());
        for (rows, expired) in &batches {
            extend(&mut buffer, rows);
            if let Some(at) = expired {
                buffer.expire(Millis(*at));
            }
            let now = contents(&mut buffer);
            prop_assert!(buffer.first_row() >= first);
            // Rows that outlived the others never had a number.
            prop_assert!(buffer.first_row() <= buffer.counts().dropped);
            let end = first + before.len() as u64;
            let same_before = buffer.take_touched().unwrap_or(end).min(end);
            for number in buffer.first_row()..same_before {
                let at = |first: u64| (number - first) as usize;
                prop_assert_eq!(&now[at(buffer.first_row())], &before[at(first)]);
            }
            prop_assert_eq!(buffer.take_touched(), None);
            for (at, row) in now.iter().enumerate() {
                let at = buffer.first_row() + at as u64;
                prop_assert_eq!(buffer.time(at), number(&row[0]));
                prop_assert_eq!(buffer.number(1, at), number(&row[1]));
                prop_assert_eq!(buffer.number(3, at), None);
            }
            prop_assert_eq!(buffer.time(buffer.first_row() + now.len() as u64), None);
            prop_assert_eq!(buffer.first_row().checked_sub(1).and_then(|gone| buffer.time(gone)), None);
            (first, before) = (buffer.first_row(), now);
        }
    }
}

#[test]
fn rows_that_come_at_the_end_and_leave_at_the_front_touch_nothing() {
    let mut buffer = Buffer::new(&columns(&[]), &append(3), Some(1_000));
    for time in 0..10 {
        push(&mut buffer, &row_at(f64::from(time)));
    }
    buffer.push_gap();
    assert_eq!((buffer.first_row(), buffer.take_touched()), (8, None));
    assert_eq!((buffer.time(7), buffer.time(8), buffer.time(10), buffer.time(11)), (None, Some(8.0), Some(10.0), None));
}

#[test]
fn an_insertion_touches_its_own_row_and_the_first_of_several_counts() {
    let mut buffer = Buffer::new(&columns(&[]), &append(4), Some(1_000));
    for time in [10.0, 20.0, 30.0, 40.0, 50.0, 45.0, 60.0, 35.0] {
        push(&mut buffer, &row_at(time));
    }
    assert_eq!(contents(&mut buffer), [40.0, 45.0, 50.0, 60.0].map(row_at));
    assert_eq!(buffer.first_row(), 3, "35 was older than every row of a full buffer, and never had a number");
    assert_eq!(buffer.take_touched(), Some(4), "45 came before 50");
}

#[test]
fn a_replacement_touches_its_row_and_a_deletion_all() {
    let delete = Some(DeleteSpec { field: "time".to_owned(), equals: Scalar::Number("0".to_owned()) });
    let spec = BufferSpec::Latest { key: vec!["number".to_owned()], delete };
    let mut buffer = Buffer::new(&columns(&[]), &spec, None);
    let keyed = |time: f64, key: f64| {
        let mut row = row_at(time);
        row[1] = Cell::Number(key);
        row
    };
    for key in 0..5 {
        push(&mut buffer, &keyed(1.0, f64::from(key)));
    }
    assert_eq!(buffer.take_touched(), None);
    push(&mut buffer, &keyed(2.0, 3.0));
    assert_eq!((buffer.take_touched(), buffer.time(3)), (Some(3), Some(2.0)));
    push(&mut buffer, &keyed(0.0, 2.0));
    buffer.read();
    assert_eq!((buffer.take_touched(), buffer.first_row(), buffer.len()), (Some(0), 0, 4));
}
