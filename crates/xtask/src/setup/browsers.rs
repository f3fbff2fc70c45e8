//! Browsers and Chromium's driver: looked up, and installed where that needs no hand.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::debian;
use crate::workspace::Workspace;

/// A program that the system brings.
#[derive(Debug)]
pub struct Program {
    /// What people call it.
    title: &'static str,
    /// The environment variable that names another one.
    variable: &'static str,
    /// What its executable may be called.
    names: &'static [&'static str],
    /// Where it may be though that is not on the PATH.
    places: &'static [&'static str],
    /// The packages that bring it in Debian.
    debian: &'static [&'static str],
    /// The packages that bring it in Ubuntu.
    ubuntu: &'static [&'static str],
}

impl Program {
    /// Chromium or Chrome.
    pub const CHROMIUM: Self = Self {
        title: "Chromium",
        variable: "TRIBUTARY_CHROMIUM",
        names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
        places: &[
            "/usr/bin/chromium",
            "/usr/lib/chromium/chromium",
            "/usr/lib64/chromium-browser/chromium-browser",
            "/snap/bin/chromium",
            "/opt/google/chrome/chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ],
        debian: &["chromium", "fonts-liberation"],
        ubuntu: &["chromium-browser", "fonts-liberation"],
    };

    /// Chromium's WebDriver.
    pub const CHROMEDRIVER: Self = Self {
        title: "chromedriver",
        variable: "CHROMEDRIVER",
        names: &["chromedriver"],
        places: &[
            "/usr/bin/chromedriver",
            "/usr/lib/chromium/chromedriver",
            "/usr/lib/chromium-browser/chromedriver",
            "/snap/bin/chromium.chromedriver",
        ],
        debian: &["chromium-driver"],
        ubuntu: &["chromium-chromedriver"],
    };

    /// Firefox.
    pub const FIREFOX: Self = Self {
        title: "Firefox",
        variable: "TRIBUTARY_FIREFOX",
        names: &["firefox-esr", "firefox"],
        places: &[
            "/usr/bin/firefox-esr",
            "/usr/bin/firefox",
            "/usr/lib/firefox-esr/firefox-esr",
            "/usr/lib/firefox/firefox",
            "/snap/bin/firefox",
            "/Applications/Firefox.app/Contents/MacOS/firefox",
        ],
        debian: &["firefox-esr"],
        ubuntu: &["firefox"],
    };

    /// Firefox's WebDriver; no distribution's package is named, since it has a way of its own to be installed.
    pub const GECKODRIVER: Self = Self {
        title: "geckodriver",
        variable: "GECKODRIVER",
        names: &["geckodriver"],
        places: &["/usr/bin/geckodriver", "/snap/bin/geckodriver"],
        debian: &[],
        ubuntu: &[],
    };

    /// Where the program is, if it is anywhere.
    pub fn find(&self) -> Option<PathBuf> {
        let named = env::var_os(self.variable).map(PathBuf::from);
        let path = env::var_os("PATH").unwrap_or_default();
        let on_path = env::split_paths(&path).flat_map(|folder| self.names.iter().map(move |name| folder.join(name)));
        let elsewhere = self.places.iter().map(PathBuf::from);
        named.into_iter().chain(on_path).chain(elsewhere).find(|candidate| is_executable(candidate))
    }
}

/// The programs' paths, in their order. Where some are missing, root on Debian or Ubuntu gets them from the system's
/// packages.
///
/// # Errors
/// When some are missing still: tells what to do.
pub fn ensure<const N: usize>(workspace: &Workspace, programs: [&Program; N]) -> Result<[PathBuf; N]> {
    if let Some(found) = find_all(programs) {
        return Ok(found);
    }
    let missing: Vec<&Program> = programs.into_iter().filter(|program| program.find().is_none()).collect();
    if let Some(system) = debian::System::this() {
        let packages: Vec<&str> = missing
            .iter()
            .flat_map(|program| match system {
                debian::System::Debian => program.debian,
                debian::System::Ubuntu => program.ubuntu,
            })
            .copied()
            .collect();
        if debian::are_we_root() {
            debian::install(workspace, &packages)?;
            if let Some(found) = find_all(programs) {
                return Ok(found);
            }
        } else {
            bail!("{}As root: apt-get install {}", advice(&missing), packages.join(" "));
        }
    }
    bail!("{}Install it by your system's packages", advice(&missing));
}

fn find_all<const N: usize>(programs: [&Program; N]) -> Option<[PathBuf; N]> {
    let found: Vec<PathBuf> = programs.iter().filter_map(|program| program.find()).collect();
    found.try_into().ok()
}

fn advice(missing: &[&Program]) -> String {
    missing
        .iter()
        .map(|program| {
            format!("{} was not found (set {} to name one that is elsewhere). ", program.title, program.variable)
        })
        .collect()
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOWHERE: Program = Program {
        title: "Nothing",
        variable: "TRIBUTARY_NO_SUCH_PROGRAM",
        names: &["no-such-program"],
        places: &[],
        debian: &["no-such-package"],
        ubuntu: &[],
    };

    #[test]
    fn what_is_missing_is_named_with_the_variable_that_helps() {
        assert!(NOWHERE.find().is_none());
        let advice = advice(&[&NOWHERE]);
        assert!(advice.contains("Nothing was not found") && advice.contains("TRIBUTARY_NO_SUCH_PROGRAM"), "{advice}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_off_the_path_is_found_in_its_usual_place() {
        let shell = Program { places: &["/bin/sh"], ..NOWHERE };
        assert_eq!(shell.find(), Some(PathBuf::from("/bin/sh")));
    }
}
