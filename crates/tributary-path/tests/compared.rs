//! What the build takes out of the module: jsonpath-rust's own words on functions that cannot be compared. They are
//! never asked for, since such a path is refused before.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::sample::select;
use tributary_path::parse;

/// Filters of calls, literals and paths, compared, negated and nested in every way; most are wrong in some way.
fn filter() -> impl Strategy<Value = String> {
    let leaf = select(vec!["@", "@.a", "$.b", "1", "'x'", "true", "null", "@.*", ""]).prop_map(str::to_owned);
    let space = || select(vec!["", "", " ", "\n"]);
    leaf.prop_recursive(5, 24, 3, move |inner| {
        let function = select(vec!["length", "count", "value", "match", "search"]);
        let operator = select(vec!["==", "!=", "<", ">=", "&&", "||", "="]);
        let one = (function.clone(), inner.clone(), space()).prop_map(|(f, a, s)| format!("{f}({s}{a}{s})"));
        let two =
            (function, inner.clone(), inner.clone(), space()).prop_map(|(f, a, b, s)| format!("{f}({a}{s},{s}{b})"));
        let compared =
            (inner.clone(), operator, inner.clone(), space()).prop_map(|(a, o, b, s)| format!("{a}{s}{o}{s}{b}"));
        let wrapped = (select(vec!["(", "!", "!(", "( "]), inner).prop_map(|(open, a)| match open {
            "!" => format!("!{a}"),
            _ => format!("{open}{a})"),
        });
        prop_oneof![one, two, compared, wrapped]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_cannot_be_compared_is_refused_before_jsonpath_rust_sees_it(filter in filter()) {
        let path = format!("$[?{filter}]");
        if let Err(theirs) = jsonpath_rust::parser::parse_json_path(&path)
            && theirs.to_string().contains("is not comparable")
        {
            let ours = parse(&path).unwrap_err();
            // What jsonpath-rust says without a place is told in no other words than these.
            prop_assert!(!ours.message.contains("it is not as RFC 9535 has it"), "{path}: {ours}");
        }
    }
}
