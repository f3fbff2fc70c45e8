//! Tributary's developer commands. `cargo xtask help` lists them.
//!
//! Each command sets up what it needs by itself ([`setup`]), says what it does on stderr ([`progress`]) and keeps
//! stdout for results. Children run in process groups of their own ([`process`]), so that nothing outlives a command.

mod build;
mod commands;
mod feed;
mod lint;
mod package;
mod process;
mod progress;
mod setup;
mod stamp;
mod suites;
mod tally;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::commands::{
    bench, build as build_command, demo, extract, fuzz, lint as lint_command, package as package_command, test,
};
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tributary's developer commands")]
struct Cli {
    /// Print what every child process prints, as it comes.
    #[arg(long, short, global = true)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the plugin on sample feeds, in a page of our own, without Grafana.
    Demo(demo::Args),
    /// Run every test; the last line is `N passed, N failed`.
    Test(test::Args),
    /// Build the plugin into dist/.
    Build(build_command::Args),
    /// Check formatting, lints, docs, licences, types, dependency direction and file hygiene.
    Lint,
    /// Measure; one line a value.
    Bench(bench::Args),
    /// Run worked extraction cases through the core.
    Extract(extract::Args),
    /// Give the core random input, and say what it does not take well.
    Fuzz(fuzz::Args),
    /// Build, check and zip the plugin.
    Package(package_command::Args),
}

fn main() -> ExitCode {
    if build::link::is_called() {
        return build::link::run().unwrap_or_else(|error| {
            progress::error(&error);
            ExitCode::FAILURE
        });
    }
    let cli = Cli::parse();
    progress::set_verbose(cli.verbose);
    match run(cli.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            progress::error(&error);
            ExitCode::FAILURE
        }
    }
}

/// Runs a command; `false` when it ran to its end and what it checked is not in order.
fn run(command: Command) -> Result<bool> {
    process::stop_children_on_signals()?;
    let workspace = Workspace::locate()?;
    match command {
        Command::Demo(args) => demo::run(&workspace, &args),
        Command::Test(args) => test::run(&workspace, &args),
        Command::Build(args) => build_command::run(&workspace, &args),
        Command::Lint => lint_command::run(&workspace),
        Command::Bench(args) => bench::run(&workspace, &args),
        Command::Extract(args) => extract::run(&args),
        Command::Fuzz(args) => fuzz::run(&workspace, &args),
        Command::Package(args) => package_command::run(&workspace, &args),
    }
}
