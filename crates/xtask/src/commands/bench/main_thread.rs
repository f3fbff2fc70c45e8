//! `stream/main-thread…` and `peer/…`: what messages cost the page's main thread.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::{self, Visit};
use super::plot;
use super::statistics::rounded;
use super::{Report, Value};
use crate::workspace::Workspace;

/// The messages that have to be looked at.
const MESSAGES: f64 = 400_000.0;

/// A time in which one side was looked at; or the sum of several.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Window {
    side: String,
    seconds: f64,
    messages: f64,
    emits: f64,
    main_ms: f64,
}

#[derive(Deserialize)]
struct Outcome {
    windows: Vec<Window>,
}

/// Measures the plugin, the textbook and the pipeline that reads everything anew.
///
/// # Errors
/// When it can't be measured.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    let Outcome { windows } =
        page::result(workspace, &Visit { flags: &[page::GARBAGE], ..Visit::quiet("main-thread") })?;
    let values = values(&windows)?;
    let bars: Vec<(&str, f64)> = BARS
        .iter()
        .filter_map(|(label, name)| Some((*label, values.iter().find(|value| value.name == *name)?.value)))
        .collect();
    let plot = plot::bars("Main thread, ms per 10,000 messages (logarithmic)", "ms", 1, &bars);
    let mut report = Report::of(values);
    report.plots.push(("main-thread".into(), plot));
    let messages = sum(&windows, "busy").messages;
    if messages < MESSAGES {
        report.faults.push(format!("stream/main-thread-ms-per-10k: {messages} messages are too few"));
    }
    Ok(report)
}

const BARS: [(&str, &str); 4] = [
    ("Tributary", "stream/main-thread-ms-per-10k"),
    ("textbook streaming", "peer/textbook-ms-per-10k"),
    ("re-parse 1,000 retained", "peer/reparse-ms-per-10k-at-1000"),
    ("re-parse 10,000 retained", "peer/reparse-ms-per-10k-at-10000"),
];

fn sum(windows: &[Window], side: &str) -> Window {
    windows.iter().filter(|window| window.side == side).fold(Window::default(), |sum, window| Window {
        side: side.to_owned(),
        seconds: sum.seconds + window.seconds,
        messages: sum.messages + window.messages,
        emits: sum.emits + window.emits,
        main_ms: sum.main_ms + window.main_ms,
    })
}

fn values(windows: &[Window]) -> Result<Vec<Value>> {
    let side = |name: &str| {
        let sum = sum(windows, name);
        (sum.seconds > 0.0).then_some(sum).with_context(|| format!("nothing of the side `{name}`"))
    };
    let (busy, idle, nothing) = (side("busy")?, side("idle")?, side("nothing")?);
    let ms = |name, value| Value::less(name, rounded(value, 1e2), "ms");
    let rate = |name, of: &Window| Value::less(name, rounded(of.emits / of.seconds, 10.0), "emits/s");
    // Of the idle page as many emits as the busy one made.
    let emits = idle.main_ms * busy.emits / idle.emits;
    let per_10k = |ms: f64, of: &Window| ms / of.messages * 1e4;
    let peer = |name, side: &Window| {
        let itself = nothing.main_ms / nothing.seconds * side.seconds;
        ms(name, per_10k(side.main_ms - itself, side))
    };
    Ok(vec![
        ms("stream/main-thread-ms-per-10k", per_10k(busy.main_ms - emits, &busy)),
        peer("peer/textbook-ms-per-10k", &side("textbook")?),
        peer("peer/reparse-ms-per-10k-at-1000", &side("reparse1000")?),
        peer("peer/reparse-ms-per-10k-at-10000", &side("reparse10000")?),
        ms("stream/main-thread-with-emits-ms-per-10k", per_10k(busy.main_ms, &busy)),
        rate("stream/main-thread-emits-per-second", &busy),
        rate("stream/main-thread-emits-per-second-idle", &idle),
        ms("stream/main-thread-ms-per-emit-idle", idle.main_ms / idle.emits),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_emits_of_an_idle_page_are_taken_off() {
        let window = |side: &str, messages, emits, main_ms| Window {
            side: side.to_owned(),
            seconds: 10.0,
            messages,
            emits,
            main_ms,
        };
        let windows = [
            window("busy", 50_000.0, 100.0, 60.0),
            window("busy", 50_000.0, 100.0, 60.0),
            window("idle", 100.0, 50.0, 25.0),
            window("nothing", 0.0, 0.0, 10.0),
            window("textbook", 10_000.0, 10_000.0, 110.0),
            window("reparse1000", 1_000.0, 1_000.0, 1_010.0),
            window("reparse10000", 100.0, 100.0, 2_010.0),
        ];
        let values: Vec<f64> = values(&windows).unwrap().into_iter().map(|value| value.value).collect();
        assert_eq!(values, [2.0, 100.0, 10_000.0, 200_000.0, 12.0, 10.0, 5.0, 0.5]);
    }

    #[test]
    fn a_side_that_is_missing_is_told() {
        assert!(values(&[]).is_err_and(|error| error.to_string().contains("busy")));
    }
}
