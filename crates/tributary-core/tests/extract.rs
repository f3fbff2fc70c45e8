//! Extraction: every path of a query finds what a naive walk over a document finds.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use serde_json::Value as Json;
use support::{Value, World, field, spec};
use tributary_core::extract::{Each, Staging, Step, Trie, walk};
use tributary_core::path::parse;
use tributary_core::spec::{FieldRole, FieldSpec, FieldType, StreamSpec, SubscriptionSpec};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The naive twin: a path over a document, one segment after the other.
fn select<'a>(document: &'a Json, steps: &[Step]) -> Vec<&'a Json> {
    steps.iter().fold(vec![document], |nodes, step| nodes.into_iter().flat_map(|n| children(n, step)).collect())
}

fn children<'a>(node: &'a Json, step: &Step) -> Vec<&'a Json> {
    let elements = node.as_array().map_or(&[][..], Vec::as_slice);
    match step {
        Step::Member(name) => node.as_object().and_then(|o| o.get(name.as_ref())).into_iter().collect(),
        Step::Element(index) => elements.get(*index).into_iter().collect(),
        Step::FromEnd(back) => elements.len().checked_sub(*back).and_then(|i| elements.get(i)).into_iter().collect(),
        Step::Each(Each::Range { start, end, step }) => {
            (*start..end.unwrap_or(usize::MAX).min(elements.len())).step_by(*step).map(|i| &elements[i]).collect()
        }
        Step::Each(Each::All) => elements.iter().chain(node.as_object().into_iter().flat_map(|o| o.values())).collect(),
        Step::Each(Each::Filter(_)) => {
            let all = children(node, &Step::Each(Each::All));
            all.into_iter().filter(|n| n.get("a") == Some(&Json::from(1))).collect()
        }
    }
}

/// Longer than what is compared at once; the other one than what is compared at all.
const LONG: &str = "a name of some length";
const VERY_LONG: &str = "a name that is so long that nobody would have thought of it, had it not been for this test";

/// Documents over few names, so that paths often hit, written with repeated members.
fn documents() -> impl Strategy<Value = String> {
    let name = prop_oneof![3 => Just("a"), 3 => Just("b"), 1 => Just("\\u0061"), 1 => Just(LONG), 1 => Just(VERY_LONG)];
    let leaf =
        prop_oneof![Just("1".to_owned()), Just("null".to_owned()), Just("\"x\"".to_owned()), Just("true".to_owned())];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|v| format!("[ {} ]", v.join(", "))),
            (prop::collection::vec((name.clone(), inner), 0..5), any::<bool>()).prop_map(|(m, spaced)| {
                let (colon, comma) = if spaced { (" : ", " , ") } else { (":", ",") };
                let members: Vec<String> = m.iter().map(|(n, v)| format!("\"{n}\"{colon}{v}")).collect();
                format!("{{{}}}", members.join(comma))
            }),
        ]
    })
}

fn paths() -> impl Strategy<Value = Vec<Step>> {
    let filter = match &parse("$[?@.a == 1]").unwrap().segments[0] {
        tributary_core::path::Segment::Child(selectors) => match &selectors[0] {
            tributary_core::path::Selector::Filter(expr) => expr.clone(),
            _ => unreachable!(),
        },
        tributary_core::path::Segment::Descendant(_) => unreachable!(),
    };
    let step = prop_oneof![
        6 => prop::sample::select(vec!["a", "a", "b", "b", LONG, VERY_LONG]).prop_map(|n| Step::Member(n.into())),
        2 => (0usize..4).prop_map(Step::Element),
        2 => (1usize..4).prop_map(Step::FromEnd),
        2 => Just(Step::Each(Each::All)),
        1 => Just(Step::Each(Each::Filter(filter))),
        1 => (0usize..3, prop::option::of(0usize..5), 1usize..3)
            .prop_map(|(start, end, step)| Step::Each(Each::Range { start, end, step })),
    ];
    prop::collection::vec(step, 0..5)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3_000) })]

    #[test]
    fn one_pass_finds_what_each_path_finds_by_itself(
        texts in prop::collection::vec(documents(), 1..4),
        paths in prop::collection::vec(paths(), 1..12),
    ) {
        let mut trie = Trie::default();
        let places: Vec<_> = paths.iter().map(|p| trie.insert(p)).collect();
        let mut staging = Staging::default();
        // Each one several times: what is learned of a document helps to read the next one.
        for text in texts.iter().flat_map(|text| [text; 3]) {
            walk(&trie, text, &mut staging).unwrap();
            let document: Json = serde_json::from_str(text).unwrap();
            for (path, place) in paths.iter().zip(&places) {
                let found: Vec<Json> =
                    staging.all(*place).map(|span| serde_json::from_str(span.source(text)).unwrap()).collect();
                prop_assert_eq!(found.iter().collect::<Vec<_>>(), select(&document, path), "{:?} in {}", path, text);
            }
        }
    }
}

/// Numbers as messages have them: many digits, few, none before or after the point, exponents.
fn numbers() -> impl Strategy<Value = String> {
    let written = (any::<bool>(), "0|[1-9][0-9]{0,19}", "(\\.[0-9]{1,20})?", "([eE][+-]?[0-9]{1,2})?");
    written.prop_map(|(negative, whole, fraction, exponent)| {
        format!("{}{whole}{fraction}{exponent}", if negative { "-" } else { "" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_number_in_a_message_is_the_nearest_double(number in numbers()) {
        // At the very end of the text, behind other members, and as text.
        let messages = [format!("{{\"v\":{number}}}"), format!("{{\"v\":\"{number}\",\"and\":\"so on\"}}")];
        let mut query = field("$.v");
        query.kind = FieldType::Number;
        let mut world = World::after(vec![query], &messages.each_ref().map(String::as_str));
        let double: f64 = number.parse().unwrap();
        prop_assert_eq!(world.column(1, "v"), [double.into(), double.into()]);
    }
}

#[test]
fn members_may_come_and_go_and_change_their_order() {
    let messages = [
        r#"{"first":1,"second":2,"third":3}"#,
        r#"{"first":1,"second":2,"third":3}"#,
        r#"{"second":2,"first":1,"third":3}"#,
        r#"{"third":3}"#,
        r#"{"first":1,"other":0,"second":2,"third":3}"#,
        r#"{"first" : 1, "second":2,"thi\u0072d":3}"#,
        r#"{"first":0,"first":1,"second":0,"second":2,"third":3}"#,
    ];
    let mut world = World::after(vec![field("$.first"), field("$.second"), field("$.third")], &messages);
    let (one, two, three) = (Value::Number(1.0), Value::Number(2.0), Value::Number(3.0));
    let but_the_fourth =
        |value: Value| (0..7).map(|i| if i == 3 { Value::Null } else { value.clone() }).collect::<Vec<_>>();
    assert_eq!(world.column(1, "first"), but_the_fourth(one));
    assert_eq!(world.column(1, "second"), but_the_fourth(two));
    assert_eq!(world.column(1, "third"), vec![three; 7]);
}

#[test]
fn what_nobody_asks_for_is_read_as_strictly_when_it_has_been_the_same_for_long() {
    let known = ["1", "12", "true", "null", "\"x\"", "[1,2]", "{\"y\":1}"];
    let others =
        ["123", "1.5", "1e", "truex", "nul", "\"x\"y", "\"x", "[1,2]]", "[1,2", "{\"y\":1}}", "", "\"\\u0078\""];
    for before in known {
        for after in known.into_iter().chain(others) {
            let message = |u: &str, v: u32, w: &str| format!("{{\"u\":{u},\"v\":{v},\"w\":{w}}}");
            let same = (1..4).map(|v| message(before, v, before));
            let changed = [message(after, 4, before), message(before, 5, after), message(after, 6, after)];
            let messages: Vec<String> = same.chain(changed).chain([message(before, 7, before)]).collect();
            let read = |text: &String| serde_json::from_str::<Json>(text).ok().map(|m| m["v"].as_f64().unwrap().into());
            let expected: Vec<Value> = messages.iter().filter_map(read).collect();
            let messages: Vec<&str> = messages.iter().map(String::as_str).collect();
            assert_eq!(World::after(vec![field("$.v")], &messages).column(1, "v"), expected, "{before}, then {after}");
        }
    }
}

#[test]
fn a_stream_that_joins_finds_members_that_nobody_asked_for_before() {
    let message = r#"{"first":1,"second":2,"third":3}"#;
    let mut world = World::after(vec![field("$.first")], &[message, message]);
    world.subscribe(2, &spec(vec![field("$.third")])).unwrap();
    let socket = world.dialled();
    world.text(socket, message);
    assert_eq!(world.column(2, "third"), [3.0.into()]);
}

#[test]
fn a_message_that_is_not_json_leaves_nothing_behind_and_is_counted() {
    let mut world = World::after(vec![field("$.v")], &[r#"{"v":1}"#, r#"{"v":2"#, r#"{"v":3}x"#, r#"{"v":4}"#]);
    assert_eq!(world.column(1, "v"), [1.0.into(), 4.0.into()]);
    let stats = world.stats(1);
    assert_eq!((stats.messages, stats.rows, stats.failed), (4, 2, 2));
    let failure = stats.last_failure.unwrap();
    assert_eq!((failure.code, failure.position, failure.sample.as_str()), ("not-json", Some(7), r#"{"v":3}x"#));
}

#[test]
fn a_field_that_misses_is_null_in_its_row() {
    let mut world =
        World::after(vec![field("$.a"), field("$.b")], &[r#"{"a":1}"#, r#"{"b":2}"#, "{}", r#"{"a":null}"#]);
    assert_eq!(world.column(1, "a"), [1.0.into(), Value::Null, Value::Null]);
    assert_eq!(world.column(1, "b"), [Value::Null, 2.0.into(), Value::Null]);
    assert_eq!(world.stats(1).rowless, 1);
}

#[test]
fn labels_and_times_alone_make_no_row() {
    let mut label = field("$.l");
    label.role = FieldRole::Label;
    let mut world = World::after(vec![label, field("$.v")], &[r#"{"l":"x"}"#, r#"{"l":"x","v":1}"#]);
    assert_eq!((world.stats(1).rows, world.stats(1).rowless), (1, 1));
}

#[test]
fn an_untyped_column_is_settled_by_its_first_value_and_stays() {
    let messages = [r#"{"v":null,"w":1}"#, r#"{"v":"text"}"#, r#"{"v":5}"#, r#"{"v":[1, 2]}"#];
    let mut world = World::after(vec![field("$.v"), field("$.w")], &messages);
    assert_eq!(world.column(1, "v"), [Value::Null, "text".into(), "5".into(), "[1, 2]".into()]);
    let mut world = World::after(vec![field("$.v")], &[r#"{"v":5}"#, r#"{"v":"text"}"#, r#"{"v":"6"}"#]);
    assert_eq!(world.column(1, "v"), [5.0.into(), Value::Null, 6.0.into()]);
    assert_eq!(world.stats(1).unconverted, 1);
}

#[test]
fn the_whole_message_is_its_own_text() {
    let mut world = World::after(vec![field("$")], &["  {\"a\": [1,  2]}\n", "7", "\"x\""]);
    assert_eq!(world.column(1, "message"), ["{\"a\": [1,  2]}".into(), "7".into(), "\"x\"".into()]);
}

#[test]
fn rows_come_from_where_rows_points_and_only_if_where_selects() {
    let mut query = spec(vec![field("@.v"), field("$.id"), field("@")]);
    query.stream.rows = Some("$.data".to_owned());
    query.stream.filter = Some("$.ok".to_owned());
    query.stream.fields[2].kind = FieldType::Json;
    query.stream.fields[2].name = Some("row".to_owned());
    let mut world = World::new();
    world.subscribe(1, &query).unwrap();
    let socket = world.dialled();
    world.open(socket);
    for message in [r#"{"ok":null,"id":7,"data":{"v":1}}"#, r#"{"id":8,"data":{"v":2}}"#, r#"{"ok":1,"id":9}"#] {
        world.text(socket, message);
    }
    assert_eq!(world.column(1, "v"), [1.0.into()]);
    assert_eq!(world.column(1, "id"), [7.0.into()]);
    assert_eq!(world.column(1, "row"), [r#"{"v":1}"#.into()]);
    let stats = world.stats(1);
    assert_eq!((stats.filtered, stats.rowless, stats.rows), (1, 1, 1));
}

#[test]
fn a_time_field_comes_first_and_the_receive_time_stands_in_for_it() {
    let mut time = field("$.t");
    time.role = FieldRole::Time;
    let mut world = World::after(vec![field("$.v"), time], &[r#"{"v":1,"t":"2024-07-26T08:00:00Z"}"#]);
    let table = world.table(1);
    assert_eq!(table[0], ("t".to_owned(), vec![1_721_980_800_000.0.into()]));
    let mut world = World::after(vec![field("$.v")], &[r#"{"v":1}"#]);
    assert_eq!(world.table(1)[0], ("time".to_owned(), vec![support::START.as_f64().into()]));
}

#[test]
fn a_hostile_name_in_a_message_is_a_name_like_any_other() {
    let paths = ["$.__proto__", "$.constructor", "$['']", "$['a.b']"];
    let names: Vec<_> = paths.iter().map(|p| parse(p).unwrap().label()).collect();
    let mut world =
        World::after(paths.map(field).to_vec(), &[r#"{"__proto__":1,"constructor":2,"":3,"a.b":4,"toString":5}"#]);
    let table = world.table(1);
    assert_eq!(
        table.iter().skip(1).map(|(_, cells)| cells[0].clone()).collect::<Vec<_>>(),
        [1.0, 2.0, 3.0, 4.0].map(Value::from)
    );
    assert_eq!(names, ["__proto__", "constructor", "message", "a.b"]);
}

#[test]
fn columns_of_fields_without_a_name_are_told_apart_by_as_much_of_their_paths_as_it_takes() {
    let cases: [(&[&str], &[&str]); 10] = [
        (&["$.a.price", "$.b.price"], &["a.price", "b.price"]),
        (&["$.a.price", "$.b.size"], &["price", "size"]),
        (&["$.x.a.p", "$.y.a.p", "$.b.p"], &["x.a.p", "y.a.p", "b.p"]),
        (&["$.price", "$.a.price"], &["price", "a.price"]),
        (&["$.bids[0].p", "$.bids[1].p"], &["bids[0].p", "bids[1].p"]),
        (&["$[0].p", "$[1].p"], &["[0].p", "[1].p"]),
        (&["$.p", "@.p", "$..p"], &["$.p", "@.p", "$..p"]),
        (&["$['a.b']", "$.a.b", "$.c.b"], &["a.b", "$.a.b", "c.b"]),
        (&["$.a[?@.s == 1].p", "$.a[?@.s == 2].p"], &["$.a[?@.s == 1].p", "$.a[?@.s == 2].p"]),
        (&["$.a.p", "$.a.p", "$['a'].p"], &["p", "p", "p"]),
    ];
    for (paths, names) in cases {
        let spec = spec(paths.iter().map(|path| field(path)).collect());
        let spec = SubscriptionSpec { stream: StreamSpec { rows: Some("$".to_owned()), ..spec.stream }, ..spec };
        assert_eq!(columns(&spec), names, "{paths:?}");
    }
}

#[test]
fn a_name_that_is_given_is_left_to_its_field() {
    let named = FieldSpec { name: Some("price".to_owned()), ..field("$.a.p") };
    assert_eq!(columns(&spec(vec![named.clone(), field("$.price")])), ["price", "$.price"]);
    assert_eq!(columns(&spec(vec![field("$.b.price"), named.clone()])), ["b.price", "price"]);
    assert_eq!(columns(&spec(vec![named.clone(), named])), ["price", "price"]);
}

/// The names of a query's columns, but for the receive time.
fn columns(spec: &SubscriptionSpec) -> Vec<String> {
    let mut world = World::new();
    world.subscribe(1, spec).unwrap();
    world.table(1).into_iter().skip(1).map(|(name, _)| name).collect()
}

#[test]
fn a_name_with_a_lone_surrogate_is_no_other_name() {
    let paths = [r"$['\ufffd']", "$[*]"];
    let mut fields = paths.map(field).to_vec();
    fields[1].kind = FieldType::Json;
    let mut world = World::after(fields, &[r#"{"\ud800":1,"\udc00":2,"\ud800":3,"\uD83D\uDE00":4,"😀":5}"#]);
    let columns: Vec<_> = world.table(1).into_iter().skip(1).map(|(_, cells)| cells).collect();
    assert_eq!(columns, [[Value::Null], ["[3,2,5]".into()]], "each name counts once, with its last value");
}
