//! What a socket hears, told to the book of connections.

use std::sync::Arc;
use std::time::Duration;

use hyper::http::request::Parts;
use tokio_tungstenite::tungstenite::Message;

use super::source::{Event, Source};
use crate::connections::Connections;
use crate::seen::Received;

/// The most bytes of a text that are remembered: the book holds a hundred of them for as long as the server runs.
const MAX_TEXT: usize = 1 << 16;

/// Writes down the text frames of one socket.
pub(super) struct Ear {
    connections: Arc<Connections>,
    path: String,
    query: String,
}

impl Ear {
    pub(super) fn of(connections: &Arc<Connections>, request: &Parts) -> Self {
        Self {
            connections: Arc::clone(connections),
            path: request.uri.path().to_owned(),
            query: request.uri.query().unwrap_or_default().to_owned(),
        }
    }

    /// A number for the socket, which no other has.
    pub(super) fn number(&self) -> u64 {
        self.connections.number()
    }

    /// Writes a message down, if it is a text.
    pub(super) fn hear(&self, message: &Message) {
        if let Message::Text(text) = message {
            let text = text[..text.floor_char_boundary(MAX_TEXT)].to_owned();
            self.connections.receive(Received { path: self.path.clone(), query: self.query.clone(), text });
        }
    }
}

/// A source whose client is listened to.
pub(super) struct Overheard<S> {
    pub(super) source: S,
    pub(super) ear: Ear,
}

impl<S: Source> Source for Overheard<S> {
    fn next(&mut self, now: Duration) -> Option<Event<'_>> {
        self.source.next(now)
    }

    fn due(&self) -> Option<Duration> {
        self.source.due()
    }

    fn receive(&mut self, message: &Message, now: Duration) {
        self.ear.hear(message);
        self.source.receive(message, now);
    }
}
