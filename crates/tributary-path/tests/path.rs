//! JSONPath: what is read, what is refused, and where.
#![allow(missing_docs, clippy::unwrap_used)]

use std::rc::Rc;

use tributary_path::error::Code;
use tributary_path::{
    Comparison, Expr, Literal, Pattern, Root, Segment, Selector, Slice, Value, parse, parse_query, parse_rfc9535,
    parse_where,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn name(name: &str) -> Segment {
    Segment::Child([Selector::Name(name.into())].into())
}

fn index(index: i64) -> Segment {
    Segment::Child([Selector::Index(index)].into())
}

#[test]
fn singular_paths_are_read_in_every_notation() {
    let cases: [(&str, Root, Vec<Segment>); 9] = [
        ("$", Root::Message, vec![]),
        ("@", Root::Current, vec![]),
        ("$.a.b[0]", Root::Message, vec![name("a"), name("b"), index(0)]),
        ("$['x']", Root::Message, vec![name("x")]),
        ("$[\"x\"][-2]", Root::Message, vec![name("x"), index(-2)]),
        ("@.__proto__", Root::Current, vec![name("__proto__")]),
        ("$['a b']['A\\n']", Root::Message, vec![name("a b"), name("A\n")]),
        ("$.été['\\u0041']", Root::Message, vec![name("été"), name("A")]),
        ("  $.a .b  ", Root::Message, vec![name("a"), name("b")]),
    ];
    for (text, root, segments) in cases {
        let path = parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert!(path.is_singular(), "{text}");
        assert_eq!((path.root, path.segments), (root, segments), "{text}");
    }
}

#[test]
fn every_selector_is_read() {
    let slice = |start, end, step| Selector::Slice(Slice { start, end, step });
    let cases = [
        ("$.*", vec![Segment::Child([Selector::Wildcard].into())]),
        ("$..a", vec![Segment::Descendant([Selector::Name("a".into())].into())]),
        ("@..[0, -1]", vec![Segment::Descendant([Selector::Index(0), Selector::Index(-1)].into())]),
        ("$[1:5:2]", vec![Segment::Child([slice(Some(1), Some(5), 2)].into())]),
        ("$[ : : -1 ,'x']", vec![Segment::Child([slice(None, None, -1), Selector::Name("x".into())].into())]),
    ];
    for (text, segments) in cases {
        let path = parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert!(!path.is_singular(), "{text}");
        assert_eq!(path.segments, segments, "{text}");
    }
}

#[test]
fn a_filter_is_a_logical_expression_with_its_literals_exactly_as_written() {
    let filter = |text: &str| match parse(text).unwrap().segments.last() {
        Some(Segment::Child(selectors)) => match selectors.first() {
            Some(Selector::Filter(expr)) => Rc::clone(expr),
            other => panic!("{text}: {other:?}"),
        },
        other => panic!("{text}: {other:?}"),
    };
    let current = |n: &str| Value::Singular(parse(&format!("@.{n}")).unwrap());
    let number = |n: f64| Value::Literal(Literal::Number(n));
    for (text, value) in [
        ("12345678901234567890", 12_345_678_901_234_567_890.0),
        ("-0.00000000000000000001e3", -1e-17),
        ("123456789012345678.5", 123_456_789_012_345_680.0),
    ] {
        let expr = filter(&format!("$[?@.a == {text} && @[0].b < 2]"));
        let Expr::And(both) = &*expr else { panic!("{expr:?}") };
        assert_eq!(both[0], Expr::Compare(current("a"), Comparison::Equal, number(value)), "{text}");
        assert!(matches!(&both[1], Expr::Compare(_, Comparison::Less, n) if *n == number(2.0)), "{text}");
    }
    assert!(matches!(&*filter("$[?!(@.a || @.b)]"), Expr::Not(inner) if matches!(**inner, Expr::Or(_))));
    assert!(matches!(*filter("$[?count(@.*) > length(@.a)]"), Expr::Compare(Value::Count(_), _, Value::Length(_))));
    assert!(matches!(
        *filter("$[?match(@.a, 'x*')]"),
        Expr::Regex { pattern: Pattern::Literal(Some(_)), whole: true, .. }
    ));
    // RFC 9535, section 2.4.6: what is no I-Regexp matches nothing, and is no error.
    assert!(matches!(
        *filter("$[?search(@.a, '(')]"),
        Expr::Regex { pattern: Pattern::Literal(None), whole: false, .. }
    ));
}

#[test]
fn syntax_errors_say_where_and_what_was_meant() {
    let cases = [
        ("data.price", 0, "Did you mean “$.data.price”?"),
        (".price", 0, "Did you mean “$.price”?"),
        ("items[0].p", 0, "Did you mean “$.items[0].p”?"),
        ("data[*].p", 0, "Did you mean “$.data[*].p”?"),
        ("?", 0, "“$” (the message)"),
        ("$.a[", 4, "the path ends too early; expected a name in quotes"),
        ("$.a..", 5, "expected a name or “*”"),
        ("", 0, "empty"),
        ("$.a b", 3, "must be quoted"),
        ("$.a-b", 3, "must be quoted"),
        ("$.a-1", 3, "must be quoted"),
        ("$. a", 2, "no space may follow the dot"),
        ("$[?@. a == 1]", 5, "no space may follow the dot"),
        ("$.é[x]", 4, "“['x']”"),
        ("$.😀.", 5, "the path ends too early"),
        ("  $.a[", 6, "expected a name in quotes"),
        ("$[01]", 2, "no leading zero"),
        ("$[-0]", 2, "no “-0”"),
        ("$[1.0]", 2, "a whole number"),
        ("$[9007199254740992]", 2, "lies between"),
        ("$.0", 2, "must be quoted"),
        ("$['a\\q']", 4, "an escape"),
        ("$['\\ud800']", 3, "four hexadecimal digits"),
        ("$['a", 2, "does not end"),
        ("$.a]", 3, "closes nothing"),
        ("$.a, $.b", 3, "one path at a time"),
        ("$[?@.a = 1]", 7, "write “==”"),
        ("$[?a == 1]", 3, "“@.a”"),
        ("$[?@.a == x]", 10, "“'x'”"),
        ("$[?@.* == 1]", 7, "at most one value"),
        ("$[?@.a == ]", 10, "expected a literal"),
        ("$[?]", 3, "expected a condition"),
        ("$[?foo(@.a)]", 3, "there is no function “foo”"),
        ("$[?in(@.a, @.b)]", 3, "there is no function “in”"),
        ("$[?count (@.*) == 1]", 8, "no space"),
        ("$[?count(@.*)]", 3, "compare it"),
        ("$[?length(@.a)]", 3, "compare it"),
        ("$[?value(@.a)]", 3, "compare it"),
        ("$[?@.a == 1 && length(@.*) == 2]", 15, "takes one value"),
        ("$[?count(1) == 1]", 9, "takes a path"),
        ("$[?count(length(@.a)) == 1]", 9, "takes a path"),
        ("$[?length((@.a)) == 1]", 10, "not a condition"),
        ("$[?match(@.a, 'x') == true]", 3, "is not compared"),
        ("$[?true == search(@.a, 'x')]", 11, "is not compared"),
        ("$[?length(match(@.a, 'x')) == 1]", 10, "true or false by itself"),
    ];
    for (text, position, says) in cases {
        let error = parse(text).unwrap_err();
        assert_eq!(error.code, Code::PathSyntax, "{text}: {error}");
        assert_eq!(error.position, Some(position), "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
}

#[test]
fn rows_start_from_the_message() {
    let error = parse_query(" @.a").unwrap_err();
    assert_eq!((error.code, error.position), (Code::PathSyntax, Some(1)));
    assert!(parse_query("$.a[*]").is_ok());
}

#[test]
fn only_users_may_put_white_space_around_a_path() {
    assert!(parse(" $.a ").is_ok());
    assert!(parse_rfc9535("$.a").is_ok());
    for text in [" $.a", "$.a ", "@.a"] {
        assert_eq!(parse_rfc9535(text).unwrap_err().code, Code::PathSyntax, "{text}");
    }
}

#[test]
fn where_is_a_path_or_a_bare_condition() {
    assert!(matches!(&*parse_where(" $.a ").unwrap(), Expr::Exists(path) if path.label() == "a"));
    assert!(matches!(*parse_where("$.a[?@.b == 1]").unwrap(), Expr::Exists(_)));
    assert!(matches!(*parse_where("$.e == 'trade'").unwrap(), Expr::Compare(..)));
    assert!(matches!(*parse_where("'trade' == $.e && !$.x").unwrap(), Expr::And(_)));
    assert!(matches!(*parse_where("!($.a || $.b)").unwrap(), Expr::Not(_)));
    assert!(matches!(*parse_where("count($.data[?@.p > 1]) > 2").unwrap(), Expr::Compare(..)));
    let cases = [
        ("@.a == 1", 0, "write “$”"),
        ("count(@.a) == 1", 6, "write “$”"),
        ("e == 'trade'", 0, "“$.e”"),
        ("data.e", 0, "Did you mean “$.data.e”?"),
        ("$.e = 'trade'", 4, "write “==”"),
        (" $.e == ", 7, "too early"),
        ("$.a == 1, $.b", 8, "one path at a time"),
        ("$.a] [?$.b", 3, "closes nothing"),
        ("$.a == 1) || ($.b", 8, "closes nothing"),
        ("$.a $.b", 4, "expected"),
        ("true", 4, "expected"),
    ];
    for (text, position, says) in cases {
        let error = parse_where(text).unwrap_err();
        assert_eq!((error.code, error.position), (Code::PathSyntax, Some(position)), "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
}

#[test]
fn a_path_that_nests_or_lasts_too_long_is_refused() {
    let functions = |depth: usize| format!("$[?{}@.a{} == 1]", "length(".repeat(depth), ")".repeat(depth));
    let broken = |depth: usize| format!("$[?{}@.a[?{} == 1]", "count(@[?".repeat(depth), "])".repeat(depth));
    let tests = |depth: usize| format!("$[?{}@.a{}]", "count(@[?".repeat(depth), "])".repeat(depth));
    let segments = format!("$[?@{}]", ".a".repeat(300));
    let texts = [
        format!("${}", "[0]".repeat(600)),
        format!("$.{}", "a".repeat(100_000)),
        format!("$.{}", "a".repeat(1 << 20)),
        format!("$[{}0]", "0,".repeat(100_000)),
        format!("${}", "[?@".repeat(200)),
        format!("${}{}", "[?@".repeat(128), "]".repeat(128)),
        format!("$[?{}@{}]", "(".repeat(200), ")".repeat(200)),
        format!("$[?@.x{}[?@{}]]", ".a".repeat(300), ".a".repeat(300)),
        "$[?match(@, 'a{1000000}')]".to_owned(),
        "$[?match(@, '((a{100}){100}){100}')]".to_owned(),
        "$[?match(@, '(){99999999}')]".to_owned(),
    ];
    for text in texts {
        let start = &text[..text.len().min(40)];
        assert_eq!(parse(&text).unwrap_err().code, Code::Limit, "{start}");
    }
    assert!(parse(&segments).is_ok());
    // Each is read or refused, and never tried for ever.
    for depth in [1, 5, 20, 60] {
        assert!(parse(&functions(depth)).is_ok() || parse(&functions(depth)).unwrap_err().code == Code::Limit);
        assert!(parse(&broken(depth)).is_err());
        assert!(parse(&tests(depth)).is_err());
    }
}

#[test]
fn filters_nest_as_deep_as_their_brackets_may() {
    let deep = format!("${}{}", "[?@.a".repeat(64), "]".repeat(64));
    assert!(parse(&deep).is_ok());
    let parentheses = format!("$[?{}@.a == 1{}]", "(".repeat(63), ")".repeat(63));
    assert!(parse(&parentheses).is_ok());
}

#[test]
fn a_column_is_called_after_the_last_name_of_its_path() {
    for (text, label) in [
        ("$", "message"),
        ("$.a.b", "b"),
        ("$.a[0]", "a[0]"),
        ("@[1][-1]", "[1][-1]"),
        ("$['a b']", "a b"),
        ("$.data[*].p", "p"),
        ("$.data[*]", "data[*]"),
        ("$..price", "price"),
        ("$.a[1:3]['x','y']", "a[1:3]['x','y']"),
        ("$.a[::-1][?@.b]", "a[::-1][?]"),
    ] {
        assert_eq!(parse(text).unwrap().label(), label);
    }
}

#[test]
fn a_longer_label_has_more_names_as_far_as_there_are_any() {
    for (text, names, label) in [
        ("$.a.b.c", 2, "b.c"),
        ("$.a.b.c", 9, "a.b.c"),
        ("$[0].a[*]['b c'][1]", 2, "a[*].b c[1]"),
        ("$..a.b", 2, "a.b"),
        ("$[0].a", 2, "[0].a"),
        ("$", 2, "message"),
    ] {
        assert_eq!(parse(text).unwrap().longer_label(names), label);
    }
}
