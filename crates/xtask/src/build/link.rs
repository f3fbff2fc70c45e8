//! The linker that rustc uses for the module: rust-lld, after panics have become traps.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use super::traps::trap_panics;

/// It words why jsonpath-rust refuses to compare what `match` and `search` say, which tributary-path refuses before it
/// asks jsonpath-rust. With it go all that words a path, and the decimal writing of doubles.
const NEVER_CALLED: [&str; 1] = ["TestFunction$u20$as$u20$core..fmt..Display$GT$3fmt"];

/// Whether this program was called as rustc calls its linker for WebAssembly.
pub fn is_called() -> bool {
    std::env::args_os().nth(1).is_some_and(|first| first == "-flavor")
}

/// Does what the linker is called for.
///
/// # Errors
/// When panics are not found, or rust-lld can't be started.
pub fn run() -> Result<ExitCode> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let objects = arguments.iter().map(Path::new).filter(|path| path.extension().is_some_and(|e| e == "o"));
    let [object] = objects.collect::<Vec<_>>()[..] else {
        bail!("rustc has made several objects, as it does without link-time optimisation");
    };
    let bytes = std::fs::read(object).with_context(|| format!("can't read {}", object.display()))?;
    // It is rustc's own, and gone after the linker has run.
    std::fs::write(object, trap_panics(&bytes, &NEVER_CALLED)?)
        .with_context(|| format!("can't write {}", object.display()))?;
    // rustc puts its own tools on the linker's PATH.
    let status = Command::new("rust-lld").args(&arguments).status().context("can't run rust-lld")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
