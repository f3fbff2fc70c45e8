//! The lints, one file a subject.

pub mod deny;
pub mod direction;
pub mod hygiene;
pub mod rust;
pub mod typescript;

use std::process::Command;

use anyhow::Result;

use crate::process;

/// What a lint found.
#[derive(Debug)]
pub enum Verdict {
    /// Nothing.
    Passed,
    /// Nothing that must be changed, but something worth a look.
    Notes(String),
    /// It could not look, for a reason that is not ours.
    NotChecked(String),
}

/// A lint that is one command: its exit status says it all.
fn command(command: Command) -> Result<Verdict> {
    process::check(command).map(|_| Verdict::Passed)
}
