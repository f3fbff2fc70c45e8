//! What a chart is given of a large buffer: few rows, as they are, and none that would be missed in the picture.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use tributary_core::Millis;
use tributary_core::buffer::Buffer;
use tributary_core::convert::{Cell, ColumnType, TimeFormat};
use tributary_core::extract::{Column, Source};
use tributary_core::spec::{BufferSpec, FieldRole, ViewSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const NOW: u64 = 1_700_000_000_000;
const SPAN: u64 = 300_000;

/// A row: its time, two numbers, a series.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    time: f64,
    numbers: [Option<f64>; 2],
    series: Option<&'static str>,
}

fn row(time: f64, number: f64) -> Row {
    Row { time, numbers: [Some(number), None], series: Some("a") }
}

fn gap(time: f64) -> Row {
    Row { time, numbers: [None; 2], series: Some("a") }
}

/// What is seen of a buffer.
struct Seen {
    rows: Vec<Row>,
    bucket_ms: Option<f64>,
}

struct World {
    buffer: Buffer,
    view: ViewSpec,
    now: u64,
}

impl World {
    fn new(points: usize, has_series: bool, sort_window_ms: Option<u64>, capacity: usize) -> Self {
        let column = |name: &str, kind, role| Column {
            name: name.to_owned(),
            kind: Some(kind),
            role,
            format: TimeFormat::Auto,
            source: Source::Received,
        };
        let columns = [
            column("time", ColumnType::Time, FieldRole::Time),
            column("a", ColumnType::Number, FieldRole::Value),
            column("b", ColumnType::Number, FieldRole::Value),
            column("s", ColumnType::String, if has_series { FieldRole::Label } else { FieldRole::Value }),
        ];
        let buffer = Buffer::new(&columns, &BufferSpec::Append { rows: capacity, age_seconds: None }, sort_window_ms);
        Self { buffer, view: ViewSpec { points, span_ms: SPAN, from_ms: None }, now: NOW }
    }

    fn push(&mut self, row: &Row) {
        let number = |n: Option<f64>| n.map_or(Cell::Null, Cell::Number);
        self.buffer.push(|column, _| match column {
            0 => Cell::Number(row.time),
            1 | 2 => number(row.numbers[column - 1]),
            _ => row.series.map_or(Cell::Null, |text| Cell::Text(text.into())),
        });
    }

    fn look(&mut self) -> Seen {
        let contents = self.buffer.read_view(self.view, Millis(self.now));
        let cells: Vec<_> = contents.columns.iter().map(|c| c.values().unwrap().cells()).collect();
        let is_valid = |column: usize, row| contents.columns[column].validity().is_none_or(|v| v.get(row).unwrap());
        let number = |column: usize, row: usize| match &cells[column][row] {
            Cell::Number(number) if is_valid(column, row) => Some(*number),
            _ => None,
        };
        let rows = (0..contents.length).map(|row| Row {
            time: number(0, row).unwrap(),
            numbers: [number(1, row), number(2, row)],
            series: match &cells[3][row] {
                Cell::Text(text) => ["a", "b", "c"].into_iter().find(|known| known == text),
                _ => None,
            },
        });
        Seen { rows: rows.collect(), bucket_ms: contents.selected.map(|s| s.bucket_ms) }
    }
}

/// The rows that nothing may leave out: by the buckets that the view tells of.
fn wanted(rows: &[Row], bucket_ms: f64, has_series: bool) -> Vec<Row> {
    let mut wanted: Vec<Row> = Vec::new();
    let bucket = |row: &Row| (row.time / bucket_ms).floor();
    // The bucket in which the range begins is shown as a whole.
    let first = ((NOW - SPAN) as f64 / bucket_ms).floor();
    let shown: Vec<&Row> = rows.iter().filter(|row| bucket(row) >= first).collect();
    for chunk in shown.chunk_by(|a, b| bucket(a) == bucket(b)) {
        for series in [Some("a"), Some("b"), Some("c"), None] {
            let lane: Vec<&Row> = chunk.iter().copied().filter(|row| !has_series || row.series == series).collect();
            let (Some(first), Some(last)) = (lane.first(), lane.last()) else { continue };
            wanted.extend([(*first).clone(), (*last).clone()]);
            for column in 0..2 {
                let value = |row: &&&Row| row.numbers[column];
                let some = || lane.iter().filter(|row| row.numbers[column].is_some());
                // Of several rows with an extreme value, one is enough: which, `covers` leaves open.
                wanted.extend(
                    some().min_by(|a, b| value(a).unwrap().total_cmp(&value(b).unwrap())).map(|r| (**r).clone()),
                );
                wanted.extend(
                    some().max_by(|a, b| value(a).unwrap().total_cmp(&value(b).unwrap())).map(|r| (**r).clone()),
                );
            }
        }
    }
    wanted
}

/// Whether a row that is wanted is there, or another of its bucket and series with the same extreme.
fn covers(seen: &[Row], row: &Row, bucket_ms: f64, has_series: bool) -> bool {
    seen.iter().any(|other| {
        let alike = (other.time / bucket_ms).floor() == (row.time / bucket_ms).floor()
            && (!has_series || other.series == row.series);
        other == row || alike && (0..2).any(|at| row.numbers[at].is_some() && other.numbers[at] == row.numbers[at])
    })
}

#[test]
fn a_buffer_that_is_not_large_is_shown_as_it_is() {
    let mut world = World::new(10, false, None, 1_000);
    let rows: Vec<Row> = (0..40).map(|i| row((NOW - 40 + i) as f64, i as f64)).collect();
    rows.iter().for_each(|row| world.push(row));
    let seen = world.look();
    assert_eq!((seen.rows, seen.bucket_ms), (rows, None));
}

#[test]
fn a_peak_among_a_million_rows_is_seen() {
    let mut world = World::new(250, false, None, 1_000_000);
    for i in 0..1_000_000_u64 {
        world.push(&row((NOW - SPAN + i * 3 / 10) as f64, if i == 617_003 { 99.0 } else { (i % 10) as f64 }));
    }
    let seen = world.look();
    assert!(seen.rows.len() <= 1_000, "{} rows", seen.rows.len());
    assert!(seen.rows.len() > 600, "{} rows: no coarser than need be", seen.rows.len());
    assert_eq!(seen.rows.iter().filter(|row| row.numbers[0] == Some(99.0)).count(), 1);
    assert!(seen.rows.is_sorted_by_key(|row| row.time));
}

#[test]
fn what_is_before_the_range_is_left_out_but_for_where_its_lines_come_in() {
    let mut world = World::new(10, false, None, 10_000);
    for i in 0..10_000_u64 {
        world.push(&row((NOW - 2 * SPAN + i * SPAN / 5_000) as f64, i as f64));
    }
    let seen = world.look();
    let earliest = seen.rows[0].time;
    let (from, width) = ((NOW - SPAN) as f64, seen.bucket_ms.unwrap());
    assert!(earliest <= from && earliest >= from - 2.0 * width, "{earliest} for {from}, by {width}");
    world.view.from_ms = Some(NOW - 2 * SPAN);
    world.view.span_ms = 2 * SPAN;
    assert_eq!(world.look().rows[0].time, (NOW - 2 * SPAN) as f64);
}

#[test]
fn a_gap_stays_a_gap() {
    let mut world = World::new(10, false, None, 10_000);
    for i in 0..3_000_u64 {
        world.push(&if i == 1_500 {
            gap((NOW - SPAN + i * 100) as f64)
        } else {
            row((NOW - SPAN + i * 100) as f64, 1.0)
        });
    }
    let seen = world.look();
    let at = seen.rows.iter().position(|row| row.numbers == [None; 2]).expect("the gap is there");
    assert!(at > 0 && at < seen.rows.len() - 1 && seen.rows.len() <= 40);
}

#[test]
fn times_in_no_order_and_times_to_come_do_not_break_the_limit() {
    let mut world = World::new(10, false, None, 100_000);
    let mut random = fastrand::Rng::with_seed(7);
    for turn in 0..50 {
        for _ in 0..1_000 {
            world.push(&row((NOW - SPAN + random.u64(0..2 * SPAN)) as f64, random.f64()));
        }
        world.now += 1_000;
        let rows = world.look().rows.len();
        assert!((2..=40).contains(&rows), "{rows} rows at {turn}");
    }
}

#[test]
fn a_chart_follows_for_hours_without_growing() {
    let mut world = World::new(50, false, None, 2_000);
    for i in 0..20_000_u64 {
        world.push(&row((NOW + i * 1_000) as f64, (i % 7) as f64));
        world.now = NOW + i * 1_000;
        if i % 10 == 0 {
            let rows = world.look().rows;
            assert!(rows.len() <= 200);
            assert_eq!(rows.last().unwrap().time, world.now as f64, "the newest row is seen");
        }
    }
    let memory = world.buffer.memory();
    assert!(memory < 200_000, "{memory} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(target_arch = "wasm32") { 16 } else { 128 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_that_the_picture_needs_is_there_however_often_one_looks(
        numbers in prop::collection::vec((0..400_u64, prop::option::weighted(0.9, 0..20_i32), prop::option::weighted(0.5, 0..5_i32), 0..4_usize), 300..3_000),
        points in 4..40_usize,
        has_series in any::<bool>(),
        sorts in any::<bool>(),
        capacity in prop_oneof![Just(100_000_usize), 500..2_000_usize],
        every in 1..700_usize,
    ) {
        let total: u64 = numbers.iter().map(|(step, ..)| step).sum();
        let mut world = World::new(points, has_series, sorts.then_some(10_000), capacity);
        let mut rows = Vec::new();
        let mut time = NOW - total;
        for (i, (step, a, b, series)) in numbers.iter().enumerate() {
            time += step;
            // Some come late, by less than the window.
            let late = if sorts && i % 11 == 0 { 3_000.0 } else { 0.0 };
            let row = Row { time: time as f64 - late, numbers: [a.map(f64::from), b.map(f64::from)], series: [Some("a"), Some("b"), Some("c"), None][*series] };
            world.push(&row);
            rows.push(row);
            if i % every == 0 {
                world.now = time;
                world.look();
            }
        }
        if sorts {
            rows.sort_by(|a, b| a.time.total_cmp(&b.time));
        }
        let kept = rows.split_off(rows.len() - world.buffer.len());
        world.now = NOW;
        let (seen, again) = (world.look(), world.look());
        prop_assert_eq!(&seen.rows, &again.rows);
        let series = if has_series { 4 } else { 1 };
        let Some(bucket_ms) = seen.bucket_ms else { return Ok(()) };
        prop_assert!(seen.rows.len() <= 4 * points * series, "{} rows", seen.rows.len());
        for row in &seen.rows {
            prop_assert!(kept.contains(row), "{row:?} never came");
        }
        // The oldest bucket may have lost rows; what was picked of it is still there or was replaced by nothing.
        let oldest = (kept[0].time / bucket_ms).floor();
        for row in wanted(&kept, bucket_ms, has_series) {
            let is_old = (row.time / bucket_ms).floor() == oldest;
            prop_assert!(is_old || covers(&seen.rows, &row, bucket_ms, has_series), "{row:?} of {bucket_ms} ms is missing: {points} points, series {has_series}, sorts {sorts}, {capacity} rows, every {every}, {} rows", rows.len());
        }
    }
}
