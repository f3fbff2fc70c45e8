//! The table of general categories says what regex-syntax's tables say, and is written from them.
#![allow(missing_docs, clippy::unwrap_used)]
// A million characters: once, natively, is enough for a table.
#![cfg(not(target_arch = "wasm32"))]

use std::convert::Infallible;

use tributary_path::regex::{Matcher, Regex};

const NAMES: [&str; 30] = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
];

/// Each code point's category, as a place in [`NAMES`].
fn categories() -> Vec<u8> {
    let place = |name: &str| u8::try_from(NAMES.iter().position(|n| *n == name).unwrap()).unwrap();
    let mut all = vec![place("Cn"); 0x11_0000];
    let every: String = ('\0'..=char::MAX).collect();
    for name in NAMES.into_iter().filter(|n| *n != "Cn" && *n != "Cs") {
        for run in regex::Regex::new(&format!("\\p{{{name}}}+")).unwrap().find_iter(&every) {
            run.as_str().chars().for_each(|c| all[c as usize] = place(name));
        }
    }
    all[0xd800..0xe000].fill(place("Cs"));
    all
}

#[test]
fn every_character_has_its_category() {
    let all = categories();
    let mut matcher = Matcher::default();
    let mut first = 0;
    // A character has one category, so it is enough that each matches its own.
    for run in all.chunk_by(|a, b| a == b) {
        let points = first..first + u32::try_from(run.len()).unwrap();
        first = points.end;
        let name = NAMES[usize::from(run[0])];
        if name != "Cs" {
            let regex = Regex::new(&format!("\\p{{{name}}}+"), 10).unwrap();
            let found = matcher.matches(&regex, points.clone(), true, |_| Ok::<_, Infallible>(())).unwrap();
            assert!(found, "{points:x?} and {name}");
        }
    }
}

/// `cargo test -p tributary-core --test categories -- --ignored` after Unicode has changed.
#[test]
#[ignore = "writes src/regex/categories.bin"]
fn write_the_table() {
    let mut table = Vec::new();
    for run in categories().chunk_by(|a, b| a == b) {
        let mut length = run.len();
        if length < 8 {
            table.push(run[0] | u8::try_from(length << 5).unwrap());
            continue;
        }
        table.push(run[0]);
        while length >= 0x80 {
            table.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
            length >>= 7;
        }
        table.push(u8::try_from(length).unwrap());
    }
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/regex/categories.bin"), table).unwrap();
}
