//! cargo-deny: licences, sources, duplicates and advisories of the Rust dependencies.

use std::path::PathBuf;

use anyhow::Result;

use super::installed::Program;
use crate::workspace::Workspace;

/// The version that deny.toml is written for.
const CARGO_DENY: Program = Program { name: "cargo-deny", version: "0.20.2" };

/// The path of cargo-deny, in the pinned version.
///
/// # Errors
/// When it can't be installed.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    CARGO_DENY.ensure(workspace)
}
