//! Buffers as a query asks for them: from the spec to the rows, the series and the counters.

use tributary_core::convert::Cell;
use tributary_core::error::Code;
use tributary_core::spec::{BufferSpec, DeleteSpec, FieldRole, FieldSpec, FieldType, Scalar, SubscriptionSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{World, field, spec};

fn named(path: &str, name: &str, kind: FieldType, role: FieldRole) -> FieldSpec {
    FieldSpec { name: Some(name.to_owned()), kind, role, ..field(path) }
}

/// An order book whose messages have one level each.
fn book() -> SubscriptionSpec {
    let mut query = spec(vec![
        named("$.E", "time", FieldType::Time, FieldRole::Time),
        named("$.b[0]", "price", FieldType::Number, FieldRole::Value),
        named("$.b[1]", "quantity", FieldType::Number, FieldRole::Value),
    ]);
    query.stream.buffer = deleting(&["price"], "quantity", Scalar::Number("0".to_owned()));
    query
}

fn append(rows: usize) -> BufferSpec {
    BufferSpec::Append { rows, age_seconds: None }
}

fn latest(key: &[&str]) -> BufferSpec {
    BufferSpec::Latest { key: key.iter().map(ToString::to_string).collect(), delete: None }
}

/// A buffer of latest rows in which a row whose `field` is `equals` deletes.
fn deleting(key: &[&str], field: &str, equals: Scalar) -> BufferSpec {
    let key = key.iter().map(ToString::to_string).collect();
    BufferSpec::Latest { key, delete: Some(DeleteSpec { field: field.to_owned(), equals }) }
}

/// A world in which a query's messages have come.
fn world(query: &SubscriptionSpec, messages: &[&str]) -> World {
    let mut world = World::new();
    world.subscribe(1, query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    messages.iter().for_each(|message| world.text(socket, message));
    world
}

#[test]
fn an_order_book_keeps_its_levels() {
    let mut world = world(
        &book(),
        &[
            r#"{"E":1721980800000,"b":["64010.1","0.5"]}"#,
            r#"{"E":1721980800000,"b":["64009.9","1.25"]}"#,
            r#"{"E":1721980800000,"b":["64009.0","3"]}"#,
            r#"{"E":1721980800100,"b":["64009.9","0.00000000"]}"#,
            r#"{"E":1721980800100,"b":["64009.0","2.5"]}"#,
            r#"{"E":1721980800100,"b":[null,"9"]}"#,
        ],
    );
    assert_eq!(world.column(1, "time"), [1721980800000.0.into(), 1721980800100.0.into()]);
    assert_eq!(world.column(1, "price"), [64010.1.into(), 64009.0.into()]);
    assert_eq!(world.column(1, "quantity"), [0.5.into(), 2.5.into()]);
    let stats = world.stats(1);
    assert_eq!((stats.rows, stats.deleted, stats.keyless, stats.dropped), (4, 1, 1, 0));
    assert!(stats.memory > 0);
}

#[test]
fn names_and_constants_that_cannot_be_are_refused_by_their_place() {
    let refused = |buffer| {
        let mut query = book();
        query.stream.buffer = buffer;
        let error = World::new().subscribe(1, &query).unwrap_err();
        (error.code, error.field.unwrap(), error.message)
    };
    let (code, place, message) = refused(deleting(&["price", "prize"], "quantity", Scalar::Number("0".to_owned())));
    assert_eq!((code, place.as_str()), (Code::FieldUnknown, "buffer.key[1]"));
    assert!(message.contains("“prize”") && message.contains("“price”"), "{message}");
    let (code, place, _) = refused(deleting(&["price"], "size", Scalar::Number("0".to_owned())));
    assert_eq!((code, place.as_str()), (Code::FieldUnknown, "buffer.delete.field"));
    let (code, place, _) = refused(deleting(&["price"], "quantity", Scalar::Text("gone".to_owned())));
    assert_eq!((code, place.as_str()), (Code::SpecInvalid, "buffer.delete.equals"));
    let (code, place, _) = refused(latest(&[]));
    assert_eq!((code, place.as_str()), (Code::SpecInvalid, "buffer.key"));
    let (code, place, _) = refused(append(2_000_000));
    assert_eq!((code, place.as_str()), (Code::Limit, "buffer.rows"));
}

#[test]
fn the_receive_time_is_no_field_to_name() {
    let mut query = spec(vec![field("$.v")]);
    query.stream.buffer = latest(&["time"]);
    assert_eq!(World::new().subscribe(1, &query).unwrap_err().field.as_deref(), Some("buffer.key[0]"));
    query.stream.fields = vec![named("$.t", "time", FieldType::String, FieldRole::Value), field("$.v")];
    let mut world = world(&query, &[r#"{"t":"x","v":1}"#, r#"{"t":"x","v":2}"#, r#"{"t":"y","v":3}"#]);
    assert_eq!(world.column(1, "v"), [2.0.into(), 3.0.into()], "the field, not the receive time");
}

#[test]
fn a_json_null_is_a_null_key_in_every_type() {
    let mut query = spec(vec![named("$.k", "k", FieldType::Json, FieldRole::Value), field("$.v")]);
    query.stream.buffer = latest(&["k"]);
    let mut world = world(&query, &[r#"{"k":null,"v":1}"#, r#"{"v":2}"#, r#"{"k":"null","v":3}"#, r#"{"k":[],"v":4}"#]);
    assert_eq!(world.column(1, "k"), ["\"null\"".into(), "[]".into()]);
    assert_eq!(world.stats(1).keyless, 2);
}

#[test]
fn times_are_sorted_within_the_window_of_the_query() {
    let mut query = spec(vec![named("$.t", "t", FieldType::Time, FieldRole::Time), field("$.v")]);
    query.stream.sort_window_ms = Some(1_000);
    let at = |ms: u32, v: u32| format!(r#"{{"t":{},"v":{v}}}"#, 1_700_000_000_000u64 + u64::from(ms));
    let messages = [at(2_000, 1), at(1_500, 2), at(900, 3), at(1_500, 4)];
    let mut world = world(&query, &messages.each_ref().map(String::as_str));
    assert_eq!(world.column(1, "v"), [2.0.into(), 4.0.into(), 1.0.into()]);
    let stats = world.stats(1);
    assert_eq!((stats.rows, stats.late), (3, 1));
}

#[test]
fn each_row_names_its_label_set() {
    let mut query = spec(vec![
        named("$.host", "host", FieldType::Auto, FieldRole::Label),
        named("$.core", "core", FieldType::Number, FieldRole::Label),
        field("$.v"),
    ]);
    query.stream.buffer = append(3);
    let messages = [
        r#"{"host":"gone","core":0,"v":0}"#,
        r#"{"host":"a","core":1,"v":1}"#,
        r#"{"host":"a","v":2}"#,
        r#"{"host":"a","core":1,"v":3}"#,
    ];
    let mut world = world(&query, &messages);
    let stream = *world.emissions(1).last().unwrap();
    let snapshot = world.engine.snapshot(stream, world.now).unwrap();
    let series = snapshot.series.unwrap();
    assert_eq!(series.names, ["host", "core"]);
    let codes: Vec<usize> = series.codes.iter().map(|code| code as usize).collect();
    let labels = |row: usize| series.labels[codes[row]].clone().unwrap();
    assert_eq!(labels(0), [Cell::Text("a".into()), Cell::Number(1.0)]);
    assert_eq!(labels(1), [Cell::Text("a".into()), Cell::Null]);
    assert_eq!((codes[0], series.labels.iter().flatten().count()), (codes[2], 2));
}

#[test]
fn rows_of_too_many_label_sets_are_dropped_and_counted() {
    let mut query = spec(vec![named("$.id", "id", FieldType::String, FieldRole::Label), field("$.v")]);
    query.stream.buffer = append(5_000);
    let messages: Vec<String> = (0..1_010).map(|i| format!(r#"{{"id":{},"v":{i}}}"#, i % 1_005)).collect();
    let mut world = world(&query, &messages.iter().map(String::as_str).collect::<Vec<_>>());
    let stats = world.stats(1);
    assert_eq!((stats.rows, stats.series_over_limit), (1_005, 5));
}

#[test]
fn rows_that_change_nothing_are_told_as_counters_are() {
    let mut world = world(&book(), &[]);
    let socket = world.dialled();
    world.text(socket, r#"{"E":1,"b":["1","1"]}"#);
    world.advance(0);
    let told = world.emissions(1).len();
    world.text(socket, r#"{"E":2,"b":[null,"1"]}"#);
    world.advance(900);
    assert_eq!(world.emissions(1).len(), told);
    world.advance(100);
    assert_eq!(world.emissions(1).len(), told + 1);
}
