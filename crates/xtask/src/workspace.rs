//! Where things are, and commands that start there.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The plugin's id in Grafana: the name of its folder and of its zip file.
pub const PLUGIN_ID: &str = "tributary-websocket-datasource";

/// The cargo profile of everything native: nothing is optimised, nothing has debug information, and there is only
/// one, so that tests, tools and the feed server share what is built.
pub const PROFILE: &str = "tools";

/// The repository: its root and cargo's target directory.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds the repository that this program was built from.
    ///
    /// # Errors
    /// When it is gone.
    pub fn locate() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .join("../..")
            .canonicalize()
            .with_context(|| format!("the repository is not at {}: run this as `cargo xtask`", manifest.display()))?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { root, target })
    }

    /// A path in the repository.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo puts the programs of [`PROFILE`].
    pub fn programs(&self) -> PathBuf {
        self.target.join(PROFILE)
    }

    /// A path under cargo's target directory.
    pub fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.target.join(relative)
    }

    /// A path for files that only we read: logs, reports, stamps. The folder is made.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.target.join("xtask");
        std::fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        Ok(folder.join(name))
    }

    /// A command that starts in the repository's root, with the wasm tools first on its PATH.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root).env("PATH", self.search_path());
        command
    }

    /// `cargo` with a subcommand.
    pub fn cargo(&self, subcommand: &str) -> Command {
        let mut command = self.command("cargo");
        command.arg(subcommand).env("CARGO_TERM_COLOR", "never");
        command
    }

    /// A program that an npm package brings, run in `folder`.
    pub fn npm_program(&self, name: &str, folder: &str) -> Command {
        let mut command = self.command(self.path("node_modules/.bin").join(name));
        command.current_dir(self.path(folder)).env("NO_COLOR", "1");
        command
    }

    fn search_path(&self) -> OsString {
        let mut path = self.programs().into_os_string();
        if let Some(inherited) = env::var_os("PATH") {
            path.push(if cfg!(windows) { ";" } else { ":" });
            path.push(inherited);
        }
        path
    }
}
