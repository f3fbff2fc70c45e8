//! The feed server as a child.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::ChildStdout;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::build::{host, plugin};
use crate::process::{self, Running};
use crate::progress;
use crate::workspace::{PLUGIN_ID, PROFILE, Workspace};

/// Which port to listen on.
#[derive(Clone, Copy)]
pub enum Port {
    /// This one.
    Exactly(u16),
    /// This one, or any when it is taken.
    Rather(u16),
    /// Any free one.
    Any,
}

/// A running feed server; it stops when this is dropped.
pub struct Feed {
    process: Running,
    address: String,
}

impl Feed {
    /// Builds and starts the server; with `pages`, it also serves the host page and the plugin.
    ///
    /// # Errors
    /// When it does not build, or does not say within ten seconds that it listens.
    pub fn start(workspace: &Workspace, port: Port, pages: bool) -> Result<Self> {
        Self::serve(workspace, port, pages.then_some(host::OUTPUT))
    }

    /// Builds and starts the server; it also serves the pages of this folder, if one is given, and the plugin.
    ///
    /// # Errors
    /// As [`Feed::start`].
    pub fn serve(workspace: &Workspace, port: Port, pages: Option<&str>) -> Result<Self> {
        let mut build = workspace.cargo("build");
        build.args(["--locked", "--package", "tributary-feed", "--profile", PROFILE]);
        progress::step("feed server", || process::check(build))?;
        match port {
            Port::Exactly(port) => Self::listen(workspace, port, pages),
            Port::Rather(port) => Self::listen(workspace, port, pages).or_else(|_| Self::listen(workspace, 0, pages)),
            Port::Any => Self::listen(workspace, 0, pages),
        }
    }

    /// `host:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where its pages are.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until the server ends by itself, which it should not.
    ///
    /// # Errors
    /// Always, but by ctrl-c it is never seen.
    pub fn wait(mut self) -> Result<()> {
        let status = self.process.wait()?;
        bail!("the feed server ended by itself ({status})")
    }

    fn listen(workspace: &Workspace, port: u16, pages: Option<&str>) -> Result<Self> {
        let mut command = workspace.command(workspace.programs().join("tributary-feed"));
        command.args(["--port", &port.to_string()]);
        for (prefix, folder) in pages.iter().flat_map(|pages| served(workspace, pages)) {
            command.arg("--serve").arg(format!("{prefix}={}", folder.display()));
        }
        let log = workspace.scratch(if pages.is_some() { "feed-with-pages.log" } else { "feed.log" })?;
        if !progress::verbose() {
            command.stderr(File::create(&log).with_context(|| format!("can't write {}", log.display()))?);
        }
        let (process, stdout) = Running::start(command)?;
        let line = first_line(stdout).with_context(|| {
            let said = fs::read_to_string(&log).unwrap_or_default();
            format!("the feed server did not start on port {port}. {}", said.trim())
        })?;
        let address = serde_json::from_str::<Value>(&line)
            .ok()
            .and_then(|line| line.get("address")?.as_str().map(str::to_owned))
            .with_context(|| format!("the feed server's first line is not its address: {line}"))?;
        Ok(Self { process, address })
    }
}

fn served(workspace: &Workspace, pages: &str) -> [(String, PathBuf); 2] {
    [(format!("/public/plugins/{PLUGIN_ID}"), workspace.path(plugin::OUTPUT)), ("/".to_owned(), workspace.path(pages))]
}

/// The first line, if there is one within ten seconds; the rest is read and forgotten, so that the child is never
/// held up.
fn first_line(stdout: ChildStdout) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    receiver.recv_timeout(Duration::from_secs(10)).ok()
}
