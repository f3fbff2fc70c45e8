//! Paths and conditions: read without a panic, evaluated within their budget, and alike however they are evaluated.
//!
//! The first line is the path, the rest a document.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tributary_core::Error;
use tributary_core::convert::Cell;
use tributary_core::eval::{Budget, holds, select};
use tributary_core::path::{Root, parse, parse_query, parse_rfc9535, parse_where};
use tributary_core::spec::FieldType;
use tributary_core::tape::{Subtrees, Tape};
use tributary_fuzz::{World, field, query};

/// For a path that comes alone.
const DOCUMENT: &str = r#"{"a":[1,-2.5,{"b":"x","c":null}],"b":{"a":"1","é":[true,[false]]},"":"aa"}"#;

/// Far less than an engine's messages may cost, so that inputs take no time.
const STEPS: usize = 20_000;

fuzz_target!(|text: &str| {
    let (path, document) = text.split_once('\n').unwrap_or((text, DOCUMENT));
    let (parsed, condition) = (parse(path), parse_where(path));
    check_position(path, parsed.as_ref().err());
    check_position(path, condition.as_ref().err());
    if let Ok(standard) = parse_rfc9535(path) {
        assert_eq!(parsed.as_ref(), Ok(&standard));
    }
    let is_query = parsed.as_ref().is_ok_and(|path| path.root == Root::Message);
    assert_eq!(parse_query(path).is_ok(), is_query);

    let mut tape = Tape::default();
    let Ok(root) = tape.read(document, &Subtrees::Whole) else { return };
    let tape = tape.document(document);
    let mut budget = Budget::new(STEPS);
    if let Ok(parsed) = parsed {
        assert!(!parsed.label().is_empty());
        let mut nodes = Vec::new();
        let selected = select(&parsed, tape, root, root, &mut budget, &mut nodes);
        assert!(nodes.len() <= STEPS);
        if selected.is_ok() && is_query {
            let sources: Vec<_> = nodes.iter().map(|&node| Cell::Text(tape.source(node).into())).collect();
            let mut world = World::new(vec![query(Some(path), None, vec![field("@", FieldType::Json)])]);
            assert_eq!(world.as_mut().map(|world| world.read(document)), Ok(vec![vec![sources]]));
        }
    }
    if let Ok(condition) = condition
        && let Ok(is_selected) = holds(&condition, tape, root, root, &mut budget)
    {
        let mut world = World::new(vec![query(None, Some(path), vec![field("$", FieldType::Json)])]);
        let rows = world.as_mut().map(|world| world.read(document)[0][0].len());
        assert_eq!(rows, Ok(usize::from(is_selected)));
    }
});

/// An error's place is in the path.
fn check_position(path: &str, error: Option<&Error>) {
    if let Some(position) = error.and_then(|error| error.position) {
        assert!(position <= path.encode_utf16().count(), "{position} in {path:?}");
    }
}
