//! `docs/performance.md`: what was measured, as tables and drawings.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result};

use super::benchmarks::Benchmark;
use super::floors::{Standing, standing};
use super::kept::Kept;
use super::machine;
use super::statistics::grouped;
use crate::progress;
use crate::workspace::Workspace;

/// The page.
const PAGE: &str = "docs/performance.md";
/// The folder of the page's drawings, from the page.
const DRAWINGS: &str = "img";

/// Writes the page from the last report of each benchmark; one that was never measured here is left out.
///
/// # Errors
/// When something can't be written.
pub fn write(workspace: &Workspace, benchmarks: &[Benchmark]) -> Result<()> {
    let folder = workspace.path("docs").join(DRAWINGS);
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    let mut all = Vec::new();
    for benchmark in benchmarks {
        let name = benchmark.name();
        let Some(kept) = Kept::last(workspace, name)? else {
            progress::say(format_args!("left out: {name}, which was not measured here yet"));
            continue;
        };
        for (plot, svg) in &kept.report.plots {
            let file = folder.join(drawing(plot));
            fs::write(&file, svg).with_context(|| format!("can't write {}", file.display()))?;
        }
        all.push((benchmark, kept));
    }
    let page = workspace.path(PAGE);
    fs::write(&page, text(&machine::description(), &all)).with_context(|| format!("can't write {}", page.display()))
}

fn drawing(plot: &str) -> String {
    format!("performance-{plot}.svg")
}

fn text(machine: &str, all: &[(&Benchmark, Kept)]) -> String {
    let mut page = format!(
        "# Performance

`cargo xtask bench --write` has measured this and written it. Every page ran in a plain headless Chromium with no \
         debugger attached, fed by the server in this repository, which sends frames that are ready; what is compared \
         was measured in turn, in one run.

Machine: {machine}.

## What must hold

| value | | must be | |
|---|--:|--:|---|
"
    );
    for value in all.iter().flat_map(|(_, kept)| &kept.report.values) {
        let (floor, mark) = match standing(value) {
            Standing::Free => continue,
            Standing::Kept(floor) => (floor, "✓"),
            Standing::Missed(floor) => (floor, "**missed**"),
        };
        let sign = if value.higher_is_better { '≥' } else { '≤' };
        let _ =
            writeln!(page, "| `{}` | {} {} | {sign} {floor} | {mark} |", value.name, grouped(value.value), value.unit);
    }
    for (benchmark, kept) in all {
        section(&mut page, benchmark, kept);
    }
    page
}

fn section(page: &mut String, benchmark: &Benchmark, Kept { date, commit, report }: &Kept) {
    let _ = write!(page, "\n## {}\n\n{}\n\n", benchmark.title, benchmark.about);
    for (plot, _) in &report.plots {
        let _ = write!(page, "![{}]({DRAWINGS}/{})\n\n", benchmark.title, drawing(plot));
    }
    let _ = writeln!(page, "| value | |\n|---|--:|");
    for value in &report.values {
        let _ = writeln!(page, "| `{}` | {} {} |", value.name, grouped(value.value), value.unit);
    }
    for fault in &report.faults {
        let _ = write!(page, "\n**Wrong:** {fault}.\n");
    }
    let _ = write!(page, "\nMeasured on {date}, commit {commit}.\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::bench::value::{Report, Value};

    const BENCHMARK: Benchmark = Benchmark {
        gives: &["latency"],
        title: "Latency",
        about: "From event to packet.",
        measure: |_| Ok(Report::of(vec![])),
    };

    #[test]
    fn a_missed_floor_and_a_fault_are_said_plainly() {
        let report = Report {
            values: vec![Value::less("latency/lone-ms", 21.5, "ms"), Value::less("latency/p50-ms", 1.0, "ms")],
            faults: vec!["too late".to_owned()],
            plots: vec![("latency".into(), "<svg/>".to_owned())],
        };
        let kept = Kept { date: "2026-01-31".to_owned(), commit: "abc1234".to_owned(), report };
        let page = text("2 cores", &[(&BENCHMARK, kept)]);
        assert!(page.contains("| `latency/lone-ms` | 21.5 ms | ≤ 20 | **missed** |\n\n## Latency"), "{page}");
        assert!(page.contains("![Latency](img/performance-latency.svg)"), "{page}");
        assert!(page.contains("**Wrong:** too late."), "{page}");
        assert!(page.contains("Measured on 2026-01-31, commit abc1234."), "{page}");
    }
}
