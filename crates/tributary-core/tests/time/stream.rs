//! Times and misfits in a stream.

use proptest::prelude::*;
use tributary_core::convert::ColumnType;
use tributary_core::error::Code;
use tributary_core::spec::{FieldRole, FieldSpec, FieldType};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{Value, World, field, spec};

fn composite(path: &str, nanoseconds: Option<&str>) -> FieldSpec {
    FieldSpec {
        role: FieldRole::Time,
        time_format: Some("composite".to_owned()),
        nanoseconds_path: nanoseconds.map(str::to_owned),
        ..field(path)
    }
}

fn typed(path: &str, kind: FieldType) -> FieldSpec {
    FieldSpec { kind, ..field(path) }
}

#[test]
fn a_composite_time_comes_from_two_paths() {
    let messages = [
        r#"{"stamp":{"sec":1721980800,"nanosec":250000000},"v":1}"#,
        r#"{"stamp":{"nanosec":"500000000","sec":"1721980800"},"v":2}"#,
        r#"{"stamp":{"sec":1721980801},"v":3}"#,
        r#"{"stamp":{"nanosec":7},"v":4}"#,
        r#"{"stamp":{"sec":1721980801,"nanosec":"x"},"v":5}"#,
    ];
    let mut world = World::after(vec![composite("$.stamp.sec", Some("$.stamp.nanosec")), field("$.v")], &messages);
    let times =
        [1_721_980_800_250.0.into(), 1_721_980_800_500.0.into(), 1_721_980_801_000.0.into(), Value::Null, Value::Null];
    assert_eq!(world.column(1, "sec"), times);
    let misfits = world.stats(1).misfits;
    assert_eq!((misfits.len(), misfits[0].column.as_str(), misfits[0].sample.as_str()), (1, "sec", r#""x""#));
}

#[test]
fn a_composite_time_is_found_row_by_row() {
    let stamp = |nanoseconds: &str| composite("$.data[*].t.s", Some(nanoseconds));
    let message = r#"{"ns":7000000,"data":[{"t":{"s":1,"n":1000000},"v":1},{"t":{"s":2},"v":2},{"v":3}]}"#;
    for (nanoseconds, times) in [
        ("$.data[*].t.n", [1001.0.into(), 2000.0.into(), Value::Null]),
        ("@.t.n", [1001.0.into(), 2000.0.into(), Value::Null]),
        ("$.ns", [1007.0.into(), 2007.0.into(), Value::Null]),
        ("$..ns", [1007.0.into(), 2007.0.into(), Value::Null]),
    ] {
        let mut world = World::after(vec![stamp(nanoseconds), field("$.data[*].v")], &[message]);
        assert_eq!(world.column(1, "s"), times, "{nanoseconds}");
    }
}

#[test]
fn a_composite_time_alone_makes_the_row_by_its_seconds() {
    let messages = [r#"{"s":1}"#, r#"{"n":1}"#];
    let mut world = World::after(vec![composite("$.s", Some("$.n"))], &messages);
    assert_eq!(world.column(1, "s"), [1000.0.into()]);
    assert_eq!(world.stats(1).rowless, 1);
}

#[test]
fn a_composite_time_needs_the_path_of_its_nanoseconds() {
    let refused = |nanoseconds| {
        let fields = vec![field("$.v"), composite("$.t", nanoseconds)];
        World::new().subscribe(1, &spec(fields)).unwrap_err()
    };
    for nanoseconds in [None, Some(" ")] {
        let error = refused(nanoseconds);
        assert_eq!((error.code, error.field.as_deref()), (Code::TimeFormat, Some("fields[1].nanosecondsPath")));
    }
    let error = refused(Some("$.t["));
    assert_eq!((error.code, error.field.as_deref()), (Code::PathSyntax, Some("fields[1].nanosecondsPath")));
}

/// The order in which values come out of a buffer that sorts by these times.
fn sorted(time: FieldSpec, messages: &[&str]) -> Vec<Value> {
    let mut spec = spec(vec![FieldSpec { role: FieldRole::Time, ..time }, field("$.v")]);
    spec.stream.sort_window_ms = Some(1000);
    let mut world = World::new();
    world.subscribe(1, &spec).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for message in messages {
        world.text(socket, message);
    }
    world.column(1, "v")
}

#[test]
fn times_that_are_one_double_are_sorted_by_their_nanoseconds() {
    let epochs = [
        r#"{"t":1721980800123456789,"v":3}"#,
        r#"{"t":1721980800123456787,"v":1}"#,
        r#"{"t":"1721980800123456788","v":2}"#,
        r#"{"t":1721980800123456789,"v":4}"#,
    ];
    let iso = [
        r#"{"t":"2024-07-26T08:00:00.000000003Z","v":3}"#,
        r#"{"t":null,"v":null}"#,
        r#"{"t":"2024-07-26T08:00:00.000000001Z","v":1}"#,
        r#"{"t":"2024-07-26T10:00:00.000000002+02:00","v":2}"#,
    ];
    let two = [
        r#"{"t":1721980800,"n":2,"v":2}"#,
        r#"{"t":1721980800,"n":4,"v":4}"#,
        r#"{"t":1721980800,"v":1}"#,
        r#"{"t":1721980800,"n":3,"v":3}"#,
    ];
    let numbers = |values: [f64; 4]| values.map(Value::from).to_vec();
    assert_eq!(sorted(field("$.t"), &epochs), numbers([1.0, 2.0, 3.0, 4.0]));
    assert_eq!(sorted(field("$.t"), &iso), [1.0.into(), 2.0.into(), 3.0.into(), Value::Null]);
    assert_eq!(sorted(composite("$.t", Some("$.n")), &two), numbers([1.0, 2.0, 3.0, 4.0]));
}

#[test]
fn a_custom_format_that_is_wrong_is_said_of_its_field() {
    let time = FieldSpec { time_format: Some("format:%F %Q".to_owned()), ..typed("$.t", FieldType::Time) };
    let error = World::new().subscribe(1, &spec(vec![time])).unwrap_err();
    assert_eq!((error.field.as_deref(), error.position), (Some("fields[0].timeFormat"), Some(10)));
}

#[test]
fn values_that_do_not_fit_are_counted_by_column_with_the_latest_as_a_sample() {
    let time = FieldSpec { role: FieldRole::Time, ..field("$.t") };
    let fields = vec![typed("$.price", FieldType::Number), typed("$.on", FieldType::Boolean), field("$.auto"), time];
    let messages = [
        r#"{"price":"n/a","on":true,"auto":1,"t":0}"#,
        r#"{"price":null,"on":"maybe","auto":2}"#,
        r#"{"price":1e999,"on":false,"auto":{"a": [1]},"t":"soon"}"#,
        r#"{"price":"5","on":1,"auto":3,"t":"2024-07-26"}"#,
    ];
    let mut world = World::after(fields, &messages);
    assert_eq!(world.column(1, "price"), [Value::Null, Value::Null, Value::Null, 5.0.into()]);
    let stats = world.stats(1);
    let misfits: Vec<_> =
        stats.misfits.iter().map(|m| (m.column.as_str(), m.kind, m.count, m.sample.as_str())).collect();
    assert_eq!(
        misfits,
        [
            ("price", ColumnType::Number, 2, "1e999"),
            ("on", ColumnType::Boolean, 1, r#""maybe""#),
            ("t", ColumnType::Time, 1, r#""soon""#),
            ("auto", ColumnType::Number, 1, r#"{"a": [1]}"#),
        ]
    );
    assert_eq!(stats.unconverted, 5);
}

#[test]
fn a_sample_is_cut_between_characters() {
    let message = format!(r#"{{"v":"{}"}}"#, "é".repeat(300));
    let mut world = World::after(vec![typed("$.v", FieldType::Number)], &[&message]);
    let sample = &world.stats(1).misfits[0].sample;
    assert_eq!(sample, &format!("\"{}", "é".repeat(99)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn rows_of_any_nanoseconds_stand_in_their_order(offsets in prop::collection::vec(0u64..2_000, 1..60)) {
        let messages: Vec<String> = (0..).zip(&offsets)
            .map(|(v, offset): (u32, _)| format!(r#"{{"t":{},"v":{v}}}"#, 1_721_980_800_123_000_000 + offset)).collect();
        let mut expected: Vec<(u64, u32)> = offsets.iter().copied().zip(0..).collect();
        expected.sort_unstable();
        let expected: Vec<Value> = expected.into_iter().map(|(_, v)| f64::from(v).into()).collect();
        prop_assert_eq!(sorted(field("$.t"), &messages.iter().map(String::as_str).collect::<Vec<_>>()), expected);
    }
}
