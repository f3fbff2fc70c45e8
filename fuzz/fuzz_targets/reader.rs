//! JSON: accepted and refused as by serde_json, with the same values, and alike in one pass and on a tape.
#![no_main]

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use serde_json::Value as Json;
use tributary_core::convert::Cell;
use tributary_core::json::{Kind, Reader};
use tributary_core::limits;
use tributary_core::spec::FieldType;
use tributary_core::tape::{Document, NodeId, Subtrees, Tape, Text};
use tributary_fuzz::{World, field, query};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut reader = Reader::new(text);
    let is_accepted = reader.skip_value(0).and_then(|_| reader.finish()).is_ok();
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    assert_eq!(is_accepted, is_json && depth(text) <= limits::NESTING);

    let mut tape = Tape::default();
    let root = tape.read(text, &Subtrees::Whole);
    assert_eq!(root.is_ok(), is_accepted);
    // serde_json refuses what doubles, UTF-8 or its stack do not hold; JSON.parse does not.
    if let (Ok(root), Ok(value)) = (root, serde_json::from_str(text)) {
        assert_same(tape.document(text), root, &value);
    }

    WORLD.with_borrow_mut(|world| {
        let [direct, taped] = world.read(text).try_into().expect("two queries");
        assert_eq!(direct, taped);
        assert!(is_accepted || direct.iter().all(Vec::is_empty));
        for cell in direct.iter().flatten() {
            assert!(!matches!(cell, Cell::Number(number) if !number.is_finite()));
        }
    });
});

thread_local! {
    /// The same query twice: in one pass, and on a tape, where lists of selectors are evaluated.
    static WORLD: RefCell<World> = RefCell::new(World::new(vec![
        query(Some("$[*].a[*]"), None, fields(["@", "@.a", "@[-1]['b']", "$.a[0]", "$['']"])),
        query(Some("$[*].a[*]"), None, fields(["@", "@['a','a']", "@[-1,-1]['b']", "$.a[0,0]", "$['','']"])),
    ]).expect("these paths are right"));
}

fn fields(paths: [&str; 5]) -> Vec<tributary_core::spec::FieldSpec> {
    let types = [FieldType::Json, FieldType::String, FieldType::Number, FieldType::Boolean, FieldType::Auto];
    paths.iter().zip(types).map(|(path, kind)| field(path, kind)).collect()
}

/// How deep a text nests that is JSON.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut bytes) = (0usize, 0, false, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => drop(bytes.next()),
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn assert_same(document: Document<'_>, node: NodeId, value: &Json) {
    let mut children = document.children(node);
    match (document.kind(node), value) {
        (Kind::Null, Json::Null) | (Kind::True, Json::Bool(true)) | (Kind::False, Json::Bool(false)) => {}
        (Kind::Number, Json::Number(_)) => {
            let exact: f64 = document.source(node).parse().expect("JSON's numbers are Rust's too");
            assert_eq!(document.number(node).to_bits(), exact.to_bits());
        }
        (Kind::Text | Kind::Escaped, Json::String(text)) => assert_eq!(&said(document.string(node)), text),
        (Kind::Array, Json::Array(elements)) => {
            assert_eq!(document.len(node), elements.len());
            elements.iter().zip(&mut children).for_each(|(value, child)| assert_same(document, child, value));
        }
        (Kind::Object, Json::Object(members)) => {
            assert_eq!(document.len(node), members.len());
            for ((name, value), child) in members.iter().zip(&mut children) {
                assert_eq!(&said(document.name(child)), name);
                assert_same(document, child, value);
            }
        }
        (kind, value) => panic!("{kind:?}, but {value}"),
    }
    assert_eq!(children.next(), None);
}

fn said(text: Text<'_>) -> String {
    text.code_points().map(|point| char::from_u32(point).expect("serde_json refuses lone surrogates")).collect()
}
