//! Frames that wait to be sent: at most so many.

use std::collections::VecDeque;

/// How many frames may wait. Over that, further ones are dropped and counted.
const LIMIT: usize = 256;

/// Frames in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    frames: VecDeque<String>,
    /// The browser has more to send than the server takes.
    pub(crate) is_stalled: bool,
    /// Frames that were dropped.
    pub(crate) unsent: u64,
}

impl Outbox {
    /// Takes a frame, or drops it.
    pub(crate) fn push(&mut self, frame: String) {
        if self.frames.len() < LIMIT {
            self.frames.push_back(frame);
        } else {
            self.unsent += 1;
        }
    }

    /// Takes a frame back that could not be sent.
    pub(crate) fn give_back(&mut self, frame: String) {
        self.frames.push_front(frame);
        self.is_stalled = true;
    }

    /// The next frame to send.
    pub(crate) fn pop(&mut self) -> Option<String> {
        if self.is_stalled { None } else { self.frames.pop_front() }
    }

    /// The socket is gone: what was meant for it is not for the next one.
    pub(crate) fn clear(&mut self) {
        self.frames.clear();
        self.is_stalled = false;
    }
}
