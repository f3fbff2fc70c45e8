//! `cargo xtask lint`: everything that can be seen without running the program. One lint's failure stops no other.

use std::time::Instant;

use anyhow::Result;

use crate::lint::{Verdict, deny, direction, hygiene, rust, typescript};
use crate::progress;
use crate::workspace::Workspace;

/// A lint's name and how it looks.
type Lint = (&'static str, fn(&Workspace) -> Result<Verdict>);

/// The lints, the quick ones first.
const LINTS: [Lint; 12] = [
    ("file hygiene", hygiene::check),
    ("dependency direction", direction::check),
    ("rustfmt", rust::format),
    ("prettier", typescript::prettier),
    ("clippy, native", rust::clippy),
    ("clippy, WebAssembly", rust::clippy_wasm),
    ("clippy, fuzz targets", rust::clippy_fuzz),
    ("rustdoc", rust::docs),
    ("cargo-deny: licences, sources, duplicates", deny::licences),
    ("cargo-deny: advisories", deny::advisories),
    ("eslint", typescript::eslint),
    ("tsc", typescript::tsc),
];

/// Runs the lints; `false` when one found something.
///
/// # Errors
/// Never: what goes wrong is a lint's failure.
pub fn run(workspace: &Workspace) -> Result<bool> {
    let (mut failed, mut not_checked) = (Vec::new(), Vec::new());
    for (name, look) in LINTS {
        let start = Instant::now();
        progress::say(format_args!("● {name}"));
        match look(workspace) {
            Ok(Verdict::Passed) => {}
            Ok(Verdict::Notes(notes)) => progress::say(format_args!("  note: {}", notes.replace('\n', "\n  note: "))),
            Ok(Verdict::NotChecked(why)) => {
                progress::say(format_args!("  NOT CHECKED: {why}"));
                not_checked.push(name);
                continue;
            }
            Err(error) => {
                progress::say(format_args!("{error:#}\n  FAILED"));
                failed.push(name);
                continue;
            }
        }
        progress::say(format_args!("  ok in {}", progress::seconds(start.elapsed())));
    }
    if !not_checked.is_empty() {
        println!("not checked: {}", not_checked.join("; "));
    }
    if failed.is_empty() {
        println!("lint: nothing found");
    } else {
        println!("lint failed: {}", failed.join("; "));
    }
    Ok(failed.is_empty())
}
