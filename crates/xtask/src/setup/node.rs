//! Node and the npm packages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::workspace::Workspace;
use crate::{process, progress};

/// The oldest Node that the packages run on; `engines` in package.json says the same.
const OLDEST: u32 = 20;

/// Makes sure that Node is new enough, and that what package-lock.json names is installed.
///
/// # Errors
/// When Node is missing or too old, or the packages can't be installed.
pub fn ensure(workspace: &Workspace) -> Result<()> {
    check_version(workspace)?;
    if is_installed(&workspace.path("package-lock.json"), &workspace.path("node_modules/.package-lock.json"))? {
        return Ok(());
    }
    let mut install = workspace.command("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    progress::step("npm packages", || process::check(install)).map(drop)
}

fn check_version(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.command("node");
    command.arg("--version");
    let advice =
        || format!("Node {OLDEST} or newer is needed: install it from your system's packages or from Node's site");
    let version = process::read(command).with_context(advice)?;
    match major(&version) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!("this Node is {}. {}", version.trim(), advice()),
    }
}

/// The `20` of `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Whether npm's own record of what it installed agrees with the lock file.
fn is_installed(lock: &Path, record: &Path) -> Result<bool> {
    if !record.exists() {
        return Ok(false);
    }
    Ok(agree(&packages(lock)?, &packages(record)?))
}

fn packages(file: &Path) -> Result<Map<String, Value>> {
    let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    let mut lock: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    match lock.get_mut("packages").map(Value::take) {
        Some(Value::Object(packages)) => Ok(packages),
        _ => bail!("{} has no `packages`", file.display()),
    }
}

/// Whether every package of the lock file is installed in its version. Optional ones may be missing: they are for
/// other systems.
fn agree(lock: &Map<String, Value>, installed: &Map<String, Value>) -> bool {
    let is_package = |path: &str| path.starts_with("node_modules/") || path.contains("/node_modules/");
    lock.iter().filter(|(path, _)| is_package(path)).all(|(path, wanted)| match installed.get(path) {
        Some(found) => {
            found.get("version") == wanted.get("version") && found.get("integrity") == wanted.get("integrity")
        }
        None => ["optional", "devOptional"].iter().any(|kind| wanted.get(kind) == Some(&Value::Bool(true))),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn map(value: Value) -> Map<String, Value> {
        let Value::Object(map) = value else { panic!("{value} is no object") };
        map
    }

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }

    #[test]
    fn a_missing_or_another_version_means_that_npm_has_to_run() {
        let lock = map(json!({ "": { "version": "1.0.0" }, "node_modules/a": { "version": "2.0.0" } }));
        assert!(agree(&lock, &map(json!({ "node_modules/a": { "version": "2.0.0" } }))));
        assert!(!agree(&lock, &map(json!({ "node_modules/a": { "version": "1.0.0" } }))));
        assert!(!agree(&lock, &map(json!({}))));
    }

    #[test]
    fn an_optional_package_of_another_system_may_be_missing() {
        let lock = map(json!({ "node_modules/a": { "version": "2.0.0", "optional": true } }));
        assert!(agree(&lock, &map(json!({}))));
    }
}
