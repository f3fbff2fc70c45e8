//! What a stream counts.

use crate::buffer::Buffer;
use crate::convert::ColumnType;
use crate::eval::OverBudget;
use crate::json::JsonError;
use crate::limits;

/// Counters since the stream was made; those of rows are brought up to date by a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Messages received on the connection while the stream was there.
    pub messages: u64,
    /// Rows committed to the buffer.
    pub rows: u64,
    /// Messages that `where` did not select.
    pub filtered: u64,
    /// Rows that were not made since no value field selected anything, and messages in which `rows` selected nothing.
    pub rowless: u64,
    /// Messages that are not JSON, or over a limit.
    pub failed: u64,
    /// Values that their column's type could not take: null in their row.
    pub unconverted: u64,
    /// The same by column: those that have any, in the order in which they came to have one.
    pub misfits: Vec<Misfit>,
    /// Rows that have left the buffer, by capacity or age.
    pub dropped: u64,
    /// Rows that a delete condition has taken from a buffer of latest rows.
    pub deleted: u64,
    /// Rows that came later than the sort window allows.
    pub late: u64,
    /// Rows with a null in their key.
    pub keyless: u64,
    /// Rows of further keys than [`limits::BUFFER_ROWS`].
    pub keys_over_limit: u64,
    /// Rows of further label sets than [`limits::SERIES`].
    pub series_over_limit: u64,
    /// Outages that stand in the buffer as a row of nulls.
    pub gaps: u64,
    /// What the buffer takes, about, in bytes: no counter, but how it is now.
    pub memory: usize,
    /// The latest message that failed.
    pub last_failure: Option<Failure>,
}

/// What a column could not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The column's place among the plan's.
    at: usize,
    /// The column's name.
    pub column: String,
    /// The type that the values do not fit.
    pub kind: ColumnType,
    /// How many values.
    pub count: u64,
    /// The latest one's source text, at most [`limits::SAMPLE_BYTES`] of it.
    pub sample: String,
}

impl Stats {
    /// Counts a value that the column at `at` could not take.
    #[cold]
    pub(super) fn misfit(&mut self, at: usize, column: &str, kind: ColumnType, value: &str) {
        self.unconverted += 1;
        let sample = sample(value, 0);
        match self.misfits.iter_mut().find(|m| m.at == at) {
            Some(misfit) => {
                misfit.count += 1;
                sample.clone_into(&mut misfit.sample);
            }
            None => {
                let (column, sample) = (column.to_owned(), sample.to_owned());
                self.misfits.push(Misfit { at, column, kind, count: 1, sample });
            }
        }
    }

    /// Takes over what the buffer has counted.
    pub(super) fn read(&mut self, buffer: &Buffer) {
        let counts = buffer.counts();
        self.rows = counts.rows;
        self.dropped = counts.dropped;
        self.deleted = counts.deleted;
        self.late = counts.late;
        self.keyless = counts.keyless;
        self.keys_over_limit = counts.keys_over_limit;
        self.series_over_limit = counts.series_over_limit;
        self.gaps = counts.gaps;
        self.memory = buffer.memory();
    }
}

/// Why a message was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Stable and machine-readable: `not-json`, `not-utf8`, `too-large`, `over-budget`.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// Where in the message, in bytes.
    pub position: Option<usize>,
    /// What the message looks like around there.
    pub sample: String,
}

impl Failure {
    /// A message that is not JSON.
    #[must_use]
    pub fn not_json(error: &JsonError, message: &str) -> Self {
        Self {
            code: "not-json",
            message: format!("The message is not JSON: {error}."),
            position: Some(error.position),
            sample: sample(message, error.position).to_owned(),
        }
    }

    /// A binary frame that is not UTF-8.
    #[must_use]
    pub fn not_utf8(position: usize) -> Self {
        let message = format!("The binary message is not JSON in UTF-8: see byte {position}.");
        Self { code: "not-utf8", message, position: Some(position), sample: String::new() }
    }

    /// A message that costs a query's paths too many steps.
    #[must_use]
    pub fn over_budget(error: &OverBudget) -> Self {
        Self { code: "over-budget", message: format!("{error}."), position: None, sample: String::new() }
    }

    /// A message over [`limits::MESSAGE_BYTES`].
    #[must_use]
    pub fn too_large(bytes: usize) -> Self {
        let limit = limits::MESSAGE_BYTES;
        let message = format!("The message has {bytes} bytes; {limit} are allowed.");
        Self { code: "too-large", message, position: None, sample: String::new() }
    }
}

/// At most [`limits::SAMPLE_BYTES`] of a text, with `position` in it.
fn sample(message: &str, position: usize) -> &str {
    let position = position.min(message.len());
    let floor = |at: usize| (0..=at).rev().find(|&i| message.is_char_boundary(i)).unwrap_or(0);
    let start = floor(position.saturating_sub(limits::SAMPLE_BYTES / 2));
    let end = floor((start + limits::SAMPLE_BYTES).min(message.len()));
    &message[start..end]
}
