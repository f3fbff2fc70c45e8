//! Programs from crates.io that are not part of the workspace: `cargo install`, pinned, under the target directory.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{process, progress};

/// A program, in the version that the project uses.
pub struct Program {
    /// Its name, which is its crate's.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Program {
    /// The program's path; installs it first when it is not there in this version.
    ///
    /// # Errors
    /// When it can't be installed.
    pub fn ensure(&self, workspace: &Workspace) -> Result<PathBuf> {
        let root = workspace.target(format!("tools-{}-{}", self.name, self.version));
        let program = root.join("bin").join(self.name).with_extension(std::env::consts::EXE_EXTENSION);
        if program.exists() {
            return Ok(program);
        }
        // Without optimisation and debug information, and in a place of its own: the quickest way to a program that
        // runs for seconds.
        let build = workspace.target(format!("tools-{}-build", self.name));
        let mut install = workspace.cargo("install");
        install.args([self.name, "--locked", "--debug", "--version", self.version, "--root"]).arg(&root);
        install.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_DEV_DEBUG", "0");
        progress::step(&format!("{} {}: installed once, for a minute or two", self.name, self.version), || {
            process::check(install)
        })
        .with_context(|| format!("{} could not be installed; put one on PATH instead", self.name))?;
        // Gigabytes that nobody reads again.
        fs::remove_dir_all(&build).with_context(|| format!("can't remove {}", build.display()))?;
        Ok(program)
    }
}
