//! `cargo xtask package`: the plugin as a zip file.

use std::path::PathBuf;

use anyhow::Result;

use crate::build::{dist, plugin};
use crate::workspace::{PLUGIN_ID, Workspace};
use crate::{package, progress};

/// What can be said after `package`.
#[derive(clap::Args)]
pub struct Args {
    /// Take this folder as it is, instead of building dist/.
    #[arg(long, value_name = "FOLDER")]
    dist: Option<PathBuf>,
}

/// Builds the plugin, checks what is in it, and zips it.
///
/// # Errors
/// When it does not build or can't be zipped.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    let folder = match &args.dist {
        Some(folder) => folder.clone(),
        None => {
            plugin::build(workspace, false)?;
            workspace.path(plugin::OUTPUT)
        }
    };
    let mut problems = dist::unwanted(&folder)?;
    problems.extend(dist::incomplete(&folder)?);
    if !problems.is_empty() {
        progress::say(format_args!("not packaged, since in {}:\n  {}", folder.display(), problems.join("\n  ")));
        return Ok(false);
    }
    let name = format!("{PLUGIN_ID}-{}.zip", dist::version(&folder)?);
    let target = workspace.path(&name);
    package::zip(&folder, &target)?;
    println!("{name}: {} bytes", target.metadata()?.len());
    Ok(true)
}
