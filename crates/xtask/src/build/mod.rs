//! What is built for the browser: the WebAssembly module, the plugin around it, the host page. Each is skipped when
//! its inputs and outputs are as the last build left them.

pub mod dist;
pub mod host;
pub mod link;
mod names;
pub mod plugin;
mod powers;
pub mod suite;
mod traps;
pub mod wasm;

use std::path::PathBuf;

use crate::workspace::Workspace;

/// Paths in the repository.
fn paths(workspace: &Workspace, relative: &[&str]) -> Vec<PathBuf> {
    relative.iter().map(|path| workspace.path(path)).collect()
}
