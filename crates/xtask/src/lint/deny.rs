//! cargo-deny, by deny.toml.

use anyhow::Result;

use super::{Verdict, command};
use crate::process;
use crate::setup::cargo_deny;
use crate::workspace::Workspace;

/// Licences, where crates come from, and which are there twice.
pub fn licences(workspace: &Workspace) -> Result<Verdict> {
    let mut deny = workspace.command(cargo_deny::ensure(workspace)?);
    deny.args(["--locked", "--color", "never", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]);
    command(deny)
}

/// Known vulnerabilities. Their database comes from the network, which need not be there.
pub fn advisories(workspace: &Workspace) -> Result<Verdict> {
    let program = cargo_deny::ensure(workspace)?;
    let mut fetch = workspace.command(&program);
    fetch.args(["--locked", "--color", "never", "fetch", "db"]);
    if !process::run(fetch)?.status.success() {
        return Ok(Verdict::NotChecked("the advisory database could not be fetched".to_owned()));
    }
    let mut deny = workspace.command(&program);
    deny.args(["--locked", "--color", "never", "check", "--disable-fetch", "advisories"]);
    command(deny)
}
