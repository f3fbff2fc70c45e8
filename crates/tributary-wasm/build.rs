//! Assembles js/inbox.wat, which src/inbox.rs includes.

use std::path::PathBuf;
use std::{env, fs};

const SOURCE: &str = "js/inbox.wat";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={SOURCE}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("inbox.wasm"), without_names(&wat::parse_file(SOURCE)?))?;
    Ok(())
}

/// Drops the custom sections, which are half of so small a module: they only name its variables.
fn without_names(module: &[u8]) -> Vec<u8> {
    const HEADER: usize = 8; // the magic and the version
    let (header, mut rest) = module.split_at(HEADER);
    let mut kept = header.to_vec();
    while let Some(id) = rest.first() {
        // A section is its id, the LEB128 of its length, and its contents.
        let digits = rest[1..].iter().take_while(|byte| **byte >= 0x80).count() + 1;
        let length = rest[1..=digits].iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        let (section, after) = rest.split_at(1 + digits + length);
        if *id != 0 {
            kept.extend_from_slice(section);
        }
        rest = after;
    }
    kept
}
