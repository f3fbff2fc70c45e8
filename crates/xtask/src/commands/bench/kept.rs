//! Reports that were measured here before: so that one benchmark can be measured anew, and all of them be shown.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::value::Report;
use crate::process;
use crate::workspace::Workspace;

/// A report, and what it was measured of.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// The day, `2026-01-31`.
    pub date: String,
    /// The commit, with a `+` if anything was changed since.
    pub commit: String,
    /// What was found.
    pub report: Report,
}

impl Kept {
    /// A report of now.
    ///
    /// # Errors
    /// When git does not answer.
    pub fn now(workspace: &Workspace, report: Report) -> Result<Self> {
        let mut date = workspace.command("date");
        date.args(["-u", "+%Y-%m-%d"]);
        let mut describe = workspace.command("git");
        // What the benchmarks write themselves is no change of what they measure.
        describe.args(["log", "-1", "--format=%h", "--", ".", ":!docs"]);
        let mut status = workspace.command("git");
        status.args(["status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs"]);
        let changed = if process::read(status)?.trim().is_empty() { "" } else { "+" };
        let commit = format!("{}{changed}", process::read(describe)?.trim());
        Ok(Self { date: process::read(date)?.trim().to_owned(), commit, report })
    }

    /// Keeps it in the place of an earlier one.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self, workspace: &Workspace, benchmark: &str) -> Result<()> {
        let file = file(workspace, benchmark)?;
        fs::write(&file, serde_json::to_vec(self)?).with_context(|| format!("can't write {}", file.display()))
    }

    /// What was kept last, if it can be read.
    ///
    /// # Errors
    /// When there is no place for such.
    pub fn last(workspace: &Workspace, benchmark: &str) -> Result<Option<Self>> {
        let read = fs::read(file(workspace, benchmark)?).ok();
        Ok(read.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }
}

fn file(workspace: &Workspace, benchmark: &str) -> Result<PathBuf> {
    workspace.scratch(&format!("bench-{}.json", benchmark.replace('/', "-")))
}
