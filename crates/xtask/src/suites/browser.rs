//! tributary-wasm's tests in browsers. Each file in its tests/ is one mode (a page, a dedicated worker), and each mode
//! runs in each browser against a feed server.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Finished, run_cargo};
use crate::feed::{Feed, Port};
use crate::setup::browsers::{self, Program};
use crate::setup::{geckodriver, wasm_tools};
use crate::workspace::{PROFILE, Workspace};

/// The crate.
const CRATE: &str = "crates/tributary-wasm";

/// The feed server's port: the tests have its address compiled in, so another port means compiling them again.
const PORT: u16 = 14570;

/// Seconds that all tests of one file may take together.
const TIMEOUT: &str = "180";

/// A browser.
#[derive(Clone, Copy, Debug)]
pub enum Browser {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// All that we test in.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
        }
    }

    /// wasm-pack's options for it: the browser and its driver.
    fn options(self) -> [&'static str; 2] {
        match self {
            Self::Chromium => ["--chrome", "--chromedriver"],
            Self::Firefox => ["--firefox", "--geckodriver"],
        }
    }

    /// Its section in webdriver.json.
    fn section(self) -> &'static str {
        match self {
            Self::Chromium => "goog:chromeOptions",
            Self::Firefox => "moz:firefoxOptions",
        }
    }

    /// The paths of the browser and its driver.
    fn ensure(self, workspace: &Workspace) -> Result<(PathBuf, PathBuf)> {
        match self {
            Self::Chromium => {
                let [browser, driver] = browsers::ensure(workspace, [&Program::CHROMIUM, &Program::CHROMEDRIVER])?;
                Ok((browser, driver))
            }
            Self::Firefox => {
                let [browser] = browsers::ensure(workspace, [&Program::FIREFOX])?;
                Ok((browser, geckodriver::ensure(workspace)?))
            }
        }
    }
}

/// The modes: the names of the crate's test files.
///
/// # Errors
/// When they can't be listed, or there are none.
pub fn modes(workspace: &Workspace) -> Result<Vec<String>> {
    let folder = workspace.path(CRATE).join("tests");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("can't read {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

/// Starts the feed server of these tests.
///
/// # Errors
/// When it does not start.
pub fn feed(workspace: &Workspace) -> Result<Feed> {
    Feed::start(workspace, Port::Rather(PORT), false)
}

/// The environment that the tests are compiled with, also when they are only checked.
pub fn environment(address: Option<&str>) -> [(&'static str, String); 1] {
    [("TRIBUTARY_FEED", address.map_or_else(|| format!("127.0.0.1:{PORT}"), str::to_owned))]
}

/// Runs one mode's tests in one browser.
///
/// # Errors
/// When the tools or the browser can't be set up.
pub fn run(workspace: &Workspace, browser: Browser, mode: &str, feed: &Feed) -> Result<Finished> {
    wasm_tools::ensure(workspace)?;
    let (program, driver) = browser.ensure(workspace)?;
    let capabilities = workspace.scratch(&format!("webdriver-{}.json", browser.name()))?;
    let settings = fs::read_to_string(workspace.path(CRATE).join("webdriver.json"))
        .context("can't read tributary-wasm's webdriver.json")?;
    fs::write(&capabilities, for_browser(&settings, browser, &program)?)?;

    let [name, driver_option] = browser.options();
    let mut test = workspace.command("wasm-pack");
    test.args(["test", "--headless", "--mode", "no-install", name, driver_option]).arg(driver);
    test.args([CRATE, "--profile", PROFILE, "--locked", "--test", mode]);
    test.envs(environment(Some(feed.address())));
    test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities).env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT);
    run_cargo(test)
}

/// What the driver is told: the browser's own section of webdriver.json, with the program that was found.
fn for_browser(settings: &str, browser: Browser, program: &Path) -> Result<String> {
    let mut settings: Value = serde_json::from_str(settings).context("tributary-wasm's webdriver.json is not JSON")?;
    let mut section = settings.get_mut(browser.section()).map_or_else(|| json!({}), Value::take);
    section["binary"] = json!(program);
    Ok(json!({ browser.section(): section }).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_gets_its_own_section_and_the_program_that_was_found() {
        let settings = r#"{ "goog:chromeOptions": { "args": ["--a"] }, "moz:firefoxOptions": {} }"#;
        let told = for_browser(settings, Browser::Chromium, Path::new("/opt/chromium")).unwrap();
        let expected = json!({ "goog:chromeOptions": { "args": ["--a"], "binary": "/opt/chromium" } });
        assert_eq!(serde_json::from_str::<Value>(&told).unwrap(), expected);
    }

    #[test]
    fn every_browser_has_settings_in_the_crate() {
        let text = include_str!("../../../tributary-wasm/webdriver.json");
        let settings: Value = serde_json::from_str(text).unwrap();
        for browser in Browser::ALL {
            assert!(settings.get(browser.section()).is_some(), "{}", browser.section());
        }
    }
}
