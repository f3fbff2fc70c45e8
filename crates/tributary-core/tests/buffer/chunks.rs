//! Buffers of several chunks: by age, and sorted across the borders.

use proptest::prelude::*;
use tributary_core::Millis;
use tributary_core::buffer::Buffer;
use tributary_core::convert::Cell;
use tributary_core::spec::BufferSpec;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::rows::{Row, columns, contents, extend, push};

/// Where times stand: so many in a row by one pattern.
#[derive(Clone, Debug)]
enum Times {
    /// So many milliseconds apart.
    Ascending(u32),
    /// To and fro between so many.
    Disordered(u32),
    /// With fractions.
    Fractional,
    /// None, now and then.
    Sparse,
    /// None at all.
    Missing,
}

impl Times {
    fn at(&self, start: f64, i: usize) -> Option<f64> {
        let at = i as f64;
        match self {
            Self::Ascending(step) => Some(start + f64::from(*step) * at),
            Self::Disordered(among) => Some(start + (i * 7919 % (*among as usize + 1)) as f64),
            Self::Fractional => Some(start + at / 16.0),
            Self::Sparse => (!i.is_multiple_of(5)).then_some(start + at),
            Self::Missing => None,
        }
    }
}

/// Rows in batches, each starting a little later than the one before, and what age rows are dropped at after it.
fn batches() -> impl Strategy<Value = Vec<(Times, usize, Option<u32>)>> {
    let times = prop_oneof![
        4 => (0u32..4).prop_map(Times::Ascending),
        2 => (0u32..3_000).prop_map(Times::Disordered),
        1 => Just(Times::Fractional),
        1 => Just(Times::Sparse),
        1 => Just(Times::Missing),
    ];
    let count = prop_oneof![0..50usize, 1000..1050usize, 0..3_000usize];
    prop::collection::vec((times, count, prop::option::of(0u32..8_000)), 1..8)
}

/// A row of a time, maybe, and its own number.
fn row(time: Option<f64>, number: usize) -> Row {
    vec![time.map_or(Cell::Null, Cell::Number), Cell::Number(number as f64)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn rows_leave_by_age_until_one_is_young_enough(batches in batches()) {
        let spec = BufferSpec::Append { rows: 20_000, age_seconds: Some(0.001) };
        let mut buffer = Buffer::new(&columns(&[])[..2], &spec, None);
        let (mut model, mut start, mut number): (Vec<Row>, f64, usize) = (Vec::new(), 1e9, 0);
        let mut left = 0;
        for (times, count, oldest) in &batches {
            let rows: Vec<Row> = (0..*count).map(|i| row(times.at(start, i), number + i)).collect();
            extend(&mut buffer, &rows);
            model.extend(rows);
            number += count;
            start += 1_000.0;
            if let Some(oldest) = oldest {
                let oldest = 1e9 + f64::from(*oldest);
                let young = |row: &Row| matches!(row[0], Cell::Number(time) if time >= oldest);
                let leaving = model.iter().position(young).unwrap_or(model.len());
                model.drain(..leaving);
                left += leaving as u64;
                prop_assert_eq!(buffer.expire(Millis(oldest as u64 + 1)), leaving > 0);
            }
            prop_assert_eq!((buffer.len(), buffer.first_row(), buffer.counts().dropped), (model.len(), left, left));
        }
        prop_assert!(contents(&mut buffer) == model);
    }

    #[test]
    fn late_rows_are_sorted_into_chunks_before(
        lateness in prop::collection::vec(prop_oneof![10 => Just(0u32), 1 => 0u32..4_000], 1_000..5_000),
        capacity in prop_oneof![Just(20_000usize), 1_000..3_000usize],
    ) {
        let spec = BufferSpec::Append { rows: capacity, age_seconds: None };
        let mut buffer = Buffer::new(&columns(&[])[..2], &spec, Some(10_000));
        let mut model: Vec<(f64, usize)> = Vec::new();
        for (number, late) in lateness.iter().enumerate() {
            let time = 1e12 + number as f64 - f64::from(*late);
            let at = model.partition_point(|(other, _)| *other <= time);
            if model.len() < capacity || at > 0 {
                model.insert(at, (time, number));
            }
            if model.len() > capacity {
                model.remove(0);
            }
            push(&mut buffer, &row(Some(time), number));
        }
        let expected: Vec<Row> = model.iter().map(|(time, number)| row(Some(*time), *number)).collect();
        prop_assert!(contents(&mut buffer) == expected);
    }
}

#[test]
fn a_time_that_is_no_number_is_young_for_ever() {
    let spec = BufferSpec::Append { rows: 20_000, age_seconds: Some(1.0) };
    let mut buffer = Buffer::new(&columns(&[])[..2], &spec, None);
    let rows: Vec<Row> = (0..5_000).map(|i| row(Some(if i == 3_000 { f64::NAN } else { f64::from(i) }), 0)).collect();
    extend(&mut buffer, &rows);
    buffer.expire(Millis(1_000_000));
    assert_eq!((buffer.len(), buffer.first_row()), (2_000, 3_000));
}
