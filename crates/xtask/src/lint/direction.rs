//! Who may depend on whom: `ts-shim → tributary-wasm → tributary-core → tributary-connection → tributary-path`, and
//! nothing points back.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Verdict;
use crate::process;
use crate::workspace::Workspace;

/// Crates that know the browser.
const BROWSER: [&str; 5] = ["js-sys", "web-sys", "wasm-bindgen", "wasm-bindgen-futures", "serde-wasm-bindgen"];

/// The crates that may know it.
const MAY_KNOW_BROWSER: [&str; 2] = ["tributary-wasm", "wasm-tools"];

/// Our crates, and which of our crates each may depend on.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("tributary-path", &[]),
    ("tributary-connection", &["tributary-path"]),
    ("tributary-core", &["tributary-connection", "tributary-path"]),
    ("tributary-wasm", &["tributary-core"]),
    ("tributary-feed", &["tributary-core"]),
    ("xtask", &["tributary-core"]),
    ("wasm-tools", &[]),
];

/// Looks at what each crate names, and at everything that the core draws in.
pub fn check(workspace: &Workspace) -> Result<Verdict> {
    let mut metadata = workspace.cargo("metadata");
    metadata.args(["--locked", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&process::read(metadata)?).context("cargo's metadata is not JSON")?;
    let mut problems = named(&metadata);

    let mut tree = workspace.cargo("tree");
    tree.args(["--locked", "--package", "tributary-core", "--edges", "normal,build", "--target", "all"]);
    tree.args(["--prefix", "none", "--format", "{p}"]);
    problems.extend(drawn_in(&process::read(tree)?));
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(Verdict::Passed)
}

/// What crates name in their Cargo.toml and should not. Tests may use what they like.
fn named(metadata: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for package in metadata.get("packages").and_then(Value::as_array).into_iter().flatten() {
        let name = package.get("name").and_then(Value::as_str).unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            problems.push(format!("{name} is new: say in xtask's lint/direction.rs what it may depend on"));
            continue;
        };
        let dependencies = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
        for dependency in dependencies.filter(|dependency| dependency.get("kind") != Some(&Value::from("dev"))) {
            let other = dependency.get("name").and_then(Value::as_str).unwrap_or_default();
            let is_ours = ALLOWED.iter().any(|(known, _)| *known == other);
            let is_browser = BROWSER.contains(&other) && !MAY_KNOW_BROWSER.contains(&name);
            if is_browser || (is_ours && !allowed.contains(&other)) {
                problems.push(format!("{name} must not depend on {other}"));
            }
        }
    }
    problems
}

/// What the core draws in, by whatever way, and should not.
fn drawn_in(tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut found: Vec<&str> = names.filter(|name| BROWSER.contains(name)).collect();
    found.sort_unstable();
    found.dedup();
    found
        .iter()
        .map(|name| {
            format!("tributary-core draws in {name}: see `cargo tree -p tributary-core -i {name} --target all`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_core_may_not_point_back_and_only_the_wasm_crate_knows_the_browser() {
        let metadata = json!({ "packages": [
            { "name": "tributary-core", "dependencies": [{ "name": "tributary-feed", "kind": null }] },
            { "name": "tributary-wasm", "dependencies": [{ "name": "web-sys" }, { "name": "tributary-core" }] },
            { "name": "tributary-feed", "dependencies": [{ "name": "js-sys" }, { "name": "wasm-bindgen", "kind": "dev" }] },
        ] });
        assert_eq!(
            named(&metadata),
            ["tributary-core must not depend on tributary-feed", "tributary-feed must not depend on js-sys"]
        );
    }

    #[test]
    fn a_crate_that_nobody_placed_is_asked_about() {
        let problems = named(&json!({ "packages": [{ "name": "tributary-more", "dependencies": [] }] }));
        assert!(problems.iter().any(|problem| problem.contains("tributary-more is new")));
    }

    #[test]
    fn what_the_core_draws_in_is_told_once() {
        assert_eq!(drawn_in("tributary-core v0.1.0 (…)\njs-sys v0.3.1\njs-sys v0.3.1 (*)\nserde v1.0.0\n").len(), 1);
    }
}
