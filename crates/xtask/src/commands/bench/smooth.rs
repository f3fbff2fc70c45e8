//! `smooth/…`: the longest task of a page with twenty drawn panels.

use anyhow::Result;
use serde::Deserialize;

use super::page::{self, Visit};
use super::statistics::{least, median, rounded};
use super::{Report, Value};
use crate::workspace::Workspace;

/// Shorter tasks are not reported by the browser.
const LONG_TASK_MS: f64 = 50.0;

/// Twenty seconds with a feed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    feed: String,
    /// 0 if there was none of 50 ms or more.
    long_task_ms: f64,
    /// By how much a timer was late at most.
    late_ms: f64,
    packets: f64,
    main_ms: f64,
}

impl Run {
    fn longest(&self) -> f64 {
        if self.long_task_ms > 0.0 { self.long_task_ms } else { self.late_ms.min(LONG_TASK_MS) }
    }
}

#[derive(Deserialize)]
struct Outcome {
    runs: Vec<Run>,
}

/// Measures with a slow feed and with a fast one.
///
/// # Errors
/// When it can't be measured.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    let visit = Visit { page: "drawn", flags: &["--window-size=1600,1100"], ..Visit::quiet("smooth") };
    let Outcome { runs } = page::result(workspace, &visit)?;
    Ok(Report::of(values(&runs)?))
}

fn values(runs: &[Run]) -> Result<Vec<Value>> {
    let of = |feed: &'static str| runs.iter().filter(move |run| run.feed == feed);
    let (slow, fast) = (least(of("slow").map(Run::longest))?, least(of("fast").map(Run::longest))?);
    let ms = |name, value| Value::less(name, rounded(value, 10.0), "ms");
    let share = |name, feed| {
        Ok::<_, anyhow::Error>(Value::less(name, rounded(median(of(feed).map(|run| run.main_ms / 200.0))?, 10.0), "%"))
    };
    Ok(vec![
        ms("smooth/longest-task-ms", fast - slow),
        ms("smooth/longest-task-ms-fast", fast),
        ms("smooth/longest-task-ms-slow", slow),
        share("smooth/main-thread-share-fast", "fast")?,
        share("smooth/main-thread-share-slow", "slow")?,
        Value::more(
            "smooth/packets-per-second-fast",
            rounded(median(of("fast").map(|run| run.packets / 20.0))?, 10.0),
            "packets/s",
        ),
        Value::more(
            "smooth/packets-per-second-slow",
            rounded(median(of("slow").map(|run| run.packets / 20.0))?, 10.0),
            "packets/s",
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_run_counts_above_the_slow_feed_s() {
        let run = |feed: &str, long_task_ms, late_ms| Run {
            feed: feed.to_owned(),
            long_task_ms,
            late_ms,
            packets: 400.0,
            main_ms: 5_000.0,
        };
        let runs = [run("slow", 60.0, 0.0), run("fast", 120.0, 0.0), run("slow", 0.0, 45.0), run("fast", 80.0, 0.0)];
        let values: Vec<f64> = values(&runs).unwrap().into_iter().map(|value| value.value).collect();
        assert_eq!(values, [35.0, 80.0, 45.0, 25.0, 25.0, 20.0, 20.0]);
    }
}
