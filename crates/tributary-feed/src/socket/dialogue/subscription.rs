//! One subscription of a `/session`.

use serde_json::Value;

use super::frames;
use crate::feeds::Generator;
use crate::socket::pace::Pace;

/// A feed with the id that the client gave it. Its messages come out in frames that carry the id.
pub(super) struct Subscription {
    pub(super) id: Value,
    pub(super) pace: Pace,
    pub(super) feed: Box<dyn Generator>,
}

impl Generator for Subscription {
    fn next(&mut self, time: i64) -> String {
        frames::data(&self.id, &self.feed.next(time))
    }
}
