//! What a session has to say, and when.

use std::time::Duration;

use tokio_tungstenite::tungstenite::Message;

use super::pace::Pace;
use crate::feeds::{Generator, Kind};
use crate::parameters::Parameters;

/// One side of a conversation. It does no I/O and reads no clock: times are given from outside, as what has passed
/// since the session began.
pub(super) trait Source: Send {
    /// What is to be sent now, one by one; `None` when that is all for now.
    fn next(&mut self, now: Duration) -> Option<Event<'_>>;

    /// When there will be something to send, if the client says nothing.
    fn due(&self) -> Option<Duration>;

    /// Takes a message of the client.
    fn receive(&mut self, message: &Message, now: Duration);
}

/// Something to be sent.
pub(super) enum Event<'a> {
    /// The turn of a feed's message, which is made by asking for it. Faults count these.
    Data(&'a mut dyn Generator),
    /// A text of a protocol around the feed.
    Text(String),
    /// A close frame: the last event.
    Close { code: u16, reason: &'static str },
}

/// A feed on its own: it has nothing to say to what a client sends.
pub(super) struct Sample {
    feed: Box<dyn Generator>,
    pace: Pace,
}

impl Sample {
    pub(super) fn new(kind: Kind, parameters: &Parameters) -> Self {
        let pace = Pace::new(parameters.rate, parameters.faults.flood, Duration::ZERO);
        Self { feed: kind.generator(parameters.seed), pace }
    }
}

impl Source for Sample {
    fn next(&mut self, now: Duration) -> Option<Event<'_>> {
        self.pace.take(now).then_some(Event::Data(&mut *self.feed))
    }

    fn due(&self) -> Option<Duration> {
        self.pace.due()
    }

    fn receive(&mut self, _message: &Message, _now: Duration) {}
}
