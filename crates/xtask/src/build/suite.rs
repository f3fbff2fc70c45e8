//! The pages of the benchmarks that load the built plugin.

use anyhow::Result;

use super::paths;
use crate::setup::node;
use crate::stamp::Stamp;
use crate::workspace::Workspace;
use crate::{process, progress};

/// The folder that the pages are built into.
pub const OUTPUT: &str = "tests/out/suite";

/// Builds the pages, when they are not as new as their sources.
///
/// # Errors
/// When they do not build.
pub fn build(workspace: &Workspace) -> Result<()> {
    let stamp = Stamp::new(
        workspace.scratch("suite.stamp")?,
        "node tests/bench/buildSuite.mjs",
        paths(workspace, &["tests/bench", "tests/host", "tests/package.json", "package-lock.json"]),
        paths(workspace, &[OUTPUT]),
    );
    if stamp.is_fresh()? {
        return Ok(());
    }
    node::ensure(workspace)?;
    let mut build = workspace.command("node");
    build.arg("tests/bench/buildSuite.mjs");
    progress::step("benchmark pages", || process::check(build))?;
    stamp.set()
}
