//! The last of what came, for tests to look at.

use std::collections::VecDeque;

use serde::Serialize;

/// How many are remembered.
const REMEMBERED: usize = 100;

/// The last hundred of something, oldest first.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(crate) struct Recent<T>(VecDeque<T>);

impl<T> Recent<T> {
    pub(crate) fn new() -> Self {
        Self(VecDeque::new())
    }

    pub(crate) fn push(&mut self, item: T) {
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hundred_are_remembered_oldest_first() {
        let mut recent = Recent::new();
        for number in 0..150 {
            recent.push(number);
        }
        assert!(recent.0.into_iter().eq(50..150));
    }
}
