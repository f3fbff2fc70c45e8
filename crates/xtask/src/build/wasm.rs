//! The WebAssembly module: cargo, which has it linked by [`super::link`], wasm-bindgen, then binaryen's wasm-opt.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{names, paths, powers};
use crate::setup::{node, wasm_tools};
use crate::stamp::Stamp;
use crate::workspace::Workspace;
use crate::{process, progress};

/// Where the module is put, with its JavaScript and its types.
pub const OUTPUT: &str = "crates/tributary-wasm/pkg";

const MODULE: &str = "crates/tributary-wasm/pkg/tributary_wasm_bg.wasm";

/// What it is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";

/// What shapes the module besides the sources.
const INPUTS: [&str; 18] = [
    "crates/tributary-connection/src",
    "crates/tributary-connection/Cargo.toml",
    "crates/tributary-core/src",
    "crates/tributary-core/Cargo.toml",
    "crates/tributary-path/src",
    "crates/tributary-path/Cargo.toml",
    "crates/tributary-wasm/src",
    "crates/tributary-wasm/js",
    "crates/tributary-wasm/build.rs",
    "crates/tributary-wasm/Cargo.toml",
    "crates/xtask/src/build/link.rs",
    "crates/xtask/src/build/names.rs",
    "crates/xtask/src/build/powers.rs",
    "crates/xtask/src/build/traps",
    "crates/xtask/src/build/traps.rs",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
];

/// How wasm-opt works: for speed, since what the module is for is to read messages fast. The module itself says which
/// of WebAssembly's features it uses.
const WASM_OPT: [&str; 7] = [
    "-O3",
    // Again until nothing gets smaller.
    "--converge",
    // What is called from one place stays a function: rustc has put together what is faster so, and a function of
    // many others' code has so many variables that it compresses badly.
    "--one-caller-inline-max-function-size=0",
    // The stack ends where memory begins, so no address is a small number and none wraps around.
    "--low-memory-unused",
    // How a load or a store is said to be aligned is a hint, of which engines on x86-64 and AArch64 make nothing: the
    // same one everywhere compresses better.
    "--dealign",
    // Functions that are made of the same generic one stand together, and compress better. It needs their names.
    "--debuginfo",
    "--reorder-functions-by-name",
];

/// What is of no use in a browser: which tools made the module, and for what features. Names are left out, too, unless
/// they are asked for.
const STRIP: [&str; 2] = ["--strip-producers", "--strip-target-features"];

/// Builds the module, when it is not as new as its sources or `force` is set.
///
/// # Errors
/// When it does not build.
pub fn build(workspace: &Workspace, force: bool) -> Result<()> {
    let recipe = [WASM_OPT.concat(), STRIP.concat(), flags(workspace).concat()].concat();
    let stamp =
        Stamp::new(workspace.scratch("wasm.stamp")?, &recipe, paths(workspace, &INPUTS), paths(workspace, &[OUTPUT]));
    if !force && stamp.is_fresh()? {
        return Ok(());
    }
    node::ensure(workspace)?;
    wasm_tools::ensure(workspace)?;
    progress::step("WebAssembly module", || {
        compile(workspace)?;
        bind(workspace)?;
        rename(workspace)?;
        powers::take_out(workspace, &workspace.path(MODULE))?;
        optimise(workspace)
    })?;
    stamp.set()
}

/// As a cdylib alone: the crate is a library for its tests, too, and cargo optimises at link time only what is none.
/// wasm-pack cannot ask for that.
fn compile(workspace: &Workspace) -> Result<()> {
    // cargo does not see that its linker is another one than the last time: without what it made, it links again.
    let linked = workspace.target(TARGET).join("release/deps/tributary_wasm.wasm");
    if linked.exists() {
        std::fs::remove_file(&linked).with_context(|| format!("can't remove {}", linked.display()))?;
    }
    let linker = env::current_exe().context("this program is nowhere")?;
    let mut rustc = workspace.cargo("rustc");
    rustc.args(["--package", "tributary-wasm", "--lib", "--crate-type", "cdylib"]);
    rustc.args(["--release", "--target", TARGET, "--locked"]);
    rustc.env("CARGO_ENCODED_RUSTFLAGS", flags(workspace).join("\u{1f}"));
    rustc.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    process::check(rustc).map(drop)
}

fn bind(workspace: &Workspace) -> Result<()> {
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen.arg(workspace.target(TARGET).join("release/tributary_wasm.wasm"));
    bindgen.args(["--target", "web", "--out-dir", OUTPUT]);
    // The page tells where the module is: the plugin may be served from anywhere.
    bindgen.arg("--omit-default-module-path");
    // On the main thread, too, an instance that has trapped is replaced.
    bindgen.arg("--experimental-reset-state-function");
    process::check(bindgen).map(drop)
}

/// In all that wasm-bindgen wrote.
fn rename(workspace: &Workspace) -> Result<()> {
    let output = workspace.path(OUTPUT);
    let read = |name: &str| std::fs::read(output.join(name)).with_context(|| format!("can't read {OUTPUT}/{name}"));
    let javascript = String::from_utf8(read("tributary_wasm.js")?)?;
    let short = names::short(&javascript);
    for name in ["tributary_wasm.js", "tributary_wasm.d.ts", "tributary_wasm_bg.wasm", "tributary_wasm_bg.wasm.d.ts"] {
        let mut file = read(name)?;
        names::replace(&mut file, &short);
        std::fs::write(output.join(name), file).with_context(|| format!("can't write {OUTPUT}/{name}"))?;
    }
    Ok(())
}

fn optimise(workspace: &Workspace) -> Result<()> {
    let module = workspace.path(MODULE);
    let changed = module.with_extension("changed");
    for options in [&WASM_OPT[..], &STRIP] {
        let mut command = workspace.npm_program("wasm-opt", ".");
        command.args(options).arg(&module).arg("--output").arg(&changed);
        process::check(command)?;
        std::fs::rename(&changed, &module).with_context(|| format!("can't replace {}", module.display()))?;
    }
    Ok(())
}

/// What rustc is told. Given in this way it does not read .cargo/config.toml, which says the same of WebAssembly's
/// features.
fn flags(workspace: &Workspace) -> Vec<String> {
    let mut flags = remap_paths(workspace);
    flags.push("-Ctarget-feature=+simd128".to_owned());
    flags
}

/// Panic messages name source files: not by where they are on the machine that built them.
fn remap_paths(workspace: &Workspace) -> Vec<String> {
    let home = |variable: &str, folder: &str| {
        env::var_os(variable).map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(folder)))
    };
    let cargo = home("CARGO_HOME", ".cargo").map(|path| (path, "cargo"));
    let rustup = home("RUSTUP_HOME", ".rustup").map(|path| (path, "rustup"));
    let own = (workspace.path(""), "tributary");
    [cargo, rustup, Some(own)]
        .into_iter()
        .flatten()
        .map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()))
        .collect()
}
