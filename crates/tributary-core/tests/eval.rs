//! Evaluation: what a path selects, in which order, and that it always ends.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/naive.rs"]
mod naive;

use proptest::prelude::*;
use proptest::sample::select as one_of;
use serde_json::Value as Json;
use tributary_core::eval::{Budget, OverBudget, holds, select};
use tributary_core::limits;
use tributary_core::path::{parse, parse_where};
use tributary_core::tape::{Subtrees, Tape};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The source texts of what a path selects.
fn sources(path: &str, text: &str) -> Result<Vec<String>, OverBudget> {
    let path = parse(path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut tape = Tape::default();
    let root = tape.read(text, &Subtrees::Whole).unwrap();
    let document = tape.document(text);
    let mut nodes = Vec::new();
    select(&path, document, root, root, &mut Budget::default(), &mut nodes)?;
    Ok(nodes.into_iter().map(|node| document.source(node).to_owned()).collect())
}

fn condition(expr: &str, text: &str) -> bool {
    let expr = parse_where(expr).unwrap_or_else(|e| panic!("{expr}: {e}"));
    let mut tape = Tape::default();
    let root = tape.read(text, &Subtrees::Whole).unwrap();
    holds(&expr, tape.document(text), root, root, &mut Budget::default()).unwrap()
}

/// Documents of few names and values, so that paths and comparisons often hit.
fn documents() -> impl Strategy<Value = String> {
    let leaf = one_of(vec![
        "0",
        "1",
        "1.0",
        "-1",
        "10e-1",
        "null",
        "true",
        "false",
        r#""a""#,
        r#""\u0061""#,
        r#""ab""#,
        r#""""#,
        r#""😀""#,
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 40, 5, |inner| {
        let name = one_of(vec!["a", "b", "c", "\\u0061"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|v| format!("[{}]", v.join(","))),
            prop::collection::vec((name, inner), 0..5).prop_map(|m| {
                format!("{{{}}}", m.iter().map(|(n, v)| format!("\"{n}\":{v}")).collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

fn singular() -> impl Strategy<Value = String> {
    let step = one_of(vec![".a", ".b", "[0]", "[-1]", "['c']"]);
    (one_of(vec!["@", "@", "@", "$"]), prop::collection::vec(step, 0..3))
        .prop_map(|(root, steps)| root.to_owned() + &steps.concat())
}

fn expressions(path: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let literal = one_of(vec!["0", "1", "-1.0", "null", "true", "'a'", "\"ab\"", "''", "1e0"]).prop_map(str::to_owned);
    let value = prop_oneof![
        4 => singular(),
        3 => literal,
        1 => singular().prop_map(|p| format!("length({p})")),
        1 => path.clone().prop_map(|p| format!("count({p})")),
        1 => path.clone().prop_map(|p| format!("value({p})")),
    ];
    let pattern = prop_oneof![
        one_of(vec!["'a'", "'a|b'", "'[a-b]+'", "'.'", "'('", "'\\\\p{L}*'"]).prop_map(str::to_owned),
        singular()
    ];
    let test = prop_oneof![
        2 => path,
        4 => (value.clone(), one_of(vec!["==", "!=", "<", "<=", ">", ">="]), value).prop_map(|(a, o, b)| format!("{a} {o} {b}")),
        1 => (one_of(vec!["match", "search"]), singular(), pattern).prop_map(|(f, s, p)| format!("{f}({s}, {p})")),
    ];
    test.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), one_of(vec!["&&", "||"]), inner.clone()).prop_map(|(a, o, b)| format!("({a} {o} {b})")),
            inner.prop_map(|e| format!("!({e})")),
        ]
    })
    .boxed()
}

/// Paths, with filters `depth` deep.
fn paths(depth: usize) -> BoxedStrategy<String> {
    let plain = one_of(vec![
        "'a'",
        "'b'",
        "*",
        "0",
        "-1",
        "2",
        "1:",
        ":-1",
        "::-1",
        "::2",
        "-1:0:-2",
        "1:3:0",
        "::-9007199254740991",
    ])
    .prop_map(str::to_owned);
    let selector = if depth == 0 {
        plain.boxed()
    } else {
        prop_oneof![3 => plain, 2 => expressions(paths(depth - 1)).prop_map(|e| format!("?{e}"))].boxed()
    };
    let segment = prop_oneof![
        3 => one_of(vec![".a", ".b", ".*", "..a", "..*"]).prop_map(str::to_owned),
        4 => (one_of(vec!["", "", ".."]), prop::collection::vec(selector, 1..3)).prop_map(|(dots, s)| format!("{dots}[{}]", s.join(", "))),
    ];
    (one_of(vec!["$", "@"]), prop::collection::vec(segment, 0..4))
        .prop_map(|(root, s)| root.to_owned() + &s.concat())
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn every_path_selects_what_the_naive_evaluator_does(path in paths(2), text in documents()) {
        let document: Json = serde_json::from_str(&text).unwrap();
        let naive = naive::select(&parse(&path).unwrap(), &document, &document);
        let ours: Vec<Json> = sources(&path, &text).unwrap().iter().map(|s| serde_json::from_str(s).unwrap()).collect();
        prop_assert_eq!(ours, naive.into_iter().cloned().collect::<Vec<_>>(), "{}", path);
    }

    #[test]
    fn every_condition_holds_where_the_naive_evaluator_says(expr in expressions(paths(1)), text in documents()) {
        let expr = expr.replace('@', "$");
        let document: Json = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(condition(&expr, &text), naive::holds(&parse_where(&expr).unwrap(), &document, &document), "{}", expr);
    }
}

#[test]
fn strings_are_compared_by_what_they_say() {
    let text = r#"{"a":"\u00e9","b":"é","c":"\ud83d\ude00","d":"😀","e":"\ud800","f":"\udbff","g":"\uffff"}"#;
    for (expr, wanted) in [
        ("$.a == $.b", true),
        ("$.c == $.d", true),
        ("length($.c) == 1", true),
        ("$.e == $.f", false),
        ("$.g < $.c", true),
        ("$.a == '\\u00e9'", true),
        ("match($.c, '.')", true),
        ("match($.a, '\\\\p{Ll}')", true),
    ] {
        assert_eq!(condition(expr, text), wanted, "{expr}");
    }
}

#[test]
fn numbers_are_compared_as_doubles() {
    let text = r#"{"a":1,"b":1.0,"c":10e-1,"d":-0,"e":0,"f":1e400,"g":9007199254740993}"#;
    for expr in
        ["$.a == $.b", "$.a == $.c", "$.d == $.e", "$.f > $.g", "$.f == 1e400", "$.g == 9007199254740993", "$.a == 1.0"]
    {
        assert!(condition(expr, text), "{expr}");
    }
}

#[test]
fn a_path_that_visits_too_much_is_an_error() {
    let numbers = format!("[{}0]", "0,".repeat(20_000));
    let nested = format!("{}{numbers}{}", "[".repeat(100), "]".repeat(100));
    let deep = format!("{}{}", "[".repeat(limits::NESTING), "]".repeat(limits::NESTING));
    let text = format!("\"{}\"", "a".repeat(1 << 20));
    for (path, document) in [
        ("$..*..*..*..*", nested.as_str()),
        ("$..*..*..*..*", deep.as_str()),
        ("$[?count($..*) > 0]", numbers.as_str()),
        ("$[?@ != $[-1]]", numbers.as_str()),
        ("$[?search($[0], 'a*b')]", &format!("[{text},{text}]")),
        ("$[?match(@, '(a|b|c|.|\\\\p{L}){20}.*.*b')]", &format!("[{text}]")),
    ] {
        assert_eq!(sources(path, document), Err(OverBudget), "{path}");
    }
}

#[test]
fn what_is_only_odd_has_a_result() {
    let zeros = format!("$[{}0]", "0,".repeat(8_000));
    assert_eq!(sources(&zeros, "[7]").unwrap().len(), 8_001);
    let deep = format!("{}1{}", "[".repeat(limits::NESTING), "]".repeat(limits::NESTING));
    assert_eq!(sources("$..*", &deep).unwrap().len(), limits::NESTING);
    assert_eq!(sources("$[?@ == @]", &deep).unwrap().len(), 1);
    assert_eq!(sources("$[?match(@, '\\\\p{L}{20}')]", r#"["aaaaaaaaaaaaaaaaaaaa","1"]"#).unwrap().len(), 1);
    // The last of the many brackets wants one element more than there is.
    let steps = "[*]".repeat(limits::NESTING);
    assert_eq!(sources(&format!("${steps}"), &deep).unwrap(), ["1"]);
}

#[test]
fn filters_nested_as_deep_as_a_path_may_be_are_evaluated() {
    let document = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let nested = |filter: &str| format!("${}{}", filter.repeat(63), "]".repeat(63));
    assert_eq!(sources(&nested("[?@"), &document).unwrap().len(), 1);
    assert_eq!(sources(&nested("[?$"), &document).unwrap().len(), 1);
    assert_eq!(sources(&nested("[?@[*][*]"), &document).unwrap().len(), 1);
    assert_eq!(sources(&nested("[?@.x || $..[0]"), &document).unwrap().len(), 1);
    let parentheses = format!("$[?{}@[0]{}]", "!(".repeat(62), ")".repeat(62));
    assert_eq!(sources(&parentheses, &document).unwrap().len(), 1);
}

#[test]
fn patterns_from_documents_are_kept_and_bounded() {
    let texts: Vec<_> = (0..200).map(|i| format!(r#"{{"p":"a{{{i}}}","t":"{}"}}"#, "a".repeat(i))).collect();
    let document = format!("[{}]", texts.join(","));
    assert_eq!(sources("$[?match(@.t, @.p)]", &document).unwrap().len(), 200);
    assert_eq!(sources("$[?match('aa', @)]", r#"["a{999999}"]"#), Err(OverBudget));
}
