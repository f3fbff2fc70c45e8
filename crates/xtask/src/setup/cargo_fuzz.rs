//! cargo-fuzz, which builds the targets of `fuzz/` with libFuzzer.

use std::path::PathBuf;

use anyhow::Result;

use super::installed::Program;
use crate::workspace::Workspace;

const CARGO_FUZZ: Program = Program { name: "cargo-fuzz", version: "0.13.2" };

/// The path of cargo-fuzz, in the pinned version.
///
/// # Errors
/// When it can't be installed.
pub fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    CARGO_FUZZ.ensure(workspace)
}
