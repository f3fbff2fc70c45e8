//! wasm-pack, wasm-bindgen and its test runner: built here, from the versions in Cargo.lock.

use std::sync::OnceLock;

use anyhow::Result;

use super::rust;
use crate::workspace::{PROFILE, Workspace};
use crate::{process, progress};

/// Builds the tools when they are not built yet: two to four minutes, once.
///
/// # Errors
/// When they don't build.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    rust::wasm_target(workspace)?;
    let mut build = workspace.cargo("build");
    build.args(["--locked", "--package", "wasm-tools", "--profile", PROFILE]);
    let what = if workspace.programs().join("wasm-pack").exists() {
        "wasm tools"
    } else {
        "wasm tools: built once, for two to four minutes"
    };
    progress::step(what, || process::check(build))?;
    READY.get_or_init(|| ());
    Ok(())
}
