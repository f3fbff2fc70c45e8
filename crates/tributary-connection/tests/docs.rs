//! The table of close codes that users read says what the code does.
#![allow(missing_docs, clippy::unwrap_used)]

use tributary_connection::close::{Verdict, is_settable, verdict};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PAGE: &str = include_str!("../../../docs/connections.md");

/// The table's rows: code, and what happens then.
fn rows() -> Vec<(u16, &'static str)> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let row = |line| match cells(line)[..] {
        [code, _, then] => Some((code.parse().ok()?, then)),
        _ => None,
    };
    PAGE.lines().filter_map(row).collect()
}

#[test]
fn every_row_of_the_documentation_says_what_the_code_does() {
    assert_eq!(rows().len(), 19);
    for (code, then) in rows() {
        let says = if then.contains("stops") { Verdict::Stop } else { Verdict::Retry };
        assert_eq!(verdict(code, &[]), says, "{code}: {then}");
        assert_eq!(is_settable(code), then.contains("can be set"), "{code}: {then}");
    }
}

#[test]
fn codes_that_the_documentation_does_not_name_come_back() {
    let named: Vec<u16> = rows().into_iter().map(|(code, _)| code).collect();
    assert!(PAGE.contains("every other 3000–4999"));
    for code in (3000..=4999).filter(|code| !named.contains(code)) {
        assert_eq!(verdict(code, &[]), Verdict::Retry, "{code}");
        assert!(is_settable(code), "{code}");
    }
}
