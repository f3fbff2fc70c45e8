//! The TypeScript side's unit tests.

use anyhow::Result;

use super::{Finished, run_with_report};
use crate::setup::node;
use crate::tally::Tally;
use crate::workspace::Workspace;

/// Runs them.
///
/// # Errors
/// When npm's packages can't be set up, or the report can't be read.
pub fn run(workspace: &Workspace) -> Result<Finished> {
    node::ensure(workspace)?;
    let report = workspace.scratch("jest.json")?;
    let mut jest = workspace.npm_program("jest", "ts-shim");
    jest.args(["--ci", "--json", "--outputFile"]).arg(&report);
    run_with_report(jest, &report, Tally::of_jest)
}
