//! A connection, and the streams that are taken from it.

use std::collections::VecDeque;

use super::by_id::ById;
use super::output::{FrameTime, Output, Payload, Ready, StreamRef, SubscriptionId};
use super::snapshot::Snapshot;
use super::stats::Failure;
use super::stream::Stream;
use crate::connection::{Connection, SocketId, State};
use crate::eval::Budget;
use crate::extract::{Extractor, Query};
use crate::limits;
use crate::spec::SubscriptionSpec;
use crate::time::{Millis, earlier};

/// One socket's worth of streams.
#[derive(Debug)]
pub(super) struct Upstream {
    id: u32,
    pub(super) connection: Connection,
    /// The subscribe frame whose messages nothing tells apart: this socket is that stream's own.
    dedicated: Option<String>,
    streams: ById<Stream>,
    next_stream: u32,
    extractor: Extractor,
    budget: Budget,
    sends: VecDeque<String>,
}

impl Upstream {
    pub(super) fn new(id: u32, connection: Connection, spec: &SubscriptionSpec) -> Self {
        Self {
            id,
            connection,
            dedicated: dedicated(spec).map(str::to_owned),
            streams: ById::new(),
            next_stream: 0,
            extractor: Extractor::default(),
            budget: Budget::default(),
            sends: VecDeque::new(),
        }
    }

    /// Whether a subscription can share this socket.
    pub(super) fn serves(&self, spec: &SubscriptionSpec) -> bool {
        self.connection.spec() == &spec.connection && self.dedicated.as_deref() == dedicated(spec)
    }

    /// Whether nothing is left that anybody could come back for.
    pub(super) fn is_over(&self) -> bool {
        self.streams.is_empty() && *self.connection.state() == State::Idle
    }

    pub(super) fn subscribe(
        &mut self,
        id: SubscriptionId,
        spec: &SubscriptionSpec,
        query: Query,
        now: Millis,
        outputs: &mut VecDeque<Output>,
    ) {
        let found = self.streams.find(|s| s.spec == spec.stream);
        let at = found.unwrap_or_else(|| self.add_stream(spec, query));
        let upstream = self.id;
        if let Some(stream) = self.streams.get_mut(at) {
            stream.join(id, spec.hz, now);
            outputs.push_back(Output::Ready(Ready { stream: StreamRef { upstream, stream: at }, to: vec![id] }));
        }
        let before = self.connection.state().clone();
        self.connection.wake(now);
        if *self.connection.state() == before {
            let attempt = self.connection.attempt();
            outputs.push_back(Output::Status { to: vec![id], state: before, attempt });
        }
    }

    fn add_stream(&mut self, spec: &SubscriptionSpec, query: Query) -> u32 {
        let at = self.next_stream;
        self.next_stream += 1;
        let stream = Stream::new(spec, query, self.extractor.trie());
        // Streams that differ only in what they take of the messages need them sent once.
        if self.connection.state().open_socket().is_some() && !self.has_sent(stream.spec.subscribe.as_ref()) {
            self.sends.extend(stream.spec.subscribe.clone());
        }
        self.streams.insert(at, stream);
        at
    }

    pub(super) fn unsubscribe(&mut self, id: SubscriptionId, now: Millis) {
        for stream in self.streams.values_mut() {
            stream.leave(id, now);
        }
        if self.subscribers().is_empty() {
            self.connection.rest(now);
        }
    }

    /// Everybody who is subscribed to one of the streams.
    pub(super) fn subscribers(&self) -> Vec<SubscriptionId> {
        self.streams.values().flat_map(Stream::subscribers).collect()
    }

    pub(super) fn handle_open(&mut self, socket: SocketId, protocol: &str, now: Millis) {
        self.connection.handle_open(socket, protocol.to_owned(), now);
        if self.connection.state().open_socket() == Some(socket) {
            let frames = self.streams.values().filter_map(|s| s.spec.subscribe.as_ref());
            send_once(&mut self.sends, frames);
        }
    }

    /// Whether a stream has this subscribe frame.
    fn has_sent(&self, frame: Option<&String>) -> bool {
        self.streams.values().any(|s| s.spec.subscribe.as_ref() == frame)
    }

    /// A message; when a stream wants to act upon it, and whether the time of the next one matters.
    pub(super) fn handle_message(
        &mut self,
        socket: SocketId,
        payload: Payload<'_>,
        now: Millis,
    ) -> (Option<Millis>, FrameTime) {
        if self.connection.state().open_socket() != Some(socket) {
            return (None, FrameTime::Matters);
        }
        let read =
            decode(payload).and_then(|text| self.extractor.read(text).map_err(|error| Failure::not_json(&error, text)));
        let (mut next, mut time) = (None, FrameTime::Known);
        for stream in self.streams.values_mut() {
            match &read {
                Ok(message) => stream.commit(message, &mut self.budget, now),
                Err(failure) => stream.fail(failure, now),
            }
            next = earlier(next, stream.next_deadline());
            if stream.needs_time() {
                time = FrameTime::Matters;
            }
        }
        (next, time)
    }

    /// The clock was set back.
    pub(super) fn set_back(&mut self, ms: u64) {
        self.connection.set_back(ms);
        for stream in self.streams.values_mut() {
            stream.set_back(ms);
        }
    }

    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let streams = self.streams.values().filter_map(Stream::next_deadline);
        streams.chain(self.connection.next_deadline()).min()
    }

    pub(super) fn handle_timeout(&mut self, now: Millis, outputs: &mut VecDeque<Output>) {
        self.connection.handle_timeout(now);
        for (at, stream) in self.streams.iter_mut() {
            if stream.take_emission(now) {
                let stream_ref = StreamRef { upstream: self.id, stream: at };
                outputs.push_back(Output::Ready(Ready { stream: stream_ref, to: stream.subscribers().collect() }));
            }
        }
        self.expire_streams(now);
    }

    /// Ends the streams whose buffers have lingered long enough.
    fn expire_streams(&mut self, now: Millis) {
        let is_due = |s: &Stream| s.expires.is_some_and(|at| at <= now);
        let over = self.streams.remove_all(is_due);
        if over.is_empty() {
            return;
        }
        // Only what no other stream lives on is ended.
        let mut sends = std::mem::take(&mut self.sends);
        let ends = over.iter().filter(|s| !self.has_sent(s.spec.subscribe.as_ref()));
        send_once(&mut sends, ends.filter_map(|s| s.spec.unsubscribe.as_ref()));
        self.sends = sends;
        self.extractor.clear();
        for stream in self.streams.values_mut() {
            stream.replan(self.extractor.trie());
        }
    }

    pub(super) fn snapshot(&mut self, stream: u32, now: Millis) -> Option<Snapshot<'_>> {
        self.streams.get_mut(stream).map(|s| s.snapshot(now))
    }

    /// Moves frames that wait to be sent to the outputs.
    pub(super) fn drain_sends(&mut self, outputs: &mut VecDeque<Output>) {
        match self.connection.state().open_socket() {
            Some(socket) => outputs.extend(self.sends.drain(..).map(|text| Output::Send { socket, text })),
            None => self.sends.clear(),
        }
    }
}

/// Has frames sent, each of them once however many streams want it.
fn send_once<'a>(sends: &mut VecDeque<String>, frames: impl Iterator<Item = &'a String>) {
    let before = sends.len();
    for frame in frames {
        if !sends.iter().skip(before).any(|sent| sent == frame) {
            sends.push_back(frame.clone());
        }
    }
}

/// The subscribe frame of a subscription that shares no socket: without `where`, nothing tells its messages
/// from those of others.
fn dedicated(spec: &SubscriptionSpec) -> Option<&str> {
    let filtered = spec.stream.filter.as_deref().is_some_and(|w| !w.trim().is_empty());
    spec.stream.subscribe.as_deref().filter(|_| !filtered)
}

/// The text of a frame.
fn decode(payload: Payload<'_>) -> Result<&str, Failure> {
    let (text, bytes) = match payload {
        Payload::Text(text) => (Ok(text), text.len()),
        Payload::Binary(bytes) => (utf8(bytes), bytes.len()),
        Payload::TooLarge(bytes) => return Err(Failure::too_large(bytes)),
    };
    if bytes > limits::MESSAGE_BYTES {
        return Err(Failure::too_large(bytes));
    }
    text.map_err(Failure::not_utf8)
}

/// A text; where it is none, from which byte on.
fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    let exactly = |_| std::str::from_utf8(bytes).map_err(|e| e.valid_up_to());
    simdutf8::basic::from_utf8(bytes).or_else(exactly)
}
