//! Counting tests, by what each runner says about itself.

use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed, and suites that could not say.
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    /// Sums the `test result: ok. 3 passed; 1 failed; …` lines of `cargo test` and of wasm-bindgen's test runner.
    pub fn of_cargo(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: ")) {
            tally += Self { passed: count_before(line, "passed"), failed: count_before(line, "failed") };
        }
        tally
    }

    /// Reads `jest --json`: a test file that could not run at all is one failure.
    ///
    /// # Errors
    /// When the text is not such a report.
    pub fn of_jest(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report).context("jest's report is not JSON")?;
        Ok(Self {
            passed: number(&report, "numPassedTests")?,
            failed: number(&report, "numFailedTests")? + number(&report, "numRuntimeErrorTestSuites")?,
        })
    }

    /// Reads Playwright's JSON report: a test that passed only when repeated counts as failed, and so does each
    /// error outside of the tests.
    ///
    /// # Errors
    /// When the text is not such a report.
    pub fn of_playwright(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
        let stats = report.get("stats").context("Playwright's report has no `stats`")?;
        let outside = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len);
        Ok(Self {
            passed: number(stats, "expected")?,
            failed: number(stats, "unexpected")? + number(stats, "flaky")? + outside as u64,
        })
    }
}

/// The number in `…; 12 word; …`.
fn count_before(line: &str, word: &str) -> u64 {
    let mut words = line.split_whitespace().map(|word| word.trim_end_matches(';'));
    let mut previous = "";
    words
        .find_map(|current| {
            let number = if current == word { previous.parse().ok() } else { None };
            previous = current;
            number
        })
        .unwrap_or(0)
}

fn number(report: &Value, name: &str) -> Result<u64> {
    report.get(name).and_then(Value::as_u64).with_context(|| format!("the report has no number `{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_are_summed_over_all_test_programs() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 5 filtered out; finished in 0.00s\n\
            \ntest result: FAILED. 12 passed; 3 failed; 1 ignored; 0 filtered out\nnot a test result: 9 passed;\n";
        assert_eq!(Tally::of_cargo(output), Tally { passed: 14, failed: 3 });
    }

    #[test]
    fn output_without_results_counts_nothing() {
        assert_eq!(Tally::of_cargo("error: could not compile"), Tally::default());
    }

    #[test]
    fn a_jest_file_that_does_not_load_is_a_failure() {
        let report = r#"{"numPassedTests": 7, "numFailedTests": 1, "numRuntimeErrorTestSuites": 1, "success": false}"#;
        assert_eq!(Tally::of_jest(report).unwrap(), Tally { passed: 7, failed: 2 });
    }

    #[test]
    fn playwright_counts_flaky_tests_and_stray_errors_as_failed() {
        let report = r#"{"stats": {"expected": 5, "unexpected": 1, "flaky": 1, "skipped": 0}, "errors": [{}]}"#;
        assert_eq!(Tally::of_playwright(report).unwrap(), Tally { passed: 5, failed: 3 });
    }

    #[test]
    fn a_report_without_its_numbers_is_refused() {
        assert!(Tally::of_jest("{}").is_err());
        assert!(Tally::of_playwright("{}").is_err());
    }
}
