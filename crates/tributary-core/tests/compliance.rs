//! The JSONPath compliance test suite, through the code that ships: parse → tape → select.
//!
//! The suite is read from `TRIBUTARY_CTS`, or from `../shared/fixtures/jsonpath-cts.json` beside the workspace.
#![allow(missing_docs, clippy::unwrap_used)]
// Files can't be read where wasm runs; tests/path.rs and tests/eval.rs run there.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::path::PathBuf;

use serde_json::Value as Json;
use tributary_core::eval::{Budget, select};
use tributary_core::path::parse_rfc9535;
use tributary_core::tape::{Subtrees, Tape};

/// On stdout in any case; `println!` shows only in tests that fail.
fn say(text: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{text}").unwrap();
}

fn suite() -> Option<Json> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/jsonpath-cts.json");
    let file = std::env::var_os("TRIBUTARY_CTS").map_or_else(beside, PathBuf::from);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(error) => {
            say(&format!("SKIPPED: the compliance suite is not at {} ({error}); set TRIBUTARY_CTS.", file.display()));
            None
        }
    }
}

/// The values that a selector gives, or why it gives none.
fn run(selector: &str, document: &Json) -> Result<Json, String> {
    let path = parse_rfc9535(selector).map_err(|e| format!("{e} (at {:?})", e.position))?;
    let text = document.to_string();
    let mut tape = Tape::default();
    let root = tape.read(&text, &Subtrees::Whole).map_err(|e| e.to_string())?;
    let document = tape.document(&text);
    let mut nodes = Vec::new();
    select(&path, document, root, root, &mut Budget::default(), &mut nodes).map_err(|e| e.to_string())?;
    Ok(nodes.iter().map(|&node| serde_json::from_str::<Json>(document.source(node)).unwrap()).collect())
}

/// What is wrong with the answer to a case; `None` where nothing is.
fn fault(case: &Json) -> Option<String> {
    let selector = case["selector"].as_str().unwrap();
    let got = run(selector, &case["document"]);
    if case["invalid_selector"] == true {
        return match parse_rfc9535(selector) {
            Ok(_) => Some(format!("{selector:?} is accepted")),
            Err(error) if error.position.is_none() => Some(format!("{selector:?}: no position: {error}")),
            Err(_) => None,
        };
    }
    let wanted = match case.get("results") {
        Some(alternatives) => alternatives.as_array().unwrap().clone(),
        None => vec![case["result"].clone()],
    };
    match got {
        Ok(values) if wanted.contains(&values) => None,
        Ok(values) => Some(format!("{selector:?}: {values}, not {}", Json::from(wanted))),
        Err(error) => Some(format!("{selector:?}: {error}")),
    }
}

#[test]
fn the_whole_compliance_suite_passes() {
    let Some(suite) = suite() else { return };
    let cases = suite["tests"].as_array().unwrap();
    let faults: Vec<_> =
        cases.iter().filter_map(|case| fault(case).map(|f| format!("{}: {f}", case["name"]))).collect();
    say(&format!("JSONPath compliance suite: {} of {}", cases.len() - faults.len(), cases.len()));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
