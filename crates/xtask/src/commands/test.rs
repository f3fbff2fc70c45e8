//! `cargo xtask test`: every test. One suite's failure stops no other, and the last line sums them all up.

use std::time::Instant;

use anyhow::{Result, anyhow};

use crate::progress;
use crate::suites::browser::{self, Browser};
use crate::suites::{Finished, core_wasm, jest, native, playwright};
use crate::tally::Tally;
use crate::workspace::Workspace;

/// What can be said after `test`.
#[derive(clap::Args)]
pub struct Args {
    /// Only what runs on this machine without a browser: native Rust and TypeScript.
    #[arg(long)]
    quick: bool,
}

/// Runs the tests; `false` when one failed, or a suite ran none.
///
/// # Errors
/// Never: what goes wrong is counted as a failure.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    let mut suites = Suites::default();
    suites.run("Rust, native", || native::run(workspace));
    suites.run("TypeScript, jest", || jest::run(workspace));
    if !args.quick {
        for (name, title) in core_wasm::CRATES {
            suites.run(&format!("{title}, wasm32 in Node"), || core_wasm::run(workspace, name));
        }
        in_browsers(workspace, &mut suites);
        suites.run("plugin in the host page, Playwright", || playwright::run(workspace));
    }
    Ok(suites.sum_up())
}

fn in_browsers(workspace: &Workspace, suites: &mut Suites) {
    match browser::modes(workspace).and_then(|modes| Ok((modes, browser::feed(workspace)?))) {
        Ok((modes, feed)) if !modes.is_empty() => {
            for browser in Browser::ALL {
                for mode in &modes {
                    let name = format!("engine, {} {mode}", browser.name());
                    suites.run(&name, || browser::run(workspace, browser, mode, &feed));
                }
            }
        }
        Ok(_) => suites.run("engine, browsers", || Err(anyhow!("there are no test files"))),
        Err(error) => suites.run("engine, browsers", || Err(error)),
    }
}

/// What ran so far.
#[derive(Default)]
struct Suites {
    lines: Vec<String>,
    sum: Tally,
}

impl Suites {
    fn run(&mut self, name: &str, suite: impl FnOnce() -> Result<Finished>) {
        progress::say(format_args!("● {name}"));
        let start = Instant::now();
        let result = suite();
        let (tally, trouble) = judge(&result);
        let time = progress::seconds(start.elapsed());
        let line = format!("{name:<40} {:>5} passed {:>4} failed {time:>9}", tally.passed, tally.failed);
        if let Some(trouble) = trouble {
            match &result {
                Ok(finished) if !progress::verbose() => progress::say(finished.output.trim_end()),
                _ => {}
            }
            progress::say(format_args!("  FAILED: {trouble}"));
            self.lines.push(format!("{line}  {}", trouble.lines().next().unwrap_or_default()));
        } else {
            if let Ok(finished) = &result {
                notes(&finished.output).for_each(|note| progress::say(format_args!("  {note}")));
            }
            progress::say(format_args!("  {} passed in {time}", tally.passed));
            self.lines.push(line);
        }
        self.sum += tally;
    }

    /// Prints the sum; whether all is well.
    fn sum_up(&self) -> bool {
        progress::say("");
        for line in &self.lines {
            progress::say(line);
        }
        println!("{} passed, {} failed", self.sum.passed, self.sum.failed);
        self.sum.failed == 0 && self.sum.passed > 0
    }
}

/// What tests have to say although they passed.
fn notes(output: &str) -> impl Iterator<Item = &str> {
    output.lines().filter(|line| line.starts_with("note: "))
}

/// What a suite counts as, and what is wrong with it. One that could not run, ran nothing, or failed without a failed
/// test is one failure.
fn judge(result: &Result<Finished>) -> (Tally, Option<String>) {
    let broken = |passed, why: String| (Tally { passed, failed: 1 }, Some(why));
    match result {
        Err(error) => broken(0, format!("{error:#}")),
        Ok(Finished { tally, .. }) if tally.failed > 0 => (*tally, Some(format!("{} tests failed", tally.failed))),
        Ok(Finished { tally, succeeded: false, .. }) => broken(tally.passed, "it did not run to its end".to_owned()),
        Ok(Finished { tally: Tally { passed: 0, .. }, .. }) => broken(0, "it ran no test".to_owned()),
        Ok(Finished { tally, .. }) => (*tally, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(passed: u64, failed: u64, succeeded: bool) -> Result<Finished> {
        Ok(Finished { tally: Tally { passed, failed }, succeeded, output: String::new() })
    }

    #[test]
    fn a_suite_that_passes_counts_as_it_says() {
        assert_eq!(judge(&finished(3, 0, true)), (Tally { passed: 3, failed: 0 }, None));
    }

    #[test]
    fn a_suite_that_ran_no_test_is_a_failure() {
        assert_eq!(judge(&finished(0, 0, true)).0, Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn a_crash_after_tests_that_passed_is_a_failure() {
        assert_eq!(judge(&finished(3, 0, false)).0, Tally { passed: 3, failed: 1 });
    }

    #[test]
    fn a_suite_that_could_not_run_is_a_failure_with_its_reason() {
        let (tally, trouble) = judge(&Err(anyhow!("no browser")));
        assert_eq!(tally, Tally { passed: 0, failed: 1 });
        assert_eq!(trouble.as_deref(), Some("no browser"));
    }

    #[test]
    fn notes_of_tests_are_told_apart_from_the_rest() {
        let output = "running 1 test\nnote: seed 1\ntest a ... ok\n  = note: `#[warn]`\n";
        assert_eq!(notes(output).collect::<Vec<_>>(), ["note: seed 1"]);
    }

    #[test]
    fn failed_tests_are_not_counted_twice() {
        assert_eq!(judge(&finished(3, 2, false)).0, Tally { passed: 3, failed: 2 });
    }
}
