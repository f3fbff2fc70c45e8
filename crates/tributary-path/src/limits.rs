//! What a path may cost.

/// How deep arrays and objects may nest, and so how many segments a path may have.
pub const NESTING: usize = 512;
/// A path's length, in bytes: what jsonpath-rust reads in 50 ms, whatever it says.
pub const PATH_BYTES: usize = 16 * 1024;
/// How deep brackets and parentheses may nest in a path. jsonpath-rust would take 128, which is near the end of a
/// browser's stack where its code is not optimised yet.
pub const PATH_NESTING: usize = 64;
/// What reading a path may cost, in steps of its grammar (some 30 ms): a path of [`PATH_BYTES`] stays under it, while
/// functions in functions, which jsonpath-rust tries again and again, do not from about ten levels on.
pub const PATH_STEPS: usize = 500_000;
/// States of the compiled I-Regexps of one path.
pub const REGEX_STATES: usize = 10_000;
