//! A short text, compared as a whole.

use super::scan;

/// Some bytes of a message, as they are written.
#[derive(Debug)]
pub(crate) struct Written {
    /// The first sixteen, the first one lowest.
    text: [u64; 2],
    /// Has the bits that they fill.
    mask: [u64; 2],
    /// What is behind them.
    rest: Box<[u8]>,
    length: usize,
}

/// More bytes than this are not compared.
const LONGEST: usize = 64;

impl Written {
    /// What stands there; if it is very long, it equals nothing.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let length = bytes.len();
        if length > LONGEST {
            return Self { text: [1, 0], mask: [0, 0], rest: Box::default(), length };
        }
        let (first, rest) = bytes.split_at(length.min(16));
        let mask = if length == 0 { 0 } else { u128::MAX >> (128 - 8 * first.len()) };
        let halves = |all: u128| [all as u64, (all >> 64) as u64];
        Self { text: scan::two_words(first, 0), mask: halves(mask), rest: rest.into(), length }
    }

    /// The offset after it, if it is what stands at `at`.
    #[inline(always)]
    pub(super) fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let [low, high] = scan::two_words(bytes, at);
        let same = low & self.mask[0] == self.text[0] && high & self.mask[1] == self.text[1];
        if !same || !self.rest.is_empty() && !self.rest_follows(bytes, at + 16) {
            return None;
        }
        Some(at + self.length)
    }

    #[inline(never)]
    fn rest_follows(&self, bytes: &[u8], at: usize) -> bool {
        bytes.get(at..at + self.rest.len()) == Some(&*self.rest)
    }
}
