//! Frames that wait to be sent: at most so many.

use std::collections::VecDeque;

/// How many frames may wait for a stalled browser. Over that, the last ones are dropped and counted.
const LIMIT: usize = 256;

/// Frames in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    frames: VecDeque<String>,
    /// The browser has more to send than the server takes.
    is_stalled: bool,
    /// How many frames it gave back, all of them in front.
    returned: usize,
    /// Frames that were dropped.
    pub(crate) unsent: u64,
}

impl Outbox {
    /// Takes a frame, or drops it.
    pub(crate) fn push(&mut self, frame: String) {
        self.frames.push_back(frame);
        self.keep_to_limit();
    }

    /// Takes a frame back that could not be sent. Those that were sent together come back one after the other.
    pub(crate) fn give_back(&mut self, frame: String) {
        self.is_stalled = true;
        self.frames.insert(self.returned, frame);
        self.returned += 1;
        self.keep_to_limit();
    }

    /// The browser may have room again.
    pub(crate) fn resume(&mut self) {
        self.is_stalled = false;
        self.returned = 0;
    }

    /// The next frame to send.
    pub(crate) fn pop(&mut self) -> Option<String> {
        if self.is_stalled { None } else { self.frames.pop_front() }
    }

    /// The socket is gone: what was meant for it is not for the next one.
    pub(crate) fn clear(&mut self) {
        self.frames.clear();
        self.resume();
    }

    /// What is sent in the same turn does not wait, however much it is.
    fn keep_to_limit(&mut self) {
        if self.is_stalled && self.frames.len() > LIMIT {
            self.frames.pop_back();
            self.returned = self.returned.min(LIMIT);
            self.unsent += 1;
        }
    }
}
