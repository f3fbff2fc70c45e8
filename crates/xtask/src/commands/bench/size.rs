//! How much a browser has to load: every shipped script and the module, compressed as a server would.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::statistics::rounded;
use super::{Report, Value, start};
use crate::build::plugin;
use crate::workspace::{PLUGIN_ID, Workspace};
use crate::{process, stamp};

/// Prints the brotli or gzip size of each file it is given: Node has both, so no crate is needed for them.
const SCRIPT: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants, gzipSync } = require('node:zlib');
const [format, ...files] = process.argv.slice(1);
for (const file of files) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  const bytes = readFileSync(file);
  const small = format === 'gzip' ? gzipSync(bytes, { level: 9 }) : brotliCompressSync(bytes, { params });
  console.log(small.length);
}";

/// Builds the plugin and measures what it ships, and what of its scripts a page loads before its first row.
///
/// # Errors
/// When it does not build, or the page can't be loaded.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    plugin::build(workspace, false)?;
    let is_code = |file: &PathBuf| {
        let ending = file.extension().and_then(OsStr::to_str);
        matches!(ending, Some("js" | "wasm" | "css"))
    };
    let files: Vec<PathBuf> = stamp::files(&workspace.path(plugin::OUTPUT))?.into_iter().filter(is_code).collect();
    let sizes = sizes(workspace, "brotli", &files)?;
    let mut values = vec![value("module-js-gzip-kb", sum_of_first_scripts(workspace)?)];
    values.extend(files.iter().zip(&sizes).map(|(file, bytes)| value(&format!("{}-brotli-kb", label(file)), *bytes)));
    values.push(value("total-brotli-kb", sizes.iter().sum()));
    Ok(Report::of(values))
}

/// The gzip size of the plugin's scripts that a page loads before its first row.
fn sum_of_first_scripts(workspace: &Workspace) -> Result<f64> {
    let prefix = format!("/public/plugins/{PLUGIN_ID}/");
    let files = start::scripts(workspace)?
        .iter()
        .map(|path| path.strip_prefix(&prefix).map(|name| workspace.path(plugin::OUTPUT).join(name)))
        .collect::<Option<Vec<_>>>()
        .context("a script that is not the plugin's")?;
    Ok(sizes(workspace, "gzip", &files)?.iter().sum())
}

/// Of each file, in bytes.
fn sizes(workspace: &Workspace, format: &str, files: &[PathBuf]) -> Result<Vec<f64>> {
    let mut node = workspace.command("node");
    node.args(["-e", SCRIPT, format]).args(files);
    process::read(node)?.lines().map(|size| size.parse().context("Node did not print a size")).collect()
}

fn value(name: &str, bytes: f64) -> Value {
    Value::less(&format!("size/{name}"), rounded(bytes / 1024.0, 10.0), "KiB")
}

/// A file's name without what changes from build to build: `wasm`, `module-js`, `worker-js`.
fn label(file: &Path) -> String {
    let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    if name.ends_with(".wasm") {
        return "wasm".to_owned();
    }
    let is_hash = |part: &&str| part.len() >= 8 && part.chars().all(|digit| digit.is_ascii_hexdigit());
    name.split('.').filter(|part| !is_hash(part)).collect::<Vec<_>>().join("-").replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_the_same_when_content_changes() {
        assert_eq!(label(Path::new("dist/module.js")), "module-js");
        assert_eq!(label(Path::new("dist/engine_worker.0123abcd89.js")), "engine-worker-js");
        assert_eq!(label(Path::new("dist/0123abcd89.wasm")), "wasm");
    }
}
