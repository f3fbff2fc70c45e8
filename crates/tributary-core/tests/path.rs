//! JSONPath: what is read, what is refused, and where.
#![allow(missing_docs, clippy::unwrap_used)]

use tributary_core::error::Code;
use tributary_core::path::{Root, Segment, parse, parse_query};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn name(name: &str) -> Segment {
    Segment::Name(name.into())
}

#[test]
fn singular_paths_are_read_in_every_notation() {
    let cases: [(&str, Root, Vec<Segment>); 9] = [
        ("$", Root::Message, vec![]),
        ("@", Root::Row, vec![]),
        ("$.a.b[0]", Root::Message, vec![name("a"), name("b"), Segment::Index(0)]),
        ("$['x']", Root::Message, vec![name("x")]),
        ("$[\"x\"][-2]", Root::Message, vec![name("x"), Segment::FromEnd(2)]),
        ("@.__proto__", Root::Row, vec![name("__proto__")]),
        ("$['a b']['A\\n']", Root::Message, vec![name("a b"), name("A\n")]),
        ("$.été['\\u0041']", Root::Message, vec![name("été"), name("A")]),
        ("  $.a .b  ", Root::Message, vec![name("a"), name("b")]),
    ];
    for (text, root, segments) in cases {
        let path = parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((path.root, path.segments), (root, segments), "{text}");
    }
}

#[test]
fn what_is_not_read_yet_is_named_at_its_segment() {
    let cases = [
        ("$.a[*].b", "Wildcards", 3),
        ("$.data.*", "Wildcards", 6),
        ("$['a]b'][1:2]", "Slices", 8),
        ("$.a[?@.b == 1]", "Filters", 3),
        ("$.a..b", "Descendant", 3),
        ("$.a[0, 1]", "Several selectors", 3),
        ("@.é[*]", "Wildcards", 3),
    ];
    for (text, what, position) in cases {
        let error = parse(text).unwrap_err();
        assert_eq!((error.code, error.position), (Code::PathUnsupported, Some(position)), "{text}: {error}");
        assert!(error.message.starts_with(what), "{text}: {error}");
    }
}

#[test]
fn syntax_errors_say_where_and_what_was_meant() {
    let cases = [
        ("data.price", 0, Some("$.data.price")),
        (".price", 0, Some("$.price")),
        ("items[0].p", 0, Some("$.items[0].p")),
        ("$.a[", 4, None),
        ("$.a..", 5, None),
        ("", 0, None),
        ("$.a b", 3, None),
        ("$.é[x]", 4, None),
        ("  $.a[", 6, None),
        ("$[01]", 2, None),
    ];
    for (text, position, suggestion) in cases {
        let error = parse(text).unwrap_err();
        assert_eq!(error.code, Code::PathSyntax, "{text}: {error}");
        assert_eq!(error.position, Some(position), "{text}: {error}");
        assert_eq!(suggestion.is_some(), error.message.contains("Did you mean"), "{text}: {error}");
        if let Some(suggestion) = suggestion {
            assert!(error.message.contains(&format!("“{suggestion}”")), "{text}: {error}");
        }
    }
}

#[test]
fn rows_and_where_start_from_the_message() {
    let error = parse_query("@.a").unwrap_err();
    assert_eq!((error.code, error.position), (Code::PathSyntax, Some(0)));
}

#[test]
fn a_bare_condition_is_named_as_not_read_yet() {
    let error = parse_query("$.e == 'trade'").unwrap_err();
    assert_eq!(error.code, Code::PathUnsupported);
}

#[test]
fn a_path_that_nests_or_lasts_too_long_is_refused() {
    let deep = format!("${}", "[0]".repeat(600));
    assert_eq!(parse(&deep).unwrap_err().code, Code::Limit);
    let long = format!("$.{}", "a".repeat(100_000));
    assert_eq!(parse(&long).unwrap_err().code, Code::Limit);
}

#[test]
fn a_column_is_called_after_the_last_name_of_its_path() {
    for (text, label) in
        [("$", "message"), ("$.a.b", "b"), ("$.a[0]", "a[0]"), ("@[1][-1]", "[1][-1]"), ("$['a b']", "a b")]
    {
        assert_eq!(parse(text).unwrap().label(), label);
    }
}
