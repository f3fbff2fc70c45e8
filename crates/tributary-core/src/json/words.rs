//! A short text, compared as a whole.

use super::scan;

/// Up to 16 bytes, the first one lowest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    text: [u64; 2],
    /// Has the bits that the text fills; none if it does not fit.
    mask: [u64; 2],
    length: usize,
}

impl Words {
    /// A member's name in quotes, with its colon. One that does not fit equals nothing.
    pub(crate) fn of_name(raw: &[u8]) -> Self {
        let mut bytes = [0; 16];
        let length = raw.len() + 3;
        if length > bytes.len() {
            return Self { text: [1, 0], mask: [0, 0], length };
        }
        bytes[0] = b'"';
        bytes[1..=raw.len()].copy_from_slice(raw);
        bytes[length - 2] = b'"';
        bytes[length - 1] = b':';
        let mask = u128::MAX >> (128 - 8 * length);
        let halves = |all: u128| [all as u64, (all >> 64) as u64];
        Self { text: halves(u128::from_le_bytes(bytes)), mask: halves(mask), length }
    }

    /// The offset after this text, if it is what stands at `at`; at the very end of `bytes`, it may be missed.
    #[inline(always)]
    pub(super) fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let [low, high] = scan::two_words(bytes, at)?;
        let same = low & self.mask[0] == self.text[0] && high & self.mask[1] == self.text[1];
        same.then_some(at + self.length)
    }
}
