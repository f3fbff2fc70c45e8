//! `emit/…`: what an emit costs from a large buffer and from a small one.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::{self, Visit};
use super::plot;
use super::statistics::rounded;
use super::{Report, Value};
use crate::workspace::Workspace;

/// Some seconds of emits, or of nobody looking.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Window {
    side: String,
    seconds: f64,
    emits: f64,
    main_ms: f64,
    worker_ms: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    windows: Vec<Window>,
    most_points: f64,
    allowed_points: f64,
}

/// What one emit takes, in milliseconds.
#[derive(Debug, PartialEq)]
struct Cost {
    main: f64,
    worker: f64,
}

/// Measures with a thousand and with a million buffered rows.
///
/// # Errors
/// When it can't be measured.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    let Outcome { windows, most_points, allowed_points } = page::result(workspace, &Visit::quiet("emit"))?;
    let (small, large) = (cost(&windows, "small")?, cost(&windows, "large")?);
    let mut report = Report::of(values(&small, &large, most_points));
    if most_points > allowed_points {
        report.faults.push(format!("emit: {most_points} points in a packet, of {allowed_points} at most"));
    }
    let bars = [
        ("1,000 rows: worker", small.worker),
        ("1,000 rows: page", small.main),
        ("1,000,000 rows: worker", large.worker),
        ("1,000,000 rows: page", large.main),
    ];
    report
        .plots
        .push(("emit".into(), plot::bars("Processor time of an emit, ms (logarithmic)", "ms", bars.len(), &bars)));
    Ok(report)
}

/// What a side's windows took, without what it takes when nobody looks, for each emit.
fn cost(windows: &[Window], side: &str) -> Result<Cost> {
    let sum =
        |side: &str, of: fn(&Window) -> f64| windows.iter().filter(|window| window.side == side).map(of).sum::<f64>();
    let emits = sum(side, |window| window.emits);
    let share = sum(side, |window| window.seconds) / sum("nobody", |window| window.seconds);
    let each = |of: fn(&Window) -> f64| (sum(side, of) - sum("nobody", of) * share) / emits;
    let cost = Cost { main: each(|window| window.main_ms), worker: each(|window| window.worker_ms) };
    (cost.main.is_finite() && cost.worker.is_finite()).then_some(cost).with_context(|| format!("no emits of {side}"))
}

fn values(small: &Cost, large: &Cost, most_points: f64) -> Vec<Value> {
    let ms = |name, value| Value::less(name, rounded(value, 1e3), "ms");
    let ratio = (large.main + large.worker) / (small.main + small.worker);
    vec![
        Value::less("emit/cost-1m-over-1k", rounded(ratio, 1e2), "times"),
        ms("emit/ms-at-1k-rows", small.main + small.worker),
        ms("emit/ms-at-1m-rows", large.main + large.worker),
        ms("emit/main-thread-ms-at-1k-rows", small.main),
        ms("emit/main-thread-ms-at-1m-rows", large.main),
        Value::less("emit/most-points", most_points, "points"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(side: &str, seconds: f64, emits: f64, main_ms: f64, worker_ms: f64) -> Window {
        Window { side: side.to_owned(), seconds, emits, main_ms, worker_ms }
    }

    #[test]
    fn what_it_takes_that_nobody_looks_is_taken_off() {
        let windows = [
            window("nobody", 10.0, 0.0, 5.0, 10.0),
            window("small", 10.0, 50.0, 30.0, 40.0),
            window("small", 10.0, 50.0, 30.0, 40.0),
        ];
        assert_eq!(cost(&windows, "small").unwrap(), Cost { main: 0.5, worker: 0.6 });
    }

    #[test]
    fn a_side_without_emits_is_told() {
        assert!(cost(&[window("nobody", 10.0, 0.0, 5.0, 10.0)], "large").is_err());
    }

    #[test]
    fn the_cost_is_of_both_threads() {
        let values = values(&Cost { main: 1.0, worker: 1.0 }, &Cost { main: 1.0, worker: 2.0 }, 900.0);
        assert_eq!((values[0].name.as_str(), values[0].value), ("emit/cost-1m-over-1k", 1.5));
    }
}
