//! geckodriver, which drives Firefox: Debian has none, crates.io does.

use std::path::PathBuf;

use anyhow::Result;

use super::browsers::Program as Installed;
use super::installed::Program;
use crate::workspace::Workspace;

/// The version that is installed where there is none.
const GECKODRIVER: Program = Program { name: "geckodriver", version: "0.37.1" };

/// The path of geckodriver: the one that `GECKODRIVER` names, one on the PATH, or our own.
///
/// # Errors
/// When there is none and it can't be installed.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    match Installed::GECKODRIVER.find() {
        Some(path) => Ok(path),
        None => GECKODRIVER.ensure(workspace),
    }
}
