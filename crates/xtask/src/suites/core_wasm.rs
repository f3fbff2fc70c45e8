//! The tests of what is pure Rust as WebAssembly, in Node: the same tests as on this machine, on 32 bits.

use std::process::Command;

use anyhow::Result;

use super::{Finished, run_cargo};
use crate::setup::{node, wasm_tools};
use crate::workspace::{PROFILE, Workspace};

/// The crates, and what they are called here.
pub const CRATES: [(&str, &str); 3] =
    [("tributary-path", "paths"), ("tributary-connection", "connection"), ("tributary-core", "core")];

/// Runs those of one crate.
///
/// # Errors
/// When the tools can't be set up.
pub fn run(workspace: &Workspace, name: &str) -> Result<Finished> {
    run_cargo(command(workspace, name)?)
}

/// What runs them; what is added selects some.
///
/// # Errors
/// When the tools can't be set up.
pub fn command(workspace: &Workspace, name: &str) -> Result<Command> {
    node::ensure(workspace)?;
    wasm_tools::ensure(workspace)?;
    let mut test = workspace.command("wasm-pack");
    test.args(["test", "--node", "--mode", "no-install"]).arg(format!("crates/{name}"));
    test.args(["--profile", PROFILE, "--locked"]);
    Ok(test)
}
