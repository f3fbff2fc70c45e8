//! `latency/…`: from the socket's event to the packet.

use anyhow::Result;
use serde::Deserialize;

use super::page::{self, Visit};
use super::plot;
use super::statistics::{median, percentile, rounded};
use super::{Report, Value};
use crate::workspace::Workspace;

/// Between two emits, at the rate that a data source has by default: 10 a second.
const INTERVAL_MS: f64 = 100.0;

/// Each message's time, in milliseconds.
#[derive(Deserialize)]
struct Outcome {
    /// At one message a second.
    lone: Vec<f64>,
    /// At 1,000.
    steady: Vec<f64>,
}

/// Measures a steady stream and lone messages.
///
/// # Errors
/// When it can't be measured.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    let outcome: Outcome = page::result(workspace, &Visit::quiet("latency"))?;
    let mut report = Report::of(values(&outcome)?);
    let plot = plot::histogram("Socket event to packet at 1,000 messages/s", "ms", &outcome.steady, 5.0);
    report.plots.push(("latency".into(), plot));
    Ok(report)
}

fn values(Outcome { lone, steady }: &Outcome) -> Result<Vec<Value>> {
    let ms = |name, value| Value::less(name, rounded(value, 10.0), "ms");
    Ok(vec![
        ms("latency/p99-ms-over-interval", percentile(steady, 99.0)? - INTERVAL_MS),
        ms("latency/lone-ms", median(lone.iter().copied())?),
        ms("latency/lone-ms-slowest", percentile(lone, 100.0)?),
        ms("latency/p50-ms", percentile(steady, 50.0)?),
        ms("latency/p99-ms", percentile(steady, 99.0)?),
        ms("latency/slowest-ms", percentile(steady, 100.0)?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_between_two_emits_is_taken_off() {
        let steady = (1..=100).map(|ms| f64::from(ms) + 4.0).collect();
        let values = values(&Outcome { lone: vec![9.0, 2.0, 4.0], steady }).unwrap();
        let values: Vec<f64> = values.into_iter().map(|value| value.value).collect();
        assert_eq!(values, [3.0, 4.0, 9.0, 54.0, 103.0, 104.0]);
    }
}
