//! `cargo xtask bench`: what can be measured, one value a line.

mod benchmarks;
mod browser_page;
mod connection;
mod document;
mod emit;
mod extract;
mod floors;
mod kept;
mod latency;
mod machine;
mod main_thread;
mod memory;
mod page;
mod plot;
mod size;
mod smooth;
mod start;
mod statistics;
mod throughput;
mod value;

use std::collections::HashSet;

use anyhow::{Result, bail, ensure};
use serde_json::json;

use self::benchmarks::{BENCHMARKS, Benchmark, is_named};
use self::floors::{Standing, standing};
use self::kept::Kept;
use self::value::{Report, Value};
use crate::progress;
use crate::workspace::Workspace;

/// What can be said after `bench`.
#[derive(clap::Args)]
pub struct Args {
    /// Measure only what is named: `stream`, `memory`, … or a part such as `size/wasm-brotli-kb`.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Print JSON, one object a line, for programs.
    #[arg(long)]
    json: bool,
    /// Then write docs/performance.md, with what was measured here before for what is not named.
    #[arg(long)]
    write: bool,
}

/// Measures and prints; `false` when something is wrong that no value tells.
///
/// # Errors
/// When something can't be measured, or there is nothing of a name.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    let meant =
        |benchmark: &&Benchmark| args.names.is_empty() || args.names.iter().any(|name| benchmark.is_meant(name));
    if let Some(name) = args.names.iter().find(|name| !BENCHMARKS.iter().any(|benchmark| benchmark.is_meant(name))) {
        let known: Vec<&str> = BENCHMARKS.iter().flat_map(|benchmark| benchmark.gives).copied().collect();
        bail!("there is no benchmark `{name}`; there are: {}", known.join(", "));
    }
    let mut printed = HashSet::new();
    let mut in_order = true;
    for benchmark in BENCHMARKS.iter().filter(meant) {
        let kept = Kept::now(workspace, (benchmark.measure)(workspace)?)?;
        kept.keep(workspace, benchmark.name())?;
        let Report { values, faults, .. } = kept.report;
        for value in &values {
            ensure!(value.value.is_finite(), "`{}` could not be measured", value.name);
            ensure!(printed.insert(value.name.clone()), "`{}` was measured twice", value.name);
            if args.names.is_empty() || args.names.iter().any(|name| is_named(&value.name, name)) {
                print(value, args.json);
            }
        }
        for fault in &faults {
            progress::say(format_args!("wrong: {fault}"));
            in_order = false;
        }
    }
    if let Some(name) = args.names.iter().find(|name| !printed.iter().any(|value| is_named(value, name))) {
        bail!("nothing that was measured is called `{name}`");
    }
    if args.write {
        document::write(workspace, &BENCHMARKS)?;
    }
    Ok(in_order)
}

fn print(value: &Value, json: bool) {
    let Value { name, value: number, unit, higher_is_better } = value;
    if json {
        let (name, unit) = (json!(name), json!(unit));
        println!(r#"{{"name":{name},"value":{number},"unit":{unit},"higher_is_better":{higher_is_better}}}"#);
    } else {
        let standing = match standing(value) {
            Standing::Free => String::new(),
            Standing::Kept(floor) => format!("  (floor {floor})"),
            Standing::Missed(floor) => format!("  (misses its floor, {floor})"),
        };
        println!("{name:<52} {number:>12.2} {unit}{standing}");
    }
}
