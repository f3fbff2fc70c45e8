//! `cargo xtask fuzz`: random input, for as long as one likes.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::{Args as ClapArgs, ValueEnum};

use crate::process::Running;
use crate::setup::cargo_fuzz;
use crate::suites::core_wasm;
use crate::workspace::Workspace;

/// What can be said after `fuzz`.
#[derive(ClapArgs)]
pub struct Args {
    target: Target,
    /// Only this input, which libFuzzer has found.
    file: Option<PathBuf>,
    /// For how long libFuzzer runs.
    #[arg(long, default_value_t = 180)]
    seconds: u64,
    /// How many documents are compared with JSON.parse.
    #[arg(long, default_value_t = 10_000_000)]
    documents: u64,
    /// What these documents follow from; another number in each run unless it is given.
    #[arg(long)]
    seed: Option<u64>,
}

/// What is tried.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    /// The core as WebAssembly, against JSON.parse in Node.
    JsonParse,
    /// libFuzzer: JSON, against serde_json.
    Reader,
    /// libFuzzer: paths and conditions.
    Path,
    /// libFuzzer: times and their formats.
    Time,
}

/// Fuzzes; `false` when something was found.
///
/// # Errors
/// When the tools can't be set up.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    let command = match args.target {
        Target::JsonParse => against_json_parse(workspace, args)?,
        Target::Reader => libfuzzer(workspace, "reader", args)?,
        Target::Path => libfuzzer(workspace, "path", args)?,
        Target::Time => libfuzzer(workspace, "time", args)?,
    };
    let (mut running, stdout) = Running::start(command)?;
    for line in BufReader::new(stdout).lines() {
        println!("{}", line?);
    }
    Ok(running.wait()?.success())
}

/// The test of every test run, with more documents.
fn against_json_parse(workspace: &Workspace, args: &Args) -> Result<Command> {
    let mut test = core_wasm::command(workspace, "tributary-core")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    test.args(["--test", "differential"]);
    test.env("TRIBUTARY_FUZZ_DOCUMENTS", args.documents.to_string());
    test.env("TRIBUTARY_FUZZ_SEED", args.seed.unwrap_or(now).to_string());
    Ok(test)
}

/// A target of `fuzz/`. What libFuzzer learns is kept under cargo's target directory, and used the next time.
fn libfuzzer(workspace: &Workspace, target: &str, args: &Args) -> Result<Command> {
    let mut fuzz = workspace.command(cargo_fuzz::ensure(workspace)?);
    // Sanitizers would take a nightly compiler. What they find is unsafe code's, and the core has none.
    fuzz.args(["run", target, "--sanitizer", "none", "--target-dir"]).arg(workspace.target("fuzz"));
    match &args.file {
        Some(file) => fuzz.arg(std::path::absolute(file)?),
        None => fuzz.arg(folder(workspace, "corpus", target)?).arg(seeds(workspace, target)?),
    };
    fuzz.args(["--", "-timeout=10", "-print_final_stats=1", &format!("-max_total_time={}", args.seconds)]);
    Ok(fuzz)
}

/// The inputs to start from, a file each: in `fuzz/seeds` an empty line stands between them.
fn seeds(workspace: &Workspace, target: &str) -> Result<PathBuf> {
    let file = workspace.path(format!("fuzz/seeds/{target}.txt"));
    let text = fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let folder = folder(workspace, "seeds", target)?;
    for (index, seed) in text.trim_end_matches('\n').split("\n\n").enumerate() {
        fs::write(folder.join(index.to_string()), seed).context("can't write a seed")?;
    }
    Ok(folder)
}

fn folder(workspace: &Workspace, kind: &str, target: &str) -> Result<PathBuf> {
    let folder = workspace.target(format!("fuzz/{kind}/{target}"));
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    Ok(folder)
}
