//! The memory of rings: how much they hold, and giving it back after a spike.

use std::collections::VecDeque;

/// Rings up to this many elements are left as they are.
const SMALL: usize = 64;

/// Whether so much room for so few elements is worth a move to less.
pub(super) fn is_wasted(capacity: usize, length: usize) -> bool {
    // A quarter: what follows leaves twice the length, so it takes as many changes again until the next move.
    capacity > SMALL && length < capacity / 4
}

/// Gives back the room of a ring that has far more than it needs.
pub(super) fn give_back<T>(ring: &mut VecDeque<T>) {
    if is_wasted(ring.capacity(), ring.len()) {
        ring.shrink_to(ring.len() * 2);
    }
}

/// A ring's room, in bytes.
pub(super) fn of<T>(ring: &VecDeque<T>) -> usize {
    ring.capacity() * size_of::<T>()
}

/// Keeps the elements at the positions that `keep` says.
pub(super) fn retain<T>(ring: &mut VecDeque<T>, keep: impl Fn(usize) -> bool) {
    let mut at = 0;
    ring.retain(|_| {
        at += 1;
        keep(at - 1)
    });
}
