//! Rust's own lints. What runs in the browser is looked at for the browser's target, the rest for this machine.

use anyhow::Result;

use super::{Verdict, command};
use crate::process;
use crate::setup::rust::{WASM_TARGET, wasm_target};
use crate::suites::browser;
use crate::workspace::{PROFILE, Workspace};

const NATIVE: [&str; 5] = ["tributary-connection", "tributary-core", "tributary-feed", "tributary-path", "xtask"];
const WASM: [&str; 4] = ["tributary-connection", "tributary-core", "tributary-path", "tributary-wasm"];

/// The fuzz targets' workspace.
const FUZZ: &str = "fuzz/Cargo.toml";

/// rustfmt.
pub fn format(workspace: &Workspace) -> Result<Verdict> {
    let mut fmt = workspace.cargo("fmt");
    fmt.args(["--all", "--check", "--", "--color", "never"]);
    process::check(fmt)?;
    let mut fmt = workspace.cargo("fmt");
    fmt.args(["--manifest-path", FUZZ, "--check", "--", "--color", "never"]);
    command(fmt)
}

/// clippy, native.
pub fn clippy(workspace: &Workspace) -> Result<Verdict> {
    let mut clippy = workspace.cargo("clippy");
    clippy.args(["--quiet", "--locked", "--all-targets", "--profile", PROFILE]);
    clippy.args(packages(&NATIVE)).args(["--", "--deny", "warnings"]);
    command(clippy)
}

/// clippy, WebAssembly.
pub fn clippy_wasm(workspace: &Workspace) -> Result<Verdict> {
    wasm_target(workspace)?;
    let mut clippy = workspace.cargo("clippy");
    clippy.args(["--quiet", "--locked", "--all-targets", "--profile", PROFILE, "--target", WASM_TARGET]);
    clippy.args(packages(&WASM)).args(["--", "--deny", "warnings"]);
    clippy.envs(browser::environment(None));
    command(clippy)
}

/// clippy for the fuzz targets, without libFuzzer: its C++ need not be built for this.
pub fn clippy_fuzz(workspace: &Workspace) -> Result<Verdict> {
    let mut clippy = workspace.cargo("clippy");
    clippy.args(["--quiet", "--locked", "--manifest-path", FUZZ, "--no-default-features", "--profile", PROFILE]);
    clippy.args(["--", "--deny", "warnings"]);
    command(clippy)
}

/// The documentation's links and examples.
pub fn docs(workspace: &Workspace) -> Result<Verdict> {
    wasm_target(workspace)?;
    let doc = |arguments: &[&str], names: &[&str]| {
        let mut doc = workspace.cargo("doc");
        doc.args(["--quiet", "--locked", "--no-deps", "--profile", PROFILE]).args(arguments).args(packages(names));
        doc.env("RUSTDOCFLAGS", "--deny warnings");
        process::check(doc)
    };
    doc(&[], &NATIVE)?;
    doc(&["--target", WASM_TARGET], &["tributary-wasm"])?;
    Ok(Verdict::Passed)
}

fn packages<'a>(names: &'a [&str]) -> impl Iterator<Item = &'a str> {
    names.iter().flat_map(|name| ["--package", *name])
}
