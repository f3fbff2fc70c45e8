//! One row per key.

use proptest::prelude::*;
use tributary_core::buffer::{Buffer, Fate};
use tributary_core::convert::Cell;
use tributary_core::spec::{BufferSpec, DeleteSpec, Scalar};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::model::{Latest, Model};
use super::rows::{COLUMNS, Row, columns, contents, push, row, row_at, series, text};

/// A condition, and what it means.
type Condition = (Option<(&'static str, Scalar)>, fn(&Row) -> bool);

fn conditions() -> Vec<Condition> {
    let text_of = |text: &str| Scalar::Text(text.to_owned());
    vec![
        (None, |_| false),
        (Some(("number", Scalar::Number("0".to_owned()))), |row| row[1] == Cell::Number(0.0)),
        (Some(("number", text_of("3.000"))), |row| row[1] == Cell::Number(3.0)),
        (Some(("number", text_of("none"))), |_| false),
        (Some(("boolean", Scalar::Boolean(true))), |row| row[2] == Cell::Boolean(true)),
        (Some(("boolean", text_of("false"))), |row| row[2] == Cell::Boolean(false)),
        (Some(("string", text_of("a"))), |row| row[3] == text("a")),
        (Some(("string", Scalar::Null)), |row| row[3] == Cell::Null),
        (Some(("any", Scalar::Null)), |row| row[5] == Cell::Null),
        (Some(("any", text_of("b"))), |row| row[5] == text("b")),
    ]
}

fn spec(key: &[usize], delete: Option<(&str, Scalar)>) -> BufferSpec {
    BufferSpec::Latest {
        key: key.iter().map(|&i| COLUMNS[i].0.to_owned()).collect(),
        delete: delete.map(|(field, equals)| DeleteSpec { field: field.to_owned(), equals }),
    }
}

fn keys() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![Just(vec![1]), Just(vec![5]), Just(vec![3, 2]), Just(vec![0, 1, 2, 3, 4, 5])]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn a_latest_buffer_is_a_vector_searched_by_key(
        rows in prop::collection::vec((row(), prop::bool::weighted(0.05)), 0..400),
        key in keys(),
        condition in 0..conditions().len(),
        limit in 1usize..60,
        labels in prop_oneof![Just(vec![]), Just(vec![3]), Just(vec![2, 5])],
        series_limit in 1usize..12,
    ) {
        let (delete, deletes) = conditions().swap_remove(condition);
        // A sort window has no meaning here.
        let mut buffer = Buffer::new(&columns(&labels), &spec(&key, delete), Some(1)).with_limits(limit, series_limit);
        let mut model = Model::new(&labels, series_limit);
        let how = Latest { key, deletes, limit };
        for (row, read) in &rows {
            push(&mut buffer, row);
            model.upsert(&how, row);
            prop_assert_eq!(buffer.len(), model.rows().len());
            if *read {
                prop_assert_eq!(contents(&mut buffer), model.rows());
            }
        }
        prop_assert_eq!(contents(&mut buffer), model.rows());
        prop_assert_eq!(buffer.counts(), model.counts);
        if !labels.is_empty() {
            prop_assert_eq!(series(&mut buffer), model.series());
        }
    }
}

fn numbered(time: f64, number: f64) -> Row {
    let mut row = row_at(time);
    row[1] = Cell::Number(number);
    row
}

#[test]
fn keys_keep_their_place_until_they_are_deleted() {
    let delete = Some(("time", Scalar::Number("0".to_owned())));
    let mut buffer = Buffer::new(&columns(&[]), &spec(&[1], delete), None);
    for (time, number) in [(1.0, 10.0), (2.0, 20.0), (3.0, 30.0), (4.0, 10.0)] {
        assert_eq!(push(&mut buffer, &numbered(time, number)), Fate::Kept);
    }
    assert_eq!(contents(&mut buffer), [numbered(4.0, 10.0), numbered(2.0, 20.0), numbered(3.0, 30.0)]);
    let fates = [(0.0, 10.0), (0.0, 10.0), (5.0, 10.0)].map(|(t, n)| push(&mut buffer, &numbered(t, n)));
    assert_eq!(fates, [Fate::Deleting, Fate::Needless, Fate::Kept]);
    assert_eq!(contents(&mut buffer), [numbered(2.0, 20.0), numbered(3.0, 30.0), numbered(5.0, 10.0)]);
}

#[test]
fn zero_and_minus_zero_are_one_key() {
    let mut buffer = Buffer::new(&columns(&[]), &spec(&[1], None), None);
    push(&mut buffer, &numbered(1.0, 0.0));
    push(&mut buffer, &numbered(2.0, -0.0));
    assert_eq!(buffer.len(), 1);
}

#[test]
fn many_deletions_leave_the_order_as_it_was() {
    let delete = Some(("time", Scalar::Number("0".to_owned())));
    let mut buffer = Buffer::new(&columns(&[]), &spec(&[1], delete), None);
    for number in 0..10_000 {
        push(&mut buffer, &numbered(1.0, f64::from(number)));
    }
    for number in (0..10_000).filter(|n| n % 7 != 0) {
        push(&mut buffer, &numbered(0.0, f64::from(number)));
    }
    let left: Vec<Row> = (0..10_000).filter(|n| n % 7 == 0).map(|n| numbered(1.0, f64::from(n))).collect();
    assert_eq!(contents(&mut buffer), left);
    for number in (0..10_000).filter(|n| n % 7 == 0) {
        assert_eq!(push(&mut buffer, &numbered(2.0, f64::from(number))), Fate::Kept);
    }
    assert_eq!(buffer.len(), left.len());
}
