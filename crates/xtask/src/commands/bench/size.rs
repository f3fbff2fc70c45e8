//! How much a browser has to load: every shipped script and the module, compressed as a server would.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Value;
use crate::build::plugin;
use crate::workspace::Workspace;
use crate::{process, stamp};

/// Prints the brotli size of each file it is given: Node has brotli, so no crate is needed for it.
const SCRIPT: &str = "
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants } = require('node:zlib');
for (const file of process.argv.slice(1)) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  console.log(brotliCompressSync(readFileSync(file), { params }).length);
}";

/// Builds the plugin and measures what it ships.
///
/// # Errors
/// When it does not build.
pub fn measure(workspace: &Workspace) -> Result<Vec<Value>> {
    plugin::build(workspace, false)?;
    let is_code = |file: &PathBuf| {
        let ending = file.extension().and_then(OsStr::to_str);
        matches!(ending, Some("js" | "wasm" | "css"))
    };
    let files: Vec<PathBuf> = stamp::files(&workspace.path(plugin::OUTPUT))?.into_iter().filter(is_code).collect();
    let mut node = workspace.command("node");
    node.args(["-e", SCRIPT]).args(&files);
    let sizes = process::read(node)?;
    let mut values = Vec::new();
    let mut sum = 0.0;
    for (file, size) in files.iter().zip(sizes.lines()) {
        let bytes: f64 = size.parse().context("Node did not print a size")?;
        sum += bytes;
        values.push(value(&label(file), bytes));
    }
    values.push(value("total", sum));
    Ok(values)
}

fn value(label: &str, bytes: f64) -> Value {
    let kilobytes = (bytes / 1024.0 * 10.0).round() / 10.0;
    Value { name: format!("size/{label}-brotli-kb"), value: kilobytes, unit: "KiB", higher_is_better: false }
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
