//! What a stream may cost. Over a limit: drop, count, tell.

/// A message's size, in bytes.
pub const MESSAGE_BYTES: usize = 8 * 1024 * 1024;
/// How deep arrays and objects may nest.
pub const NESTING: usize = 512;
/// Fields in one query.
pub const FIELDS: usize = 64;
/// The text of one value in a string column, in bytes.
pub const STRING_BYTES: usize = 64 * 1024;
/// Rows that one buffer may hold.
pub const BUFFER_ROWS: usize = 1_000_000;
/// A path's length, in bytes.
pub const PATH_BYTES: usize = 64 * 1024;
/// How much of a failed message is kept for the user to see, in bytes.
pub const SAMPLE_BYTES: usize = 200;
