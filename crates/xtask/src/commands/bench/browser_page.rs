//! The benchmark page in a browser that nothing is attached to: it reports by HTTP, and its lines come out here.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

use crate::build::wasm;
use crate::process::{self, Running};
use crate::progress;
use crate::setup::browsers::{self, Program};
use crate::setup::node;
use crate::workspace::Workspace;

/// How long the page may be silent: its slowest measurement, on a slow machine.
const SILENCE: Duration = Duration::from_secs(300);

/// Chromium without what would run beside the measurement.
const CHROMIUM: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
];

/// Which browser the page is opened in.
#[derive(Clone, Copy, Debug)]
pub enum Browser {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    fn program(self) -> &'static Program {
        match self {
            Self::Chromium => &Program::CHROMIUM,
            Self::Firefox => &Program::FIREFOX,
        }
    }

    /// The command that opens this address in a new browser with this profile.
    pub fn command(self, workspace: &Workspace, program: &Path, profile: &Path, url: &str) -> Command {
        let mut command = workspace.command(program);
        match self {
            Self::Chromium => {
                command.args(CHROMIUM).arg(format!("--user-data-dir={}", profile.display()));
            }
            Self::Firefox => {
                command.args(["-headless", "-no-remote", "-profile"]).arg(profile);
            }
        }
        command.arg(url).stderr(Stdio::null());
        command
    }
}

/// Builds the page, opens it, and hands each of its lines to `take` until one says that it is done.
///
/// # Errors
/// When something can't be built or started, the page fails or falls silent, or `take` fails.
pub fn run(workspace: &Workspace, browser: Browser, mut take: impl FnMut(&Json) -> Result<()>) -> Result<()> {
    wasm::build(workspace, false)?;
    node::ensure(workspace)?;
    let [program] = browsers::ensure(workspace, [browser.program()])?;
    let mut build = workspace.command("node");
    build.arg("tests/bench/build.mjs");
    process::check(build)?;

    let mut serve = workspace.command("node");
    serve.arg("tests/bench/serve.mjs");
    let (_server, stdout) = Running::start(serve)?;
    let lines = lines_of(stdout);
    let first = next(&lines)?;
    let address = first["address"].as_str().context("the server's first line is not its address")?;

    let profile = Profile::new(workspace)?;
    progress::step(&format!("measuring in {browser:?}"), || {
        let command = browser.command(workspace, &program, &profile.0, &format!("http://{address}/"));
        let (_browser, _stdout) = Running::start(command)?;
        loop {
            let line = next(&lines)?;
            if let Some(why) = line["failed"].as_str() {
                bail!("the benchmark failed: {why}");
            }
            if line["done"] == true {
                return Ok(());
            }
            take(&line)?;
        }
    })
}

/// A new profile's folder, which goes when it is not needed any more.
pub struct Profile(PathBuf);

impl Profile {
    /// An empty one.
    ///
    /// # Errors
    /// When its folder can't be made.
    pub fn new(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.scratch(&format!("bench-profile-{}", std::process::id()))?;
        fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
        Ok(Self(folder))
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn lines_of(stdout: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver
}

fn next(lines: &Receiver<String>) -> Result<Json> {
    let line = lines.recv_timeout(SILENCE).context("the benchmark page says nothing any more")?;
    serde_json::from_str(&line).with_context(|| format!("the benchmark page said something else than JSON: {line}"))
}
