//! What may lie in dist/. Every file there is shipped and signed, so nothing is there that is not needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::stamp;
use crate::workspace::PLUGIN_ID;

/// The largest file, and the largest sum, in bytes: an unpacked plugin that is more has something in it by mistake.
const LARGEST_FILE: u64 = 4 << 20;
const LARGEST_SUM: u64 = 10 << 20;

/// Files that have to be there.
const NEEDED: [&str; 5] = ["module.js", "plugin.json", "README.md", "CHANGELOG.md", "LICENSE"];

/// Endings of what else may be there. `LICENSE.txt` files are the licences of what was bundled.
const ALLOWED: [&str; 8] = [".js", ".wasm", ".svg", ".png", ".jpg", ".webp", ".css", ".LICENSE.txt"];

/// Everything in the folder that should not be in it, for people; empty when nothing is.
///
/// # Errors
/// When it can't be read.
pub fn unwanted(dist: &Path) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let mut sum = 0;
    for (name, file) in named_files(dist)? {
        let bytes = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        let size = bytes.len() as u64;
        sum += size;
        if size > LARGEST_FILE {
            problems.push(format!("{name} has {size} bytes, more than {LARGEST_FILE}"));
        }
        problems.extend(stray(&name));
        problems.extend(leaks(&name, &bytes));
    }
    if sum > LARGEST_SUM {
        problems.push(format!("all files together have {sum} bytes, more than {LARGEST_SUM}"));
    }
    Ok(problems)
}

/// Everything that the folder lacks before Grafana can be given it, for people; empty when nothing is.
///
/// # Errors
/// When it can't be read.
pub fn incomplete(dist: &Path) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let names: BTreeSet<String> = named_files(dist)?.into_keys().collect();
    for needed in NEEDED.iter().filter(|needed| !names.contains(**needed)) {
        problems.push(format!("{needed} is missing"));
    }
    if !names.iter().any(|name| name.ends_with(".wasm")) {
        problems.push("there is no .wasm file".to_owned());
    }
    if names.contains("plugin.json") {
        let text = fs::read_to_string(dist.join("plugin.json")).context("can't read plugin.json")?;
        problems.extend(descriptor(&text, &names));
    }
    Ok(problems)
}

/// The folder's files by their names in it, with `/` between folders.
fn named_files(dist: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let name = |file: &Path| file.strip_prefix(dist).map(|name| name.to_string_lossy().replace('\\', "/"));
    stamp::files(dist)?.into_iter().map(|file| Ok((name(&file)?, file))).collect()
}

/// The version that plugin.json states.
///
/// # Errors
/// When it can't be read or states none.
pub fn version(dist: &Path) -> Result<String> {
    let file = dist.join("plugin.json");
    let text = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let json: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
    let version = json.pointer("/info/version").and_then(Value::as_str);
    version.map(str::to_owned).with_context(|| format!("{} has no info.version", file.display()))
}

/// A file that has no business here.
fn stray(name: &str) -> Option<String> {
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    let is_test =
        ["test", "spec", "mock"].iter().any(|word| name.split(['/', '.', '_', '-']).any(|part| part == *word));
    let is_known = NEEDED.contains(&name) || name == "NOTICE" || ALLOWED.iter().any(|ending| name.ends_with(ending));
    (is_hidden || is_test || !is_known).then(|| format!("{name} should not be shipped"))
}

/// What a file's content gives away: where it was built, or something secret.
fn leaks(name: &str, bytes: &[u8]) -> Vec<String> {
    // In two halves, so that these lines don't give themselves away.
    let leaks = [
        (concat!("/ro", "ot/"), "a path of the machine that built it"),
        (concat!("/ho", "me/"), "a path of the machine that built it"),
        (concat!("/Use", "rs/"), "a path of the machine that built it"),
        (concat!("C:\\Use", "rs\\"), "a path of the machine that built it"),
        (concat!("PRIVATE", " KEY-----"), "a private key"),
        (concat!("glsa", "_"), "a Grafana token"),
        (concat!("ghp", "_"), "a GitHub token"),
        (concat!("sourceMapping", "URL="), "a link to a source map"),
    ];
    let contains = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    leaks
        .iter()
        .filter(|(text, _)| contains(text))
        .map(|(text, what)| format!("{name} has {what} (`{text}`)"))
        .collect()
}

/// What is wrong with plugin.json.
fn descriptor(text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let Ok(json) = serde_json::from_str::<Value>(text) else {
        return vec!["plugin.json is not JSON".to_owned()];
    };
    let mut problems = Vec::new();
    let text_at = |pointer: &str| json.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    if text_at("/id") != PLUGIN_ID {
        problems.push(format!("plugin.json: the id is `{}`, not `{PLUGIN_ID}`", text_at("/id")));
    }
    if text_at("/type") != "datasource" {
        problems.push(format!("plugin.json: the type is `{}`, not `datasource`", text_at("/type")));
    }
    for needed in ["/name", "/info/author/name", "/info/description", "/dependencies/grafanaDependency"] {
        if text_at(needed).is_empty() {
            problems.push(format!("plugin.json: {} is missing", needed.trim_start_matches('/').replace('/', ".")));
        }
    }
    if text_at("/info/version").split('.').filter(|part| part.starts_with(|first: char| first.is_ascii_digit())).count()
        != 3
    {
        problems.push(format!("plugin.json: info.version is `{}`, not three numbers", text_at("/info/version")));
    }
    let date = text_at("/info/updated");
    if date.len() != 10 || date.contains('%') {
        problems.push(format!("plugin.json: info.updated is `{date}`, not a date"));
    }
    if json.get("backend") == Some(&Value::Bool(true)) || json.get("executable").is_some() {
        problems.push("plugin.json: names a backend, and there is none".to_owned());
    }
    let logos = ["/info/logos/small", "/info/logos/large"].map(|pointer| text_at(pointer).to_owned());
    let screenshots = json.pointer("/info/screenshots").and_then(Value::as_array).into_iter().flatten();
    let pictures = screenshots.map(|shot| shot.get("path").and_then(Value::as_str).unwrap_or_default().to_owned());
    let named: BTreeSet<String> = logos.into_iter().chain(pictures).collect();
    for picture in named.difference(names) {
        problems.push(format!("plugin.json: the picture `{picture}` is not there"));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{
        "type": "datasource", "id": "tributary-websocket-datasource", "name": "Tributary",
        "info": { "author": { "name": "A" }, "description": "D", "version": "0.1.0", "updated": "2026-11-22",
            "logos": { "small": "img/logo.svg", "large": "img/logo.svg" } },
        "dependencies": { "grafanaDependency": ">=12.3.0" }
    }"#;

    fn names(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_good_descriptor_has_no_problems() {
        assert_eq!(descriptor(GOOD, &names(&["img/logo.svg"])), Vec::<String>::new());
    }

    #[test]
    fn a_missing_picture_and_an_unreplaced_version_are_told() {
        let problems = descriptor(&GOOD.replace("0.1.0", "%VERSION%"), &names(&[])).join("\n");
        assert!(problems.contains("`img/logo.svg` is not there"), "{problems}");
        assert!(problems.contains("`%VERSION%`, not three numbers"), "{problems}");
    }

    #[test]
    fn a_foreign_id_and_a_backend_are_told() {
        let text = GOOD
            .replace("tributary-websocket", "other")
            .replace("\"name\": \"Tributary\"", "\"name\": \"T\", \"backend\": true");
        let problems = descriptor(&text, &names(&["img/logo.svg"])).join("\n");
        assert!(problems.contains("other-datasource") && problems.contains("backend"), "{problems}");
    }

    #[test]
    fn source_maps_tests_and_hidden_files_are_stray() {
        for name in ["module.js.map", "datasource.test.js", ".env", "img/.DS_Store", "__mocks__/a.ts"] {
            assert!(stray(name).is_some(), "{name}");
        }
        for name in ["module.js", "tributary_wasm_bg.0123.wasm", "img/logo.svg", "LICENSE", "latest.js"] {
            assert_eq!(stray(name), None);
        }
    }

    #[test]
    fn a_path_of_the_building_machine_is_a_leak() {
        let text = concat!("at /ro", "ot/.cargo/registry");
        assert_eq!(leaks("a.wasm", text.as_bytes()).len(), 1);
        assert!(leaks("a.wasm", b"crates/tributary-core/src/lib.rs").is_empty());
    }
}
