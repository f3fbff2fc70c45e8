//! Rust's tests on this machine.

use anyhow::Result;

use super::{Finished, run_cargo};
use crate::workspace::{PROFILE, Workspace};

/// Crates that have nothing to test here: the tools are others' work, and what is around the browser's API is tested
/// in browsers.
const EXCLUDED: [&str; 2] = ["wasm-tools", "tributary-wasm"];

/// Tests every other crate of the workspace.
///
/// # Errors
/// When cargo can't be run.
pub fn run(workspace: &Workspace) -> Result<Finished> {
    let mut test = workspace.cargo("test");
    test.args(["--locked", "--workspace", "--no-fail-fast", "--profile", PROFILE]);
    for name in EXCLUDED {
        test.args(["--exclude", name]);
    }
    run_cargo(test)
}
