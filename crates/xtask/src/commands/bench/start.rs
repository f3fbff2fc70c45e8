//! `start/…` and what is loaded until then: how soon a page has its first row.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::{self, Visit};
use super::statistics::{median, rounded};
use super::{Report, Value};
use crate::workspace::Workspace;

/// How often the page is loaded.
const SAMPLES: usize = 15;

/// One load of the page.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sample {
    /// From the end of the module's loading.
    first_row_ms: f64,
    /// Openings of bare sockets, in the same page.
    bare_ms: Vec<f64>,
    /// Paths of the plugin's scripts that were loaded for it.
    scripts: Vec<String>,
}

/// Measures many loads of a page.
///
/// # Errors
/// When it can't be measured.
pub fn measure(workspace: &Workspace) -> Result<Report> {
    Ok(Report::of(values(&load(workspace, SAMPLES)?)?))
}

/// The scripts that a page loads for its first row, as paths below the server's root.
///
/// # Errors
/// When it can't be loaded.
pub fn scripts(workspace: &Workspace) -> Result<Vec<String>> {
    Ok(load(workspace, 1)?.pop().context("the page was not loaded")?.scripts)
}

fn load(workspace: &Workspace, samples: usize) -> Result<Vec<Sample>> {
    let params = format!("samples={samples}");
    let results = page::results(workspace, &Visit { params: &params, ..Visit::quiet("start") })?;
    let samples = results.into_iter().map(serde_json::from_value).collect::<Result<_, _>>();
    samples.context("the page's result has another shape")
}

fn values(samples: &[Sample]) -> Result<Vec<Value>> {
    let bare = samples.iter().map(|sample| median(sample.bare_ms.iter().copied())).collect::<Result<Vec<_>>>()?;
    let over = samples.iter().zip(&bare).map(|(sample, bare)| sample.first_row_ms - bare);
    let ms = |name, value| Value::less(name, rounded(value, 10.0), "ms");
    Ok(vec![
        ms("start/first-row-ms", median(over)?),
        ms("start/module-to-first-row-ms", median(samples.iter().map(|sample| sample.first_row_ms))?),
        ms("start/bare-socket-ms", median(bare)?),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_socket_of_the_same_page_is_taken_off() {
        let sample = |first_row_ms, bare_ms| Sample { first_row_ms, bare_ms, scripts: vec![] };
        let samples = [sample(100.0, vec![3.0, 1.0, 2.0]), sample(130.0, vec![20.0]), sample(90.0, vec![1.0])];
        let values: Vec<f64> = values(&samples).unwrap().into_iter().map(|value| value.value).collect();
        assert_eq!(values, [98.0, 100.0, 2.0]);
    }
}
