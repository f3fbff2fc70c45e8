//! The built plugin in the host page, in a browser.

use anyhow::Result;

use super::{Finished, run_with_report};
use crate::build::{host, plugin};
use crate::feed::{Feed, Port};
use crate::setup::browsers::{self, Program};
use crate::tally::Tally;
use crate::workspace::Workspace;

/// Builds the plugin and the page, and runs the tests against a feed server of their own.
///
/// # Errors
/// When something can't be built or set up.
pub fn run(workspace: &Workspace) -> Result<Finished> {
    plugin::build(workspace, false)?;
    host::build(workspace, false)?;
    let [chromium] = browsers::ensure(workspace, [&Program::CHROMIUM])?;
    let feed = Feed::start(workspace, Port::Any, true)?;
    let report = workspace.scratch("playwright.json")?;
    let mut playwright = workspace.npm_program("playwright", ".");
    playwright.args(["test", "-c", "tests/e2e", "--reporter", "list,json"]);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    playwright.env("TRIBUTARY_FEED", feed.url()).env("TRIBUTARY_CHROMIUM", chromium);
    run_with_report(playwright, &report, Tally::of_playwright)
}
