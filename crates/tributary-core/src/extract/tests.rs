//! One pass and the tape tell the same rows.

use proptest::prelude::*;

use super::*;
use crate::eval::Budget;
use crate::json::Span;
use crate::spec::{BufferSpec, FieldRole, FieldSpec, FieldType, StreamSpec};

// The last ones of each need a tape.
const ROWS: [&str; 16] = [
    "",
    "$.a",
    "$.b",
    "$.a[*]",
    "$.a[*].b",
    "$.a[*].b[*]",
    "$.a[1:3]",
    "$.a[?@.a == 1]",
    "$[*]",
    "$[*][*].a",
    "$.b[?!@.b].a[0]",
    "$..b",
    "$.a..b",
    "$.a.b['a','b']",
    "$.a[?match(@.b, 'x')]",
    "$.a[?@.b == $.b]",
];
const FIELDS: [&str; 16] = [
    "@",
    "@.a",
    "@.b[*]",
    "@[-1]",
    "$",
    "$.b",
    "$.a[*].a",
    "$.a[*].a[*]",
    "$.a[*].b[*].a",
    "$[*].b",
    "$.a[1:3].b",
    "$.b[*].b",
    "@[?@ > 0]",
    "@..a",
    "$.a..b",
    "$.a[?match(@.b, 'x')].a",
];
const CONDITIONS: [&str; 9] = [
    "",
    "$.a",
    "$.b[*]",
    "$.a == 1 || $.b",
    "$.a[?@.b]",
    "$..b",
    "match($.b, 'x') || $.a",
    "length('x') == 1",
    "1 != 1",
];

fn documents() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![Just("1"), Just("null"), Just("\"x\"")].prop_map(str::to_owned);
    leaf.prop_recursive(5, 48, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|v| format!("[{}]", v.join(","))),
            prop::collection::vec((prop_oneof![Just("a"), Just("b"), Just("\\u0062")], inner), 0..4).prop_map(|m| {
                format!("{{{}}}", m.iter().map(|(n, v)| format!("\"{n}\":{v}")).collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

fn queries() -> impl Strategy<Value = StreamSpec> {
    // A time is composite, of any two paths.
    let kind = prop_oneof![Just(FieldType::Auto), Just(FieldType::Json), Just(FieldType::Time)];
    let path = || prop::sample::select(&FIELDS[..]);
    let field = (path(), kind, path()).prop_map(|(path, kind, nanoseconds)| FieldSpec {
        path: path.to_owned(),
        name: None,
        kind,
        role: FieldRole::Value,
        time_format: Some("composite".to_owned()),
        nanoseconds_path: Some(nanoseconds.to_owned()),
    });
    let fields = prop::collection::vec(field, 1..5);
    (prop::sample::select(&ROWS[..]), prop::sample::select(&CONDITIONS[..]), fields).prop_map(
        |(rows, filter, fields)| StreamSpec {
            subscribe: None,
            unsubscribe: None,
            filter: Some(filter.to_owned()),
            rows: Some(rows.to_owned()),
            fields,
            buffer: BufferSpec::default(),
            sort_window_ms: None,
            linger_ms: 0,
        },
    )
}

/// What a plan makes of a message: its rows, value by value; `None` where `where` does not select it.
fn told(plan: &mut Plan, extractor: &mut Extractor, text: &str) -> Option<Vec<Vec<String>>> {
    let message = extractor.read(text).unwrap();
    let width = plan.columns().len();
    let mut rows = plan.rows(&message, &mut Budget::default()).unwrap()?;
    let mut told = Vec::new();
    for row in 0..rows.len() {
        let source = |span: Span| text[span.start..span.end].to_owned();
        let value = |i| match rows.pick(row, i) {
            Picked::Received => "received".to_owned(),
            Picked::Nothing => "nothing".to_owned(),
            Picked::One(found) => source(found.span),
            Picked::Composite(seconds, nanoseconds) => format!("{} {:?}", source(seconds), nanoseconds.map(source)),
            Picked::Array(array) => array,
        };
        told.push((0..width).map(value).collect());
    }
    Some(told)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

    #[test]
    fn one_pass_tells_the_rows_that_the_tape_tells(
        texts in prop::collection::vec(documents(), 1..4),
        queries in prop::collection::vec(queries(), 1..4),
    ) {
        let (mut extractor, mut whole) = (Extractor::default(), Extractor::default());
        // Fields that run over different arrays have no rows to compare.
        let queries: Vec<Query> = queries.iter().filter_map(|q| Query::parse(q).ok()).collect();
        let plan = |q: &Query| (q.plan(extractor.trie()), q.plan_on_tape(whole.trie()));
        let plans: Vec<_> = queries.iter().map(plan).collect();
        for (query, (mut plan, mut on_tape)) in queries.iter().zip(plans) {
            // What was learned from some messages must not mislead in the next.
            for text in texts.iter().flat_map(|text| [text; 3]) {
                let on_tape = told(&mut on_tape, &mut whole, text);
                prop_assert_eq!(told(&mut plan, &mut extractor, text), on_tape, "{:?} on {}", query, text);
            }
        }
    }
}
