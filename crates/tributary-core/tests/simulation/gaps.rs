//! Where messages were missed, a row of nulls stands: lines end there.

use tributary_core::connection::SocketId;
use tributary_core::engine::Page;
use tributary_core::spec::{BufferSpec, FieldRole, FieldSpec, FieldType, SubscriptionSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{START, Value, World, field, spec};

fn query() -> SubscriptionSpec {
    let time = FieldSpec { kind: FieldType::Time, role: FieldRole::Time, ..field("$.t") };
    spec(vec![time, field("$.v")])
}

fn opened(query: &SubscriptionSpec) -> (World, SocketId) {
    let mut world = World::new();
    world.subscribe(1, query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    (world, socket)
}

/// A row's message: so many milliseconds after the start.
fn row(world: &mut World, ms: u64, v: f64) {
    let (socket, t) = (world.dialled(), START.0 + ms);
    world.text(socket, &format!(r#"{{"t":{t},"v":{v},"k":"k{v}"}}"#));
}

/// The socket is lost, and another one opens.
fn outage(world: &mut World) {
    let lost = world.dialled();
    world.close(lost, 1006);
    let next = world.redial();
    world.open(next);
}

/// Times since the start, and values.
fn rows(world: &mut World) -> Vec<(u64, Option<f64>)> {
    let (times, values) = (world.column(1, "t"), world.column(1, "v"));
    let number = |value: &Value| if let Value::Number(number) = value { Some(*number) } else { None };
    times.iter().zip(&values).map(|(t, v)| (number(t).unwrap() as u64 - START.0, number(v))).collect()
}

const GAPPED: [(u64, Option<f64>); 3] = [(10, Some(1.0)), (11, None), (5_000, Some(2.0))];

#[test]
fn an_outage_is_a_row_of_nulls_just_behind_the_last_row() {
    let (mut world, _) = opened(&query());
    row(&mut world, 10, 1.0);
    outage(&mut world);
    assert_eq!(rows(&mut world).len(), 1, "nothing has come since");
    row(&mut world, 5_000, 2.0);
    row(&mut world, 6_000, 3.0);
    assert_eq!(rows(&mut world), [&GAPPED[..], &[(6_000, Some(3.0))]].concat());
    assert_eq!((world.stats(1).gaps, world.stats(1).rows), (1, 3));
}

#[test]
fn every_way_to_lose_a_socket_makes_one_gap() {
    type Way = fn(&mut World);
    let ways: [(&str, Way); 4] = [
        ("reconnect", |world| world.engine.reconnect("test", world.now)),
        ("silence", |world| world.advance(60_000)),
        ("sleep", |world| {
            world.now = world.now + 600_000;
            world.engine.handle_timeout(world.now);
        }),
        ("suspension", |world| {
            world.engine.handle_page(Page::Suspended, world.now);
            world.advance(1_000);
            world.engine.handle_page(Page::Resumed, world.now);
        }),
    ];
    for (name, lose) in ways {
        let mut query = query();
        query.connection.reconnect.idle_timeout_ms = Some(60_000);
        let (mut world, socket) = opened(&query);
        row(&mut world, 10, 1.0);
        lose(&mut world);
        world.drain();
        let next = if world.dialled() == socket { world.redial() } else { world.dialled() };
        world.open(next);
        row(&mut world, 5_000, 2.0);
        assert_eq!(rows(&mut world), GAPPED, "{name}");
    }
}

#[test]
fn a_socket_that_lingered_out_and_comes_back_makes_a_gap() {
    let (mut world, _) = opened(&query());
    row(&mut world, 10, 1.0);
    world.unsubscribe(1);
    world.advance(60_000);
    assert_eq!(world.closes().len(), 1);
    world.subscribe(1, &query()).unwrap();
    let next = world.dialled();
    world.open(next);
    row(&mut world, 5_000, 2.0);
    assert_eq!(rows(&mut world), GAPPED);
}

#[test]
fn a_socket_that_still_lingers_makes_none() {
    let (mut world, _) = opened(&query());
    row(&mut world, 10, 1.0);
    world.unsubscribe(1);
    world.advance(29_000);
    world.subscribe(1, &query()).unwrap();
    row(&mut world, 5_000, 2.0);
    assert_eq!(rows(&mut world), [GAPPED[0], GAPPED[2]]);
}

/// A query that lives on a topic, on a socket that others keep open.
fn topical(path: &str) -> SubscriptionSpec {
    let mut query = query();
    query.stream.fields.push(field(path));
    query.stream.filter = Some("$.v".to_owned());
    (query.stream.subscribe, query.stream.unsubscribe) = (Some("on".to_owned()), Some("off".to_owned()));
    query
}

#[test]
fn a_topic_that_was_ended_and_is_wanted_again_makes_a_gap() {
    let (mut world, _) = opened(&topical("$.k"));
    world.subscribe(9, &query()).unwrap();
    row(&mut world, 10, 1.0);
    world.unsubscribe(1);
    world.advance(30_000);
    assert_eq!(world.sent(), ["on", "off"]);
    world.subscribe(1, &topical("$.k")).unwrap();
    row(&mut world, 5_000, 2.0);
    assert_eq!(rows(&mut world), GAPPED);
    assert_eq!(world.stats(9).gaps, 0, "nothing was missed there");
}

#[test]
fn a_topic_that_several_streams_share_makes_a_gap_in_each() {
    let (mut world, _) = opened(&topical("$.k"));
    world.subscribe(9, &query()).unwrap();
    world.subscribe(2, &topical("$.l")).unwrap();
    row(&mut world, 10, 1.0);
    world.unsubscribe(1);
    world.unsubscribe(2);
    world.advance(30_000);
    world.subscribe(2, &topical("$.l")).unwrap();
    world.subscribe(1, &topical("$.k")).unwrap();
    row(&mut world, 5_000, 2.0);
    assert_eq!(world.sent(), ["on", "off", "on"]);
    assert_eq!((world.stats(1).gaps, world.stats(2).gaps, world.stats(9).gaps), (1, 1, 0));
    assert_eq!(rows(&mut world), GAPPED);
}

#[test]
fn a_topic_that_still_lingers_makes_none() {
    let (mut world, _) = opened(&topical("$.k"));
    world.subscribe(9, &query()).unwrap();
    row(&mut world, 10, 1.0);
    world.unsubscribe(1);
    world.advance(29_999);
    world.subscribe(1, &topical("$.k")).unwrap();
    row(&mut world, 5_000, 2.0);
    assert_eq!((rows(&mut world), world.sent()), (vec![GAPPED[0], GAPPED[2]], vec!["on"]));
}

#[test]
fn an_empty_buffer_has_no_gaps() {
    let (mut world, _) = opened(&query());
    outage(&mut world);
    row(&mut world, 10, 1.0);
    assert_eq!((rows(&mut world), world.stats(1).gaps), (vec![GAPPED[0]], 0));
}

#[test]
fn outages_between_which_nothing_came_are_one_gap() {
    let (mut world, _) = opened(&query());
    row(&mut world, 10, 1.0);
    for nothing in ["garbage", "{}", r#"{"w":1}"#, "[]"] {
        outage(&mut world);
        let socket = world.dialled();
        world.text(socket, nothing);
        assert_eq!(rows(&mut world).len(), 1, "{nothing} is no row");
    }
    row(&mut world, 5_000, 2.0);
    assert_eq!((rows(&mut world), world.stats(1).gaps), (GAPPED.to_vec(), 1));
}

#[test]
fn the_latest_rows_of_keys_have_no_gaps() {
    let mut query = query();
    query.stream.fields.push(field("$.k"));
    query.stream.buffer = BufferSpec::Latest { key: vec!["k".to_owned()], delete: None };
    let (mut world, _) = opened(&query);
    row(&mut world, 10, 1.0);
    outage(&mut world);
    row(&mut world, 5_000, 2.0);
    row(&mut world, 6_000, 1.0);
    let mut rows = rows(&mut world);
    rows.sort_by_key(|row| row.0);
    assert_eq!((rows, world.stats(1).gaps), (vec![(5_000, Some(2.0)), (6_000, Some(1.0))], 0));
}

#[test]
fn a_full_buffer_stays_at_its_capacity() {
    for capacity in [1, 2, 3, 7] {
        for window in [None, Some(1_000)] {
            let mut query = query();
            query.stream.buffer = BufferSpec::Append { rows: capacity, age_seconds: None };
            query.stream.sort_window_ms = window;
            let (mut world, _) = opened(&query);
            let mut expected = vec![];
            for n in 0..30_u32 {
                let ms = u64::from(n) * 100;
                row(&mut world, ms, f64::from(n));
                if n.is_multiple_of(3) && n > 0 {
                    expected.push((ms - 99, None));
                }
                expected.push((ms, Some(f64::from(n))));
                let from = expected.len().saturating_sub(capacity);
                assert_eq!(rows(&mut world), expected[from..], "{capacity} {window:?}");
                if n % 3 == 2 {
                    outage(&mut world);
                }
            }
            assert_eq!(world.stats(1).gaps, 9);
        }
    }
}

#[test]
fn a_sorted_buffer_keeps_its_order() {
    let mut query = query();
    query.stream.sort_window_ms = Some(60_000);
    let (mut world, _) = opened(&query);
    row(&mut world, 1_000, 1.0);
    row(&mut world, 500, 0.5);
    outage(&mut world);
    row(&mut world, 5_000, 5.0);
    row(&mut world, 700, 0.7);
    row(&mut world, 3_000, 3.0);
    let expected = [(500, Some(0.5)), (700, Some(0.7)), (1_000, Some(1.0)), (1_001, None)];
    assert_eq!(rows(&mut world), [&expected[..], &[(3_000, Some(3.0)), (5_000, Some(5.0))]].concat());
}

#[test]
fn a_gap_belongs_to_no_series() {
    let mut query = query();
    query.stream.fields.push(FieldSpec { role: FieldRole::Label, ..field("$.k") });
    let (mut world, _) = opened(&query);
    row(&mut world, 10, 1.0);
    outage(&mut world);
    row(&mut world, 5_000, 2.0);
    assert_eq!(world.column(1, "k"), ["k1".into(), Value::Null, "k2".into()]);
    let (stream, now) = (*world.emissions(1).last().unwrap(), world.now);
    let series = world.engine.snapshot(stream, now).unwrap().series.unwrap();
    let codes: Vec<u32> = series.codes.iter().collect();
    assert_eq!(codes[1], u32::MAX);
    assert_eq!(series.labels.iter().flatten().count(), 2, "nor is there one for it");
}

#[test]
fn columns_of_every_type_are_null_in_a_gap() {
    let typed = |path: &str, kind| FieldSpec { kind, name: Some(path[2..].to_owned()), ..field(path) };
    let fields = [FieldType::Number, FieldType::String, FieldType::Boolean, FieldType::Time, FieldType::Json];
    let names = ["$.n", "$.s", "$.b", "$.d", "$.j"];
    let mut world = World::after(
        names.into_iter().zip(fields).map(|(path, kind)| typed(path, kind)).collect(),
        &[r#"{"n":1,"s":"a","b":true,"d":1,"j":[1]}"#],
    );
    outage(&mut world);
    let socket = world.dialled();
    world.text(socket, r#"{"n":2,"s":"b","b":false,"d":2,"j":[2]}"#);
    for (name, cells) in world.table(1) {
        let nulls: Vec<bool> = cells.iter().map(|cell| *cell == Value::Null).collect();
        assert_eq!(nulls, [false, name != "time", false], "{name}: {cells:?}");
    }
}

#[test]
fn rows_without_a_time_have_no_place_for_a_gap_and_none_is_counted() {
    let (mut world, socket) = opened(&query());
    world.text(socket, r#"{"t":null,"v":1}"#);
    outage(&mut world);
    let socket = world.dialled();
    world.text(socket, r#"{"t":null,"v":2}"#);
    assert_eq!(world.column(1, "v"), [1.0.into(), 2.0.into()]);
    assert_eq!(world.stats(1).gaps, 0);
}
