//! How fast messages become rows, from the socket's event to the buffer, and how much faster that is than what a page
//! would do without us: `JSON.parse` with property access or with jsonpath-plus.
//!
//! tests/bench has the page. Every message came by a real WebSocket; then each is handed to what the engine's socket
//! calls, one after the other, in turn with the peers. The best of many rounds counts; the rows of each are checked.

use anyhow::{Context, Result};
use serde_json::Value as Json;

use super::Value;
use super::browser_page::{self, Browser};
use super::statistics::rounded;
use crate::progress;
use crate::workspace::Workspace;

/// Measures in Chromium: `extract/…`.
///
/// # Errors
/// When it can't be measured, or the engine's rows are not the peers'.
pub fn measure(workspace: &Workspace) -> Result<Vec<Value>> {
    measure_in(workspace, Browser::Chromium, "extract")
}

/// Measures in Firefox: `extract-firefox/…`.
///
/// # Errors
/// When it can't be measured, or the engine's rows are not the peers'.
pub fn measure_in_firefox(workspace: &Workspace) -> Result<Vec<Value>> {
    measure_in(workspace, Browser::Firefox, "extract-firefox")
}

fn measure_in(workspace: &Workspace, browser: Browser, group: &str) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    browser_page::run(workspace, browser, |line| {
        let text = |name: &str| line[name].as_str().with_context(|| format!("a report without `{name}`: {line}"));
        let name = format!("{group}/{}/{}", text("shape")?, text("format")?);
        match line["missing"].as_str() {
            Some(why) => progress::say(format_args!("not measured: {name} ({why})")),
            None => values.extend(of_report(&name, &line["ns"])?),
        }
        Ok(())
    })?;
    Ok(values)
}

/// The factors, then the nanoseconds that they are made of.
fn of_report(name: &str, ns: &Json) -> Result<Vec<Value>> {
    let sides = ns.as_object().context("a report without nanoseconds")?;
    let side = |side: &str| sides.get(side).and_then(Json::as_f64);
    let value = |what: &str, value, unit: &'static str, higher_is_better| Value {
        name: format!("{name}/{what}"),
        value,
        unit: unit.into(),
        higher_is_better,
    };
    let mut values = Vec::new();
    if let Some(ours) = side("engine") {
        for peer in ["json-parse", "jsonpath-plus"] {
            let theirs = side(peer).with_context(|| format!("{name}: nothing of {peer}"))?;
            values.push(value(&format!("vs-{peer}"), rounded(theirs / ours, 100.0), "times faster", true));
        }
    }
    if let (Some(one), Some(many)) = (side("one"), side("many")) {
        values.push(value("cost-20-over-1", rounded(many / one, 100.0), "times", false));
    }
    values.extend(sides.iter().filter_map(|(side, ns)| {
        Some(value(&format!("{side}-ns"), rounded(ns.as_f64()?, 1.0), "ns a message", false))
    }));
    Ok(values)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn named(ns: &Json) -> Vec<(String, f64)> {
        of_report("extract/small/text", ns).unwrap().into_iter().map(|value| (value.name, value.value)).collect()
    }

    #[test]
    fn a_factor_is_the_peers_time_over_ours() {
        let values = named(&json!({ "engine": 200.4, "json-parse": 500.0, "jsonpath-plus": 1_000.0 }));
        let expected = [
            ("vs-json-parse", 2.5),
            ("vs-jsonpath-plus", 4.99),
            ("engine-ns", 200.0),
            ("json-parse-ns", 500.0),
            ("jsonpath-plus-ns", 1_000.0),
        ];
        assert_eq!(values, expected.map(|(name, value)| (format!("extract/small/text/{name}"), value)));
    }

    #[test]
    fn many_streams_are_a_cost() {
        let values = named(&json!({ "one": 100.0, "many": 150.0 }));
        assert_eq!(values[0], ("extract/small/text/cost-20-over-1".to_owned(), 1.5));
    }
}
