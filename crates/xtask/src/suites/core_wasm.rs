//! The core's tests as WebAssembly, in Node: the same tests as on this machine, on 32 bits.

use anyhow::Result;

use super::{Finished, run_cargo};
use crate::setup::{node, wasm_tools};
use crate::workspace::{PROFILE, Workspace};

/// Runs them.
///
/// # Errors
/// When the tools can't be set up.
pub fn run(workspace: &Workspace) -> Result<Finished> {
    node::ensure(workspace)?;
    wasm_tools::ensure(workspace)?;
    let mut test = workspace.command("wasm-pack");
    test.args(["test", "--node", "--mode", "no-install", "crates/tributary-core"]);
    test.args(["--profile", PROFILE, "--locked"]);
    run_cargo(test)
}
