//! The TypeScript side's lints.

use anyhow::Result;

use super::{Verdict, command};
use crate::process;
use crate::setup::node;
use crate::workspace::Workspace;

/// The folders with a tsconfig.json.
const PROJECTS: [&str; 2] = ["ts-shim", "tests"];

/// What prettier looks at; it has no opinion where it finds nothing.
const FORMATTED: [&str; 7] = [
    "ts-shim/*.{js,mjs,json}",
    "ts-shim/src/**/*.{ts,tsx,js,css,scss,json}",
    "tests/{*,host/**/*,e2e/**/*,bench/**/*}.{ts,tsx,js,mjs,css,html,json}",
    "crates/tributary-core/tests/**/*.js",
    "crates/tributary-wasm/js/*.js",
    "*.{js,mjs,cjs}",
    "{package,plugin}.json",
];

/// eslint, as ts-shim is set up.
pub fn eslint(workspace: &Workspace) -> Result<Verdict> {
    node::ensure(workspace)?;
    let rules = workspace.path("ts-shim/eslint.config.mjs").to_string_lossy().into_owned();
    for project in PROJECTS {
        let mut eslint = workspace.npm_program("eslint", project);
        eslint.args(["--config", &rules, "--ignore-pattern", "out/", "--max-warnings", "0", "."]);
        process::check(eslint)?;
    }
    Ok(Verdict::Passed)
}

/// prettier, as ts-shim is set up.
pub fn prettier(workspace: &Workspace) -> Result<Verdict> {
    node::ensure(workspace)?;
    let mut prettier = workspace.npm_program("prettier", ".");
    prettier.args(["--check", "--log-level", "warn", "--no-error-on-unmatched-pattern"]);
    prettier.args(["--config", "ts-shim/.prettierrc.js"]).args(FORMATTED);
    command(prettier)
}

/// The types. What the WebAssembly module exports is declared in ts-shim, so that it need not be built for this.
pub fn tsc(workspace: &Workspace) -> Result<Verdict> {
    node::ensure(workspace)?;
    for project in PROJECTS {
        let mut tsc = workspace.npm_program("tsc", project);
        tsc.args(["--noEmit", "--pretty", "false"]);
        process::check(tsc)?;
    }
    Ok(Verdict::Passed)
}
