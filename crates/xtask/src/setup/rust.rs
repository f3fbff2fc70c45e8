//! The Rust toolchain: rustup installs the one that rust-toolchain.toml names when cargo first runs; its WebAssembly
//! target may still be missing.

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{process, progress};

/// The target of everything that runs in the browser.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that there is a standard library for [`WASM_TARGET`].
///
/// # Errors
/// When there is none and rustup can't add it.
pub fn wasm_target(workspace: &Workspace) -> Result<()> {
    let mut sysroot = workspace.command("rustc");
    sysroot.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    let folder = process::read(sysroot)?;
    if std::path::Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    let mut add = workspace.command("rustup");
    add.args(["target", "add", WASM_TARGET]);
    progress::step(&format!("Rust's target {WASM_TARGET}"), || process::check(add))
        .map(drop)
        .context("without rustup, install Rust's standard library for wasm32-unknown-unknown by your package manager")
}
