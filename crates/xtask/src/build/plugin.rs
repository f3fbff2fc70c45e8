//! The plugin as Grafana loads it: webpack's dist/.

use std::fs;

use anyhow::{Context, Result, bail};

use super::{dist, paths, wasm};
use crate::setup::node;
use crate::stamp::Stamp;
use crate::workspace::Workspace;
use crate::{process, progress};

/// The folder that the plugin is built into.
pub const OUTPUT: &str = "dist";

const INPUTS: [&str; 9] = [
    "ts-shim",
    wasm::OUTPUT,
    "plugin.json",
    "webpack.config.js",
    "package.json",
    "package-lock.json",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
];

/// Builds the module and the plugin, when they are not as new as their sources or `force` is set, and looks through
/// what came out.
///
/// # Errors
/// When it does not build, or something comes out that should not be shipped.
pub fn build(workspace: &Workspace, force: bool) -> Result<()> {
    wasm::build(workspace, force)?;
    let stamp = Stamp::new(
        workspace.scratch("plugin.stamp")?,
        "webpack --env production",
        paths(workspace, &INPUTS),
        paths(workspace, &[OUTPUT]),
    );
    if !force && stamp.is_fresh()? {
        return Ok(());
    }
    node::ensure(workspace)?;
    progress::step("plugin", || {
        clear(workspace)?;
        let mut webpack = workspace.npm_program("webpack", "ts-shim");
        webpack.args(["-c", "../webpack.config.js", "--env", "production"]);
        process::check(webpack)
    })?;
    let unwanted = dist::unwanted(&workspace.path(OUTPUT))?;
    if !unwanted.is_empty() {
        bail!("dist/ has what should not be shipped:\n  {}", unwanted.join("\n  "));
    }
    stamp.set()
}

fn clear(workspace: &Workspace) -> Result<()> {
    let folder = workspace.path(OUTPUT);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("can't remove {}", folder.display()))?;
    }
    Ok(())
}
