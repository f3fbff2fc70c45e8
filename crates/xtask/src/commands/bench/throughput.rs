//! `stream/throughput…`: messages a second into the plugin, over those into an empty handler.

use anyhow::Result;
use serde::Deserialize;

use super::page::{self, Visit};
use super::statistics::{median, rounded};
use super::{Report, Value};
use crate::workspace::Workspace;

/// Messages a second in the windows of one round.
#[derive(Deserialize)]
struct Round {
    empty: f64,
    one: f64,
    twenty: f64,
}

#[derive(Deserialize)]
struct Outcome {
    rounds: Vec<Round>,
}

/// Measures with one panel and with twenty on one socket. The page checks that every message is in the buffer.
///
/// # Errors
/// When it can't be measured, or a message is missing.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    let Outcome { rounds } = page::result(workspace, &Visit::quiet("throughput"))?;
    Ok(Report::of(values(&rounds)?))
}

fn values(rounds: &[Round]) -> Result<Vec<Value>> {
    let one = median(rounds.iter().map(|round| round.one / round.empty))?;
    let twenty = median(rounds.iter().map(|round| round.twenty / round.empty))?;
    let ratio = |name, value| Value::more(name, rounded(value, 1e3), "of an empty handler's");
    let rate = |name, of: fn(&Round) -> f64| {
        Ok::<_, anyhow::Error>(Value::more(name, median(rounds.iter().map(of))?.round(), "messages/s"))
    };
    Ok(vec![
        ratio("stream/throughput-vs-empty", one.min(twenty)),
        ratio("stream/throughput-1-panel-vs-empty", one),
        ratio("stream/throughput-20-panels-vs-empty", twenty),
        rate("stream/throughput-empty-per-second", |round| round.empty)?,
        rate("stream/throughput-1-panel-per-second", |round| round.one)?,
        rate("stream/throughput-20-panels-per-second", |round| round.twenty)?,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_window_is_compared_with_its_neighbour_and_the_lower_figure_counts() {
        let round = |empty, one, twenty| Round { empty, one, twenty };
        // The machine is twice as fast in one round: that moves no ratio.
        let rounds = [round(100.0, 98.0, 90.0), round(200.0, 194.0, 182.0), round(100.0, 99.0, 95.0)];
        let values: Vec<f64> = values(&rounds).unwrap().into_iter().map(|value| value.value).collect();
        assert_eq!(values, [0.91, 0.98, 0.91, 100.0, 99.0, 95.0]);
    }
}
