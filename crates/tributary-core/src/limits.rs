//! What a stream may cost. Over a limit: drop, count, tell.

pub use tributary_path::limits::{NESTING, PATH_BYTES, PATH_NESTING, PATH_STEPS, REGEX_STATES};

/// A message's size, in bytes.
pub const MESSAGE_BYTES: usize = 8 * 1024 * 1024;
/// Fields in one query.
pub const FIELDS: usize = 64;
/// The text of one value in a string column, in bytes.
pub const STRING_BYTES: usize = 64 * 1024;
/// Rows that one buffer may hold.
pub const BUFFER_ROWS: usize = 1_000_000;
/// Points side by side in one chart.
pub const POINTS: usize = 100_000;
/// Label sets that one buffer may hold at a time.
pub const SERIES: usize = 1_000;
/// JSON text that one buffer may hold, in bytes: the oldest rows make room.
pub const BUFFER_TEXT_BYTES: usize = 128 * 1024 * 1024;
/// What all buffers of a page may take, in bytes: those that nobody looks at go first, then the oldest rows.
pub const MEMORY_BYTES: usize = 512 * 1024 * 1024;
/// A custom time format's length, in bytes.
pub const TIME_FORMAT_BYTES: usize = 256;
/// How much of a failed message, or of a value that its column's type could not take, is kept for the user to see,
/// in bytes.
pub const SAMPLE_BYTES: usize = 200;
/// Buffers of one connection that outlive their last subscription at a time: the longest unused ones go first.
pub const LINGERING: usize = 64;
/// What evaluation may cost for one message, in nodes visited: under 50 ms.
pub const EVALUATION_STEPS: usize = 2_000_000;
/// I-Regexps taken from documents that are kept compiled.
pub const REGEX_CACHE: usize = 16;
