//! The host page, in which the plugin runs without Grafana.

use anyhow::Result;

use super::paths;
use crate::setup::node;
use crate::stamp::Stamp;
use crate::workspace::Workspace;
use crate::{process, progress};

/// The folder that the page is built into.
pub const OUTPUT: &str = "tests/out/host";

/// Builds the page, when it is not as new as its sources or `force` is set.
///
/// # Errors
/// When it does not build.
pub fn build(workspace: &Workspace, force: bool) -> Result<()> {
    let stamp = Stamp::new(
        workspace.scratch("host.stamp")?,
        "node tests/host/build.mjs",
        paths(workspace, &["tests/host", "tests/package.json", "package-lock.json"]),
        paths(workspace, &[OUTPUT]),
    );
    if !force && stamp.is_fresh()? {
        return Ok(());
    }
    node::ensure(workspace)?;
    let mut build = workspace.command("node");
    build.arg("tests/host/build.mjs");
    progress::step("host page", || process::check(build))?;
    stamp.set()
}
