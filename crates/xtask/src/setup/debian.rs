//! Debian's and Ubuntu's packages.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{process, progress};

/// A system with apt-get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian, or one that says it is like it.
    Debian,
    /// Ubuntu, or one that says it is like it.
    Ubuntu,
}

impl System {
    /// The system we run on, if it is one of these.
    pub fn this() -> Option<Self> {
        Self::read(&fs::read_to_string("/etc/os-release").ok()?)
    }

    fn read(os_release: &str) -> Option<Self> {
        let is_like = |name: &str| {
            os_release
                .lines()
                .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
                .any(|names| names.trim_matches('"').split(' ').any(|listed| listed == name))
        };
        if is_like("ubuntu") {
            Some(Self::Ubuntu)
        } else if is_like("debian") {
            Some(Self::Debian)
        } else {
            None
        }
    }
}

/// Whether we may install packages.
#[cfg(unix)]
pub fn are_we_root() -> bool {
    nix::unistd::geteuid().is_root()
}

/// Whether we may install packages.
#[cfg(not(unix))]
pub fn are_we_root() -> bool {
    false
}

/// Installs packages without a question.
///
/// # Errors
/// When apt-get fails.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let apt_get = |arguments: &[&str]| {
        let mut command = workspace.command("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let names = packages.join(" ");
    progress::step(&format!("apt-get install {names}"), || {
        process::check(apt_get(&["update", "--quiet"]))?;
        let mut install = apt_get(&["install", "--quiet", "--yes", "--no-install-recommends"]);
        install.args(packages);
        process::check(install)
    })
    .map(drop)
    .with_context(|| format!("install these packages by hand: {names}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_told_by_its_id_or_by_what_it_is_like() {
        assert_eq!(System::read("ID=debian\n"), Some(System::Debian));
        assert_eq!(System::read("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), Some(System::Ubuntu));
        assert_eq!(System::read("ID=fedora\nVARIANT_ID=debian\n"), None);
    }
}
