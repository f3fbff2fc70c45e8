//! Giving memory back after a spike.

/// Room for up to this many elements is left as it is.
const SMALL: usize = 64;

/// Whether so much room for so few elements is worth a move to less.
pub(super) fn is_wasted(capacity: usize, length: usize) -> bool {
    // A quarter: what follows leaves twice the length, so it takes as many changes again until the next move.
    capacity > SMALL && length < capacity / 4
}
