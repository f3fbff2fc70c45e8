//! The powers of five that the module leaves to JavaScript.
//!
//! Rust's `f64::from_str`, which jsonpath-rust cannot do without, rounds by a table of ten kilobytes that do not
//! compress. tributary-wasm/js/powers.js computes it before the engine reads anything, and leaves a mark in its place.

use std::path::Path;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// What computes the table.
const SOURCE: &str = "crates/tributary-wasm/js/powers.js";

/// What follows it: the module, its last argument, has the table exactly once.
const TAKE_OUT: &str = "
import { readFileSync, writeFileSync } from 'node:fs';
const file = process.argv.at(-1);
const module = readFileSync(file);
const table = Buffer.from(powers().buffer);
const at = module.indexOf(table);
if (at < 0 || module.includes(table, at + 1)) {
  throw new Error(`the powers of five are not once in ${file}`);
}
module.fill(0, at, at + table.length);
module.set(new Uint8Array(MARK.buffer), at);
writeFileSync(file, module);
";

/// Takes the table out, if it is to the last byte what the engine will compute. Before wasm-opt, which cuts the data up
/// at every run of zeros.
///
/// # Errors
/// When it is another table than that, or nowhere in the module.
pub fn take_out(workspace: &Workspace, module: &Path) -> Result<()> {
    let source = std::fs::read_to_string(workspace.path(SOURCE)).with_context(|| format!("can't read {SOURCE}"))?;
    let mut node = workspace.command("node");
    node.args(["--input-type=module", "-e", &format!("{source}{TAKE_OUT}")]).arg("--").arg(module);
    process::check(node).map(drop)
}
