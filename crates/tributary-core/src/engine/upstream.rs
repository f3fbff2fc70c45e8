//! A connection, and the streams that are taken from it.

use std::collections::VecDeque;

use super::audience::{Group, News};
use super::by_id::ById;
use super::frame;
use super::listening::Listening;
use super::output::{FrameTime, Output, Payload, Ready, StreamRef, SubscriptionId};
use super::snapshot::Snapshot;
use super::stats::{Failure, Stats};
use super::stream::Stream;
use crate::connection::{Connection, SocketId, State, Taking};
use crate::error::Error;
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
    /// What the connection itself listens for.
    listening: Option<Listening>,
    budget: Budget,
}

impl Upstream {
    #[inline]
    pub(super) fn new(id: u32, connection: Connection, spec: &SubscriptionSpec) -> Self {
        let mut extractor = Extractor::default();
        Self {
            id,
            listening: Listening::new(connection.script(), extractor.trie()),
            connection,
            dedicated: dedicated(spec).map(str::to_owned),
            streams: ById::new(),
            next_stream: 0,
            extractor,
            budget: Budget::default(),
        }
    }

    /// Whether a subscription can share this socket.
    #[inline]
    pub(super) fn serves(&self, spec: &SubscriptionSpec) -> bool {
        self.connection.spec().is_same(&spec.connection) && self.dedicated.as_deref() == dedicated(spec)
    }

    /// Whether nothing is left that anybody could come back for.
    pub(super) fn is_over(&self) -> bool {
        self.streams.is_empty() && matches!(self.connection.state(), State::Idle)
    }

    #[inline]
    pub(super) fn subscribe(
        &mut self,
        id: SubscriptionId,
        spec: &SubscriptionSpec,
        query: Query,
        now: Millis,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Error> {
        let at = match self.streams.find(|s| s.spec == spec.stream) {
            Some(at) => at,
            None => self.add_stream(spec, query),
        };
        let upstream = self.id;
        if let Some(topic) = self.streams.get_mut(at).and_then(|stream| stream.wants()) {
            match self.connection.join(&topic, now) {
                Ok(false) => {}
                // The buffers of all that live on it may hold what came before the topic was left.
                Ok(true) => self.streams.values_mut().filter(|s| s.lives_on(&topic)).for_each(Stream::note_gap),
                Err(error) => {
                    self.streams.remove(at);
                    return Err(error);
                }
            }
        }
        let Some(stream) = self.streams.get_mut(at) else { return Ok(()) };
        stream.join(id, spec.view, now);
        let stream = StreamRef { upstream, stream: at, view: spec.view };
        outputs.push_back(Output::Ready(Ready { stream, to: vec![id] }));
        if !self.connection.wake(now) {
            outputs.push_back(Output::Status { to: vec![id], status: self.connection.status() });
        }
        Ok(())
    }

    #[inline]
    fn add_stream(&mut self, spec: &SubscriptionSpec, query: Query) -> u32 {
        let at = self.next_stream;
        self.next_stream += 1;
        self.streams.insert(at, Stream::new(spec, query, self.extractor.trie()));
        at
    }

    #[inline]
    pub(super) fn unsubscribe(&mut self, id: SubscriptionId, now: Millis) {
        for stream in self.streams.values_mut() {
            if let Some(topic) = stream.leave(id, now) {
                self.connection.leave(&topic, stream.spec.linger_ms, now);
            }
        }
        if self.subscribers().is_empty() {
            self.connection.rest(now);
        }
        self.let_go();
    }

    /// A subscription wants to be told what it does not know yet.
    #[inline]
    pub(super) fn want(&mut self, id: SubscriptionId, now: Millis) {
        self.streams.values_mut().for_each(|stream| stream.audience.want(id, now));
    }

    /// What its buffers take, about, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.streams.values().map(Stream::memory).sum()
    }

    /// When the first of the buffers goes that nobody is subscribed to.
    pub(super) fn next_expiry(&self) -> Option<Millis> {
        self.streams.values().filter_map(|stream| stream.expires).min()
    }

    /// Gives up the oldest rows of its largest buffer; whether there are any to give up.
    #[inline]
    pub(super) fn shed(&mut self, now: Millis) -> bool {
        let largest = self.streams.values_mut().max_by_key(|stream| stream.memory());
        largest.is_some_and(|stream| stream.shed(now))
    }

    /// Ends the buffer that has lingered longest, if there are too many: each of them costs something per message.
    #[inline]
    fn let_go(&mut self) {
        if self.streams.values().filter(|stream| stream.expires.is_some()).count() > limits::LINGERING
            && let Some(oldest) = self.next_expiry()
        {
            self.expire_streams(oldest);
        }
    }

    /// Everybody who is subscribed to one of the streams.
    pub(super) fn subscribers(&self) -> Vec<SubscriptionId> {
        self.streams.values().flat_map(|stream| stream.audience.ids()).collect()
    }

    /// Messages may have been missed.
    pub(super) fn note_gap(&mut self) {
        self.streams.values_mut().for_each(Stream::note_gap);
    }

    /// A message; when a stream wants to act upon it, and whether the time of the next one matters.
    pub(super) fn handle_message(
        &mut self,
        socket: SocketId,
        payload: Payload<'_>,
        now: Millis,
    ) -> (Option<Millis>, FrameTime) {
        if self.connection.state().live_socket() != Some(socket) {
            return (None, FrameTime::Matters);
        }
        self.connection.hear(now);
        let text = frame::decode(payload);
        let told = *text.as_ref().unwrap_or(&"");
        let read = text.and_then(|text| self.extractor.read(text).map_err(|error| Failure::not_json(&error, text)));
        if let Some(listening) = &self.listening
            && listening.offer(&mut self.connection, told, read.as_ref().ok(), &mut self.budget, now) == Taking::Ours
        {
            return (None, FrameTime::Matters);
        }
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

    #[inline]
    pub(super) fn handle_timeout(&mut self, now: Millis, outputs: &mut VecDeque<Output>) {
        self.connection.handle_timeout(now);
        for (at, stream) in self.streams.iter_mut() {
            for Group { news, to } in stream.take(now) {
                let named = |view| Ready { stream: StreamRef { upstream: self.id, stream: at, view }, to };
                outputs.push_back(match news {
                    News::Rows(view) => Output::Ready(named(view)),
                    News::Counters => Output::Counted(named(None)),
                });
            }
        }
        self.expire_streams(now);
    }

    /// Ends the streams whose buffers have lingered long enough.
    pub(super) fn expire_streams(&mut self, now: Millis) {
        let over = self.streams.remove_all(|s| s.expires.is_some_and(|at| at <= now));
        if !over.is_empty() {
            self.extractor.clear();
            self.listening = Listening::new(self.connection.script(), self.extractor.trie());
            for stream in self.streams.values_mut() {
                stream.replan(self.extractor.trie());
            }
        }
    }

    /// What a stream has counted.
    #[inline]
    pub(super) fn stats(&mut self, stream: u32, now: Millis) -> Option<&Stats> {
        self.streams.get_mut(stream).map(|stream| stream.count(now))
    }

    #[inline]
    pub(super) fn snapshot(&mut self, at: StreamRef, now: Millis) -> Option<Snapshot<'_>> {
        self.streams.get_mut(at.stream).map(|stream| stream.snapshot(at.view, now))
    }
}

/// The subscribe frame of a subscription that shares no socket: without `where`, nothing tells its messages
/// from those of others.
fn dedicated(spec: &SubscriptionSpec) -> Option<&str> {
    let filtered = spec.stream.filter.as_deref().is_some_and(|w| !w.trim().is_empty());
    spec.stream.subscribe.as_deref().filter(|_| !filtered)
}
