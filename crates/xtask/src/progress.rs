//! What a command says about itself: on stderr, a line a step, so that stdout holds results only.

use std::fmt::Display;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Error, Result};

static VERBOSE: AtomicBool = AtomicBool::new(false);

/// Whether children's output is printed as it comes.
pub fn verbose() -> bool {
    VERBOSE.load(Ordering::Relaxed)
}

/// Sets what [`verbose`] says.
pub fn set_verbose(on: bool) {
    VERBOSE.store(on, Ordering::Relaxed);
}

/// Says a line.
pub fn say(line: impl Display) {
    // A reader that has gone away is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says that something begins, runs it, and says how long it took when it took long.
pub fn step<T>(what: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    say(format_args!("→ {what}"));
    let start = Instant::now();
    let result = run();
    if result.is_ok() && start.elapsed() > Duration::from_secs(5) {
        say(format_args!("  done in {}", seconds(start.elapsed())));
    }
    result
}

/// Says an error with everything that led to it.
pub fn error(error: &Error) {
    say(format_args!("error: {error:#}"));
}

/// A duration for people.
pub fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}
