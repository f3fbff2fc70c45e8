//! Every row, by capacity, age, sort window and labels.

use proptest::prelude::*;
use tributary_core::Millis;
use tributary_core::buffer::{Buffer, Fate};
use tributary_core::convert::Cell;
use tributary_core::spec::BufferSpec;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::model::{Append, Model};
use super::rows::{Row, columns, contents, extend, push, row, row_at, series, text};

/// What happens to a buffer.
#[derive(Clone, Debug)]
enum Step {
    Push(Row),
    /// At once, where the buffer takes rows so.
    Extend(Vec<Row>),
    /// At this age, in milliseconds, rows are old.
    Expire(u64),
    Read,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        30 => row().prop_map(Step::Push),
        3 => prop::collection::vec(row(), 0..20).prop_map(Step::Extend),
        1 => (0u64..250).prop_map(Step::Expire),
        1 => Just(Step::Read),
    ];
    prop::collection::vec(step, 0..250)
}

/// No labels, one, or two; or all that can be.
fn labels() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![Just(vec![]), Just(vec![3]), Just(vec![2, 5]), Just(vec![1, 2, 3, 4, 5])]
}

fn spec(rows: usize) -> BufferSpec {
    // A millisecond, so that what is old is told by the clock alone.
    BufferSpec::Append { rows, age_seconds: Some(0.001) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn an_append_buffer_is_a_sorted_vector_of_the_newest_rows(
        mut steps in steps(),
        every_row_has_a_time in any::<bool>(),
        capacity in 1usize..100,
        window in prop::option::of(0u64..150),
        labels in labels(),
        series_limit in 1usize..12,
    ) {
        let mut buffer = Buffer::new(&columns(&labels), &spec(capacity), window).with_limits(0, series_limit);
        let mut model = Model::new(&labels, series_limit);
        let how = Append { capacity, window };
        let dated = |row: &mut Row| {
            if every_row_has_a_time && row[0] == Cell::Null {
                row[0] = Cell::Number(100.0);
            }
        };
        for step in &mut steps {
            match step {
                Step::Push(row) => {
                    dated(row);
                    push(&mut buffer, row);
                    model.append(&how, row);
                }
                Step::Extend(rows) => {
                    rows.iter_mut().for_each(dated);
                    extend(&mut buffer, rows);
                    rows.iter().for_each(|row| model.append(&how, row));
                }
                Step::Expire(at) => {
                    buffer.expire(Millis(*at));
                    model.expire(*at as f64 - 1.0);
                }
                Step::Read => prop_assert_eq!(contents(&mut buffer), model.rows()),
            }
            prop_assert_eq!(buffer.len(), model.rows().len());
        }
        prop_assert_eq!(contents(&mut buffer), model.rows());
        prop_assert_eq!(buffer.counts(), model.counts);
        if !labels.is_empty() {
            prop_assert_eq!(series(&mut buffer), model.series());
        }
    }
}

#[test]
fn late_rows_are_sorted_into_place_and_later_ones_are_counted() {
    let mut buffer = Buffer::new(&columns(&[]), &BufferSpec::default(), Some(1_000));
    let fates: Vec<Fate> =
        [5_000.0, 6_000.0, 5_500.0, 4_999.0, 5_000.0, 7_000.0].map(|t| push(&mut buffer, &row_at(t))).into();
    assert_eq!(fates[3], Fate::Late);
    assert_eq!(contents(&mut buffer), [5_000.0, 5_000.0, 5_500.0, 6_000.0, 7_000.0].map(row_at));
    assert_eq!((buffer.counts().rows, buffer.counts().late), (5, 1));
}

#[test]
fn rows_with_equal_times_stand_as_they_came() {
    let mut buffer = Buffer::new(&columns(&[]), &BufferSpec::default(), Some(1_000));
    let row = |time, name: &str| {
        let mut row = row_at(time);
        row[3] = text(name);
        row
    };
    for (time, name) in [(2.0, "a"), (3.0, "b"), (2.0, "c"), (3.0, "d"), (2.0, "e")] {
        push(&mut buffer, &row(time, name));
    }
    let expected = [row(2.0, "a"), row(2.0, "c"), row(2.0, "e"), row(3.0, "b"), row(3.0, "d")];
    assert_eq!(contents(&mut buffer), expected);
}

#[test]
fn without_a_window_rows_stand_as_they_came() {
    let mut buffer = Buffer::new(&columns(&[]), &BufferSpec::default(), None);
    for time in [3.0, 1.0, 2.0] {
        push(&mut buffer, &row_at(time));
    }
    assert_eq!(contents(&mut buffer), [3.0, 1.0, 2.0].map(row_at));
}

#[test]
fn a_row_older_than_all_of_a_full_buffer_takes_no_newer_ones_place() {
    let mut buffer = Buffer::new(&columns(&[]), &spec(2), Some(1_000));
    let fates = [20.0, 30.0, 10.0].map(|t| push(&mut buffer, &row_at(t)));
    assert_eq!(fates[2], Fate::Outlived);
    assert_eq!(contents(&mut buffer), [20.0, 30.0].map(row_at));
    assert_eq!((buffer.counts().rows, buffer.counts().dropped), (3, 1));
}

#[test]
fn rows_leave_by_age() {
    let mut buffer = Buffer::new(&columns(&[]), &BufferSpec::Append { rows: 100, age_seconds: Some(10.0) }, None);
    for seconds in 0..20 {
        push(&mut buffer, &row_at(f64::from(seconds) * 1000.0));
    }
    assert!(buffer.expire(Millis(19_000)));
    assert_eq!((buffer.len(), buffer.counts().dropped), (11, 9));
    assert!(!buffer.expire(Millis(19_000)));
    buffer.expire(Millis(1_000_000));
    assert!(buffer.is_empty());
}

#[test]
fn a_label_set_makes_room_for_another_when_its_last_row_leaves() {
    let mut buffer = Buffer::new(&columns(&[3]), &spec(2), None).with_limits(0, 2);
    for name in ["a", "b", "c", "c"] {
        let mut row = row_at(0.0);
        row[3] = text(name);
        assert_eq!(push(&mut buffer, &row), Fate::Kept);
    }
    assert_eq!(series(&mut buffer), (vec![vec![text("c")], vec![text("c")]], 1));
}
