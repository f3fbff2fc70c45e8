//! `cargo xtask build`: the plugin, in dist/.

use anyhow::Result;

use crate::build::plugin;
use crate::progress;
use crate::workspace::Workspace;

/// What can be said after `build`.
#[derive(clap::Args)]
pub struct Args {
    /// Build what is new enough, too.
    #[arg(long)]
    force: bool,
}

/// Builds the plugin for release.
///
/// # Errors
/// When it does not build, or something stray comes out.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    plugin::build(workspace, args.force)?;
    progress::say("dist/ is built");
    Ok(true)
}
