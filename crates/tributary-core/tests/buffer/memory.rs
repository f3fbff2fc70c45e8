//! Memory is given back, and repeated text costs little.

use tributary_core::Millis;
use tributary_core::buffer::Buffer;
use tributary_core::convert::Cell;
use tributary_core::spec::{BufferSpec, DeleteSpec, Scalar};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::rows::{columns, contents, push, row_at, series, text};

/// What a few hundred rows may take, whatever there was before. Bytes.
const LITTLE: usize = 256 * 1024;

fn memory(buffer: &mut Buffer) -> usize {
    buffer.read();
    buffer.memory()
}

fn append(rows: usize) -> BufferSpec {
    BufferSpec::Append { rows, age_seconds: Some(1.0) }
}

#[test]
fn a_repeated_label_costs_four_bytes_a_row() {
    let fill = |name: Option<&str>| {
        let mut buffer = Buffer::new(&columns(&[]), &append(1 << 14), None);
        for time in 0..1 << 14 {
            let mut row = row_at(f64::from(time));
            row[3] = name.map_or(Cell::Null, text);
            push(&mut buffer, &row);
        }
        memory(&mut buffer)
    };
    let difference = fill(Some(&"a long label ".repeat(1000))) - fill(None);
    assert!(difference < 16 * 1024, "one text of 13 kB, not {difference} bytes");
}

#[test]
fn a_spike_leaves_no_memory_behind() {
    for window in [None, Some(1_000)] {
        let mut buffer = Buffer::new(&columns(&[2]), &append(50_000), window);
        for i in 0..50_000 {
            let mut row = row_at(f64::from(i / 100));
            row[3] = text(&format!("text {i}"));
            row[4] = text(&format!("\"json {i}\""));
            push(&mut buffer, &row);
        }
        assert!(memory(&mut buffer) > 4_000_000, "{}", buffer.memory());
        buffer.expire(Millis(1_499));
        assert_eq!(buffer.len(), 100);
        let left = memory(&mut buffer);
        assert!(left < LITTLE, "{left} bytes for 100 rows");
        assert_eq!(contents(&mut buffer)[99][3], text("text 49999"), "what is left is still right");
        buffer.expire(Millis(1_000_000));
        let left = memory(&mut buffer);
        assert!(left < LITTLE / 8, "{left} bytes for nothing");
    }
}

/// The columns of a time and a number alone.
fn time_and_number() -> Buffer {
    let columns = columns(&[]);
    Buffer::new(&columns[..2], &BufferSpec::Append { rows: 1_000_000, age_seconds: None }, None)
}

#[test]
fn a_million_rows_of_a_time_and_a_number_take_little_more_than_twelve_bytes_each() {
    let mut buffer = time_and_number();
    let mut before = buffer.memory();
    for i in 0..1_000_000u32 {
        buffer.extend(1, |rings| {
            assert!(rings[0].push_number(1.7e12 + f64::from(i) * 100.0, |_| true));
            assert!(rings[1].push_number(f64::from(i).sqrt(), |_| true));
        });
        if i % 64 == 0 {
            let memory = buffer.memory();
            assert!(memory <= before + 2 * 8192 + 4096, "{before} to {memory} bytes at {i}");
            before = memory;
        }
    }
    let memory = memory(&mut buffer);
    assert!(memory < 12_300_000, "{memory} bytes");
    assert_eq!(
        (buffer.time(777_777), buffer.number(1, 777_777)),
        (Some(1.7e12 + 77_777_700.0), Some(777_777.0f64.sqrt()))
    );
}

#[test]
fn a_full_buffer_that_goes_on_takes_no_more() {
    let mut buffer = time_and_number();
    let mut fill = |rows: u32| {
        for _ in 0..rows {
            buffer.extend(1, |rings| rings.iter_mut().for_each(|ring| _ = ring.push_number(0.5, |_| true)));
        }
        memory(&mut buffer)
    };
    let full = fill(1_000_000);
    for _ in 0..20 {
        let memory = fill(77_777);
        assert!(memory <= full + 2 * 8192, "{full} to {memory} bytes");
    }
}

#[test]
fn text_that_never_comes_again_does_not_pile_up() {
    let mut buffer = Buffer::new(&columns(&[3]), &append(100), Some(1_000));
    for i in 0..50_000u32 {
        // Every other row comes late, so that text does not stand in the order of the rows.
        let mut row = row_at(f64::from(i ^ 1));
        row[3] = text(&format!("label {i}"));
        row[4] = text(&format!("\"json {i}\""));
        push(&mut buffer, &row);
    }
    assert!(buffer.memory() < LITTLE, "{} bytes for 100 rows", buffer.memory());
    let (sets, alive) = series(&mut buffer);
    assert_eq!((sets.len(), alive), (100, 100));
}

#[test]
fn keys_that_come_and_go_do_not_pile_up() {
    let delete = Some(DeleteSpec { field: "boolean".to_owned(), equals: Scalar::Boolean(true) });
    let mut buffer = Buffer::new(&columns(&[3]), &BufferSpec::Latest { key: vec!["any".to_owned()], delete }, None);
    let row = |i: u32, gone: bool| {
        let mut row = row_at(f64::from(i));
        row[2] = Cell::Boolean(gone);
        row[3] = text(&format!("label {}", i % 100));
        row[4] = text(&format!("\"json {i}\""));
        row[5] = text(&format!("key {i}"));
        row
    };
    for i in 0..30_000 {
        push(&mut buffer, &row(i, false));
        if i >= 100 {
            push(&mut buffer, &row(i - 100, true));
        }
    }
    assert_eq!((buffer.len(), buffer.counts().deleted), (100, 29_900));
    assert!(buffer.memory() < LITTLE, "{} bytes for 100 rows", buffer.memory());
    for i in 0..30_000 {
        push(&mut buffer, &row(i, false));
    }
    assert!(memory(&mut buffer) > 3_000_000, "{} bytes for 30,000 rows", buffer.memory());
    for i in 100..30_000 {
        push(&mut buffer, &row(i, true));
    }
    assert!(memory(&mut buffer) < LITTLE, "{} bytes for 100 rows", buffer.memory());
    assert_eq!(contents(&mut buffer)[99][5], text("key 99"));
    push(&mut buffer, &row(50, true));
    push(&mut buffer, &row(51, false));
    assert_eq!(buffer.len(), 99, "keys are still found after codes have changed");
}
