//! Connections: what they cost, and how soon they are back. tests/bench/connection.mjs has the page.

use anyhow::{Context, Result};
use serde_json::Value as Json;

use super::statistics::median;
use super::{Report, Value};
use crate::build::{host, plugin};
use crate::feed::{Feed, Port};
use crate::setup::browsers::{self, Program};
use crate::workspace::Workspace;
use crate::{process, progress};

/// Measures `connection/…` in Chromium.
///
/// # Errors
/// When something can't be built, or a panel does not come back.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    plugin::build(workspace, false)?;
    host::build(workspace, false)?;
    let [chromium] = browsers::ensure(workspace, [&Program::CHROMIUM])?;
    let feed = Feed::start(workspace, Port::Any, true)?;
    let mut look = workspace.command("node");
    look.arg("tests/bench/connection.mjs").env("TRIBUTARY_FEED", feed.url()).env("TRIBUTARY_CHROMIUM", chromium);
    let line = progress::step("measuring connections", || process::read(look))?;
    Ok(Report::of(of_report(&serde_json::from_str(&line).context("the page did not report in JSON")?)?))
}

fn of_report(report: &Json) -> Result<Vec<Value>> {
    let sockets = report["sockets"].as_f64().context("a report without sockets")?;
    let times = report["recoverMs"].as_array().context("a report without recoveries")?;
    let times = times.iter().map(Json::as_f64).collect::<Option<Vec<_>>>().context("a recovery that is no number")?;
    let slowest = times.iter().copied().max_by(f64::total_cmp).context("no recoveries")?;
    Ok(vec![
        Value::less("connection/recover-ms-after-restart", median(times)?, "ms"),
        Value::less("connection/recover-ms-after-restart-slowest", slowest, "ms"),
        Value::less("connection/sockets-for-20-panels", sockets, "sockets"),
    ])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_median_is_in_the_middle_of_the_sorted_times() {
        let values = of_report(&json!({ "sockets": 1, "recoverMs": [400, 100, 300, 200] })).unwrap();
        let named: Vec<_> = values.iter().map(|value| (value.name.as_str(), value.value)).collect();
        let expected = [
            ("connection/recover-ms-after-restart", 250.0),
            ("connection/recover-ms-after-restart-slowest", 400.0),
            ("connection/sockets-for-20-panels", 1.0),
        ];
        assert_eq!(named, expected);
    }

    #[test]
    fn a_report_with_a_panel_that_did_not_come_back_is_refused() {
        assert!(of_report(&json!({ "sockets": 1, "recoverMs": [400, null] })).is_err());
    }
}
