//! Rows: which elements make them, and which values belong to each.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use support::{Value, World, field, spec};
use tributary_core::error::Code;
use tributary_core::spec::{FieldType, SubscriptionSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const NULL: Value = Value::Null;

fn query(rows: &str, paths: &[&str]) -> SubscriptionSpec {
    let mut query = spec(paths.iter().map(|p| field(p)).collect());
    query.stream.rows = Some(rows.to_owned()).filter(|r| !r.is_empty());
    for (i, f) in query.stream.fields.iter_mut().enumerate() {
        f.name = Some(format!("f{i}"));
    }
    query
}

/// The columns of one message, without the time.
fn columns(query: &SubscriptionSpec, message: &str) -> Vec<Vec<Value>> {
    let mut world = World::new();
    world.subscribe(1, query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    world.text(socket, message);
    world.table(1).into_iter().skip(1).map(|(_, cells)| cells).collect()
}

#[test]
fn a_wildcard_in_a_field_makes_its_elements_the_rows() {
    let query = query("", &["$.d[*].a", "$.d[*].b", "$.id"]);
    let columns = columns(&query, r#"{"d":[{"a":1,"b":2},{"b":3},{},{"a":null}],"id":"x"}"#);
    assert_eq!(columns[0], [1.0.into(), NULL, NULL, NULL]);
    assert_eq!(columns[1], [2.0.into(), 3.0.into(), NULL, NULL]);
    assert_eq!(columns[2], ["x".into(), "x".into(), "x".into(), "x".into()], "the message's value stands in each row");
}

#[test]
fn a_row_in_which_no_value_field_selects_anything_is_not_made() {
    let columns = columns(&query("$.d[*]", &["@.a"]), r#"{"d":[{"a":1},{"b":2},{"a":null}]}"#);
    assert_eq!(columns[0], [1.0.into(), NULL], "a selected null is a value");
}

#[test]
fn a_path_that_shares_wildcards_with_the_rows_binds_to_the_same_elements() {
    let message = r#"{"u":[{"v":[{"x":1},{"x":2}],"t":10},{"t":20,"v":[]},{"t":30,"v":[{"x":3}]}]}"#;
    let columns = columns(&query("$.u[*].v[*]", &["@.x", "$.u[*].t"]), message);
    assert_eq!(columns[0], [1.0.into(), 2.0.into(), 3.0.into()]);
    assert_eq!(columns[1], [10.0.into(), 10.0.into(), 30.0.into()]);
}

#[test]
fn a_wildcard_binds_to_a_slice_or_a_filter_at_the_same_place() {
    let message = r#"{"u":[{"k":1,"v":[1,2]},{"k":2,"v":[3]},{"k":1,"v":[4]}]}"#;
    for rows in ["$.u[1:].v[*]", "$.u[?@.k == 2 || @.v[0] == 4].v[*]"] {
        let columns = columns(&query(rows, &["@", "$.u[*].k"]), message);
        assert_eq!(columns, [[3.0.into(), 4.0.into()], [2.0.into(), 1.0.into()]], "{rows}");
    }
}

#[test]
fn rows_find_what_stands_beside_them_in_every_message() {
    let mut world = World::new();
    world.subscribe(1, &query("$.u[*].v[*]", &["$.u[*].w[*]"])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for message in [r#"{"u":[{"v":[1],"w":[10]},{"v":[1,1],"w":[20]}]}"#, r#"{"u":[{"v":[1],"w":[30]}]}"#] {
        world.text(socket, message);
    }
    assert_eq!(world.column(1, "f0"), [10.0.into(), 20.0.into(), 20.0.into(), 30.0.into()]);
}

#[test]
fn several_values_in_one_row_give_the_first_or_a_json_array() {
    let mut query = query("$.d[*]", &["@.t[*]", "@.t[*]", "@.n", "$.all[*]"]);
    query.stream.fields[1].kind = FieldType::Json;
    query.stream.fields[3].kind = FieldType::Json;
    let columns =
        columns(&query, r#"{"all":[7, "x"],"d":[{"t":[1, 2],"n":0},{"t":[],"n":0},{"n":0},{"t":[ 3 ],"n":0}]}"#);
    assert_eq!(columns[0], [1.0.into(), NULL, NULL, 3.0.into()]);
    assert_eq!(columns[1], ["[1,2]".into(), NULL, NULL, "[3]".into()]);
    assert_eq!(columns[3], vec![Value::from(r#"[7,"x"]"#); 4]);
}

#[test]
fn fields_that_run_over_different_arrays_ask_for_rows() {
    let mut world = World::new();
    let error = world.subscribe(1, &query("", &["$.a[*].x", "$.b[*].y"])).unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), (Code::RowsAmbiguous, Some("fields[1].path")));
    let mut json = query("", &["$.a[*].x", "$.b[*].y"]);
    json.stream.fields[1].kind = FieldType::Json;
    world.subscribe(1, &json).unwrap();
}

#[test]
fn the_longest_of_a_chain_of_wildcards_makes_the_rows() {
    let columns =
        columns(&query("", &["$.a[*].n", "$.a[*].b[*].m"]), r#"{"a":[{"n":1,"b":[{"m":2},{"m":3}]},{"n":4,"b":[]}]}"#);
    assert_eq!(columns[0], [1.0.into(), 1.0.into()]);
    assert_eq!(columns[1], [2.0.into(), 3.0.into()]);
}

#[test]
fn members_of_an_object_can_be_rows() {
    let columns = columns(&query("$.sensors[*]", &["@.v"]), r#"{"sensors":{"a":{"v":1},"b":{"v":2},"a":{"v":3}}}"#);
    assert_eq!(columns[0], [3.0.into(), 2.0.into()], "a repeated name counts once, where it first stands");
}

#[test]
fn a_repeated_name_takes_back_the_rows_of_its_first_value() {
    let columns = columns(&query("$.d[*]", &["@.v"]), r#"{"d":[{"v":1},{"v":2}],"d":[{"v":3}]}"#);
    assert_eq!(columns[0], [3.0.into()]);
}

#[test]
fn a_condition_compares_texts_and_numbers_of_the_message() {
    let message = r#"{"e":"trade","n":5,"v":1}"#;
    for (condition, is_selected) in [
        ("$.e == 'trade'", true),
        ("$.e != 'trade'", false),
        ("$.n >= 5 && !($.e == 'x')", true),
        ("$.n < 5 || $.missing", false),
        ("'trade' == $.e", true),
        ("5 < $.n", false),
        ("$.e > 5", false),
        ("$[?@ == 'trade']", true),
    ] {
        let mut query = query("", &["$.v"]);
        query.stream.filter = Some(condition.to_owned());
        assert_eq!(columns(&query, message)[0].len(), usize::from(is_selected), "{condition}");
    }
}

#[test]
fn descendants_functions_and_lists_of_selectors_make_rows_too() {
    let message = r#"{"id":7,"d":[{"s":"buy","x":{"p":1}},{"s":"sell","x":{"p":2}},{"s":"buy","p":3}]}"#;
    let cases: [(&str, &str, &[f64]); 5] = [
        ("$..p", "@", &[1.0, 2.0, 3.0]),
        ("$.d[?match(@.s, 'b.*')]", "@..p", &[1.0, 3.0]),
        ("$.d[2, 0]", "@..p", &[3.0, 1.0]),
        ("$.d[::-1]", "@..p", &[3.0, 2.0, 1.0]),
        ("$.d[?length(@.s) == 4 || @.p == $.d[2].p]", "@..p", &[2.0, 3.0]),
    ];
    for (rows, path, expected) in cases {
        let columns = columns(&query(rows, &[path, "$.id"]), message);
        assert_eq!(columns[0], expected.iter().map(|&n| n.into()).collect::<Vec<Value>>(), "{rows}");
        assert_eq!(columns[1], vec![Value::from(7.0); expected.len()], "{rows}");
    }
}

#[test]
fn a_message_that_costs_a_path_too_much_is_dropped_and_counted() {
    let mut world = World::new();
    world.subscribe(1, &query("$..*..*", &["@..*"])).unwrap();
    world.subscribe(2, &query("", &["$[0]"])).unwrap();
    let socket = world.dialled();
    world.open(socket);
    let nested = format!("{}{}", "[[],".repeat(400), "[]".to_owned() + &"]".repeat(400));
    world.text(socket, &nested);
    assert_eq!(world.stats(1).last_failure.unwrap().code, "over-budget");
    assert_eq!(world.stats(2).rows, 1, "other streams are not concerned");
}
