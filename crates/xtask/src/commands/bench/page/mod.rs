//! A page of the suite in a plain Chromium that nothing is attached to. It asks us by HTTP what it can't know, and
//! reports in the same way.

mod line;
mod renderer;

use anyhow::{Context, Result, bail};
use serde_json::{Value as Json, json};

use self::line::Line;
use self::renderer::Renderer;
use super::browser_page::{Browser, Profile};
use crate::build::{plugin, suite};
use crate::feed::{Feed, Port};
use crate::process::Running;
use crate::progress;
use crate::setup::browsers::{self, Program};
use crate::workspace::Workspace;

/// Lets a page have its garbage collected.
pub const GARBAGE: &str = "--js-flags=--expose-gc";

/// What to open, and how.
pub struct Visit<'a> {
    /// Which of the suite's pages.
    pub page: &'a str,
    /// What it measures.
    pub scenario: &'a str,
    /// Further parameters of its address.
    pub params: &'a str,
    /// Further arguments of the browser.
    pub flags: &'a [&'a str],
}

impl<'a> Visit<'a> {
    /// A scenario of the page that draws nothing.
    pub const fn quiet(scenario: &'a str) -> Self {
        Self { page: "quiet", scenario, params: "", flags: &[] }
    }
}

/// Builds what is needed, opens the page, answers it, and gives its results once it is done.
///
/// # Errors
/// When something can't be built or started, or the page fails or falls silent.
pub fn results(workspace: &Workspace, visit: &Visit) -> Result<Vec<Json>> {
    plugin::build(workspace, false)?;
    suite::build(workspace)?;
    let [program] = browsers::ensure(workspace, [&Program::CHROMIUM])?;
    let feed = Feed::serve(workspace, Port::Any, Some(suite::OUTPUT))?;
    let line = Line::open()?;
    let profile = Profile::new(workspace)?;
    let Visit { page, scenario, params, flags } = visit;
    let url = format!("{}/{page}.html?scenario={scenario}&command=http://{}/&{params}", feed.url(), line.address());
    progress::step(&format!("measuring {scenario}"), || {
        let mut command = Browser::Chromium.command(workspace, &program, profile.path(), &url);
        command.args(*flags);
        let (_browser, _stdout) = Running::start(command)?;
        converse(&line, &Renderer::of(profile.path()))
    })
}

/// One result, of a scenario that has one.
///
/// # Errors
/// As [`results`], and when its shape is another.
pub fn result<T: serde::de::DeserializeOwned>(workspace: &Workspace, visit: &Visit) -> Result<T> {
    let result = results(workspace, visit)?.into_iter().next().context("the page has no result")?;
    serde_json::from_value(result).context("the page's result has another shape")
}

fn converse(line: &Line, renderer: &Renderer) -> Result<Vec<Json>> {
    let mut results = Vec::new();
    loop {
        let mut message = line.next()?;
        let answer = match message.body["ask"].as_str() {
            Some("cpu") => renderer.cpu()?,
            Some("memory") => json!(renderer.memory()?),
            Some(other) => bail!("the page asks for `{other}`"),
            None => Json::Null,
        };
        if progress::verbose()
            && let Some(text) = message.body["say"].as_str()
        {
            progress::say(format_args!("  {text}"));
        }
        if let Some(why) = message.body["failed"].as_str() {
            bail!("the page failed: {why}");
        }
        if message.body["done"] == true {
            return Ok(results);
        }
        let result = message.body["result"].take();
        if !result.is_null() {
            results.push(result);
        }
        message.answer(&answer);
    }
}
