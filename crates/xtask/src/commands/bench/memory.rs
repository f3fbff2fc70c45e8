//! `memory/…`: what a row takes, and whether anything grows.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::{self, Visit};
use super::plot::{self, Curve};
use super::statistics::{rounded, slope};
use super::{Report, Value};
use crate::workspace::Workspace;

const MIB: f64 = 1_048_576.0;
/// How long it is looked whether anything grows.
const SECONDS: f64 = 600.0;
/// How many samples make a minute. The least of them counts: what is on its way, or not yet collected, only adds.
const A_MINUTE: usize = 12;

#[derive(Deserialize)]
struct Filled {
    rows: f64,
    /// The engine's memory without rows.
    empty: f64,
    /// And after so many messages.
    sizes: Vec<(f64, f64)>,
}

/// Measures the engine's memory over a million rows.
///
/// # Errors
/// When it can't be measured.
pub fn bytes_per_row(workspace: &Workspace) -> Result<Report> {
    let filled: Filled = page::result(workspace, &Visit::quiet("bytes-per-row"))?;
    let mut report = Report::of(of_filled(&filled)?);
    let points = filled.sizes.iter().map(|(messages, bytes)| (messages / 1e6, bytes / MIB)).collect();
    let curve = [Curve { label: "memory.buffer", points }];
    let plot = plot::lines("The engine's memory while a buffer of 1,000,000 rows fills", "million rows", "MiB", &curve);
    report.plots.push(("memory-rows".into(), plot));
    Ok(report)
}

fn of_filled(Filled { rows, empty, sizes }: &Filled) -> Result<Vec<Value>> {
    let full = sizes.last().context("no size of the engine's memory")?.1;
    let peak = sizes.iter().map(|size| size.1).fold(full, f64::max);
    let mib = |name, bytes: f64| Value::less(name, rounded(bytes / MIB, 10.0), "MiB");
    Ok(vec![
        Value::less("memory/bytes-per-row", rounded((full - empty) / rows, 100.0), "bytes"),
        mib("memory/bytes-per-row-empty-mib", *empty),
        mib("memory/bytes-per-row-full-mib", full),
        mib("memory/bytes-per-row-peak-mib", peak),
    ])
}

/// How things are at a time.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sample {
    seconds: f64,
    messages: f64,
    process_bytes: f64,
    heap_bytes: f64,
    wasm_bytes: f64,
}

#[derive(Deserialize)]
struct Run {
    samples: Vec<Sample>,
}

/// Looks for ten minutes whether anything grows.
///
/// # Errors
/// When it can't be measured.
pub fn growth(workspace: &Workspace) -> Result<Report> {
    let params = format!("seconds={SECONDS}");
    let flags = [page::GARBAGE, "--enable-precise-memory-info"];
    let visit = Visit { params: &params, flags: &flags, ..Visit::quiet("growth") };
    let Run { samples } = page::result(workspace, &visit)?;
    let mut report = Report::of(of_run(&samples)?);
    let curve = |label, of: fn(&Sample) -> f64| Curve {
        label,
        points: samples.iter().map(|sample| (sample.seconds / 60.0, of(sample) / MIB)).collect(),
    };
    let curves = [
        curve("process", |sample| sample.process_bytes),
        curve("page's heap", |sample| sample.heap_bytes),
        curve("engine", |sample| sample.wasm_bytes),
    ];
    let plot = plot::lines("Memory at 10,000 messages/s", "minutes", "MiB", &curves);
    report.plots.push(("memory-growth".into(), plot));
    Ok(report)
}

fn of_run(samples: &[Sample]) -> Result<Vec<Value>> {
    let growth = |name, of: fn(&Sample) -> f64| {
        let points: Vec<(f64, f64)> = samples
            .chunks(A_MINUTE)
            .filter_map(|minute| minute.iter().min_by(|one, other| of(one).total_cmp(&of(other))))
            .map(|sample| (sample.seconds / 3600.0, of(sample) / MIB))
            .collect();
        Ok::<_, anyhow::Error>(Value::less(name, rounded(slope(&points)?, 100.0), "MiB/h"))
    };
    let (first, last) = samples.first().zip(samples.last()).context("no samples")?;
    let rate = (last.messages - first.messages) / (last.seconds - first.seconds);
    Ok(vec![
        growth("memory/growth-mb-per-hour", |sample| sample.process_bytes)?,
        growth("memory/growth-mb-per-hour-of-heap", |sample| sample.heap_bytes)?,
        growth("memory/growth-mb-per-hour-of-engine", |sample| sample.wasm_bytes)?,
        Value::more("memory/growth-messages-per-second", rate.round(), "messages/s"),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_takes_what_a_full_buffer_has_more_than_an_empty_one() {
        let filled = Filled { rows: 1e6, empty: 1e6, sizes: vec![(5e5, 30e6), (1e6, 19e6)] };
        let values = of_filled(&filled).unwrap();
        assert_eq!((values[0].name.as_str(), values[0].value), ("memory/bytes-per-row", 18.0));
        assert_eq!((values[3].name.as_str(), values[3].value), ("memory/bytes-per-row-peak-mib", 28.6));
    }

    #[test]
    fn growth_is_told_by_the_hour() {
        let samples: Vec<Sample> = (0..=120)
            .map(|step| Sample {
                seconds: 5.0 * f64::from(step),
                messages: 50_000.0 * f64::from(step),
                // A mebibyte a minute, and more for a moment in each.
                process_bytes: (100.0 + f64::from(step) / 12.0 + f64::from(step % 12)) * MIB,
                heap_bytes: 10.0 * MIB,
                wasm_bytes: 5.0 * MIB,
            })
            .collect();
        let values: Vec<f64> = of_run(&samples).unwrap().into_iter().map(|value| value.value).collect();
        assert_eq!(values, [60.0, 0.0, 0.0, 10_000.0]);
    }
}
