//! The test suites, one file a runner. Each runs to its end and says how many of its tests passed and failed.

pub mod browser;
pub mod core_wasm;
pub mod jest;
pub mod native;
pub mod playwright;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::tally::Tally;

/// How a suite ended.
pub struct Finished {
    /// Its runner's numbers.
    pub tally: Tally,
    /// Whether the runner itself was content.
    pub succeeded: bool,
    /// What it printed.
    pub output: String,
}

/// Runs `cargo test`, or something that ends in it.
fn run_cargo(command: Command) -> Result<Finished> {
    let outcome = process::run(command)?;
    Ok(Finished {
        tally: Tally::of_cargo(&outcome.output),
        succeeded: outcome.status.success(),
        output: outcome.output,
    })
}

/// Runs a runner that writes its numbers to a file.
fn run_with_report(command: Command, report: &Path, read: fn(&str) -> Result<Tally>) -> Result<Finished> {
    // A report of an earlier run would be believed.
    if report.exists() {
        fs::remove_file(report).with_context(|| format!("can't remove {}", report.display()))?;
    }
    let outcome = process::run(command)?;
    let tally = match fs::read_to_string(report) {
        Ok(text) => read(&text)?,
        // It did not get as far: what it printed says why.
        Err(_) => Tally::default(),
    };
    Ok(Finished { tally, succeeded: outcome.status.success(), output: outcome.output })
}
