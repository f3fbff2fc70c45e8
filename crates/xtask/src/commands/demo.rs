//! `cargo xtask demo`: the plugin on sample feeds, in a page of our own.

use std::path::Path;

use anyhow::Result;

use crate::build::{host, plugin};
use crate::feed::{Feed, Port};
use crate::setup::browsers::{self, Program};
use crate::workspace::Workspace;
use crate::{process, progress};

/// Where the page is unless something else is there.
const PORT: u16 = 14580;

/// What can be said after `demo`.
#[derive(clap::Args)]
pub struct Args {
    /// Look at the page with a browser, say what is seen, and stop.
    #[arg(long)]
    check: bool,
    /// The port to listen on [default: 14580, or a free one when it is taken].
    #[arg(long, value_name = "N")]
    port: Option<u16>,
}

/// Builds everything, then serves it until ctrl-c, or until it has been looked at.
///
/// # Errors
/// When something does not build, or the page can't be served.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    // First, since it is what may need a hand.
    let browser = if args.check { Some(browsers::ensure(workspace, [&Program::CHROMIUM])?) } else { None };
    plugin::build(workspace, false)?;
    host::build(workspace, false)?;
    let default = if args.check { Port::Any } else { Port::Rather(PORT) };
    let feed = Feed::start(workspace, args.port.map_or(default, Port::Exactly), true)?;
    if let Some([chromium]) = browser {
        return check(workspace, &feed, &chromium);
    }
    println!("Tributary's demo is at {}/", feed.url());
    progress::say("ctrl-c stops it");
    feed.wait()?;
    Ok(false)
}

fn check(workspace: &Workspace, feed: &Feed, chromium: &Path) -> Result<bool> {
    let mut look = workspace.command("node");
    look.arg("tests/e2e/check.mjs").env("TRIBUTARY_FEED", feed.url()).env("TRIBUTARY_CHROMIUM", chromium);
    let seen = progress::step("looking at the page", || process::run(look))?;
    print!("{}", seen.output);
    Ok(seen.status.success())
}
