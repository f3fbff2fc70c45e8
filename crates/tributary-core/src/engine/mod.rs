//! What a driver sees of the core.

mod audience;
mod by_id;
mod commit;
mod events;
mod frame;
mod listening;
mod memory;
mod output;
mod snapshot;
mod stats;
mod stream;
mod upstream;

use std::collections::VecDeque;

pub use output::{FrameTime, Output, Page, Payload, Ready, StreamRef, SubscriptionId};
pub use snapshot::{Labels, Snapshot, SnapshotColumn, SnapshotSeries};
pub use stats::{Failure, Misfit, Stats};

use crate::connection::{Action, Connection};
use crate::error::Error;
use crate::extract::Query;
use crate::limits;
use crate::spec::SubscriptionSpec;
use crate::time::Millis;
use by_id::ById;
use listening::captured;
use upstream::Upstream;

/// Every connection, stream and subscription of a page.
#[derive(Debug)]
pub struct Engine {
    upstreams: ById<Upstream>,
    subscriptions: ById<u32>,
    outputs: VecDeque<Output>,
    seeds: fastrand::Rng,
    next_id: u32,
    /// The latest time that was told.
    now: Millis,
    /// When the last sleep was noticed.
    woke: Millis,
    /// The earliest of the upstreams' deadlines.
    deadline: Option<Millis>,
    /// What all buffers may take, in bytes.
    memory: usize,
}

impl Engine {
    /// An engine without subscriptions. `seed` is for the jitter of reconnecting.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            upstreams: ById::new(),
            subscriptions: ById::new(),
            outputs: VecDeque::new(),
            seeds: fastrand::Rng::with_seed(seed),
            next_id: 0,
            now: Millis::default(),
            woke: Millis::default(),
            deadline: None,
            memory: limits::MEMORY_BYTES,
        }
    }

    /// Adds a subscription. It shares the socket and the buffer of equal ones, and is told at once what is
    /// buffered and how the connection stands. An id that is there already is replaced.
    ///
    /// # Errors
    /// What is wrong with the query; nothing has changed then but that the id is free.
    #[inline]
    pub fn subscribe(&mut self, id: SubscriptionId, spec: &SubscriptionSpec, now: Millis) -> Result<(), Error> {
        self.unsubscribe(id, now);
        let query = Query::parse(&spec.stream)?;
        let at = self.upstream_for(spec)?;
        let Some(upstream) = self.upstreams.get_mut(at) else { return Ok(()) };
        let subscribed = upstream.subscribe(id, spec, query, now, &mut self.outputs);
        if subscribed.is_ok() {
            self.subscriptions.insert(id, at);
        }
        self.settle(at);
        subscribed
    }

    /// Ends a subscription. Its socket and buffer linger; an unknown id is ignored.
    #[inline]
    pub fn unsubscribe(&mut self, id: SubscriptionId, now: Millis) {
        self.notice(now);
        let Some(at) = self.subscriptions.remove(id) else { return };
        if let Some(upstream) = self.upstreams.get_mut(at) {
            upstream.unsubscribe(id, now);
        }
        self.settle(at);
    }

    /// These subscriptions want to be told, once, what they do not know yet: at once, or as soon as there is something.
    /// Unknown ids are ignored.
    #[inline]
    pub fn want(&mut self, ids: &[SubscriptionId], now: Millis) {
        self.notice(now);
        for &id in ids {
            let at = self.subscriptions.get_mut(id).map(|at| *at);
            if let Some(upstream) = at.and_then(|at| self.upstreams.get_mut(at)) {
                upstream.want(id, now);
            }
        }
        self.find_deadline();
    }

    /// The latest time that was told.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.now
    }

    /// When [`Self::handle_timeout`] wants to be called next.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Millis> {
        self.deadline
    }

    /// Whether [`Self::poll_output`] has something to do.
    #[must_use]
    pub fn has_output(&self) -> bool {
        !self.outputs.is_empty()
    }

    /// The next thing to do; to be drained after each input.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// What is to be told of a stream at `now`; `None` where it has ended since it was said to be ready.
    #[inline]
    pub fn snapshot(&mut self, stream: StreamRef, now: Millis) -> Option<Snapshot<'_>> {
        self.upstreams.get_mut(stream.upstream)?.snapshot(stream, now)
    }

    /// What a stream has counted until `now`; `None` where it has ended since it was said to have.
    #[inline]
    pub fn stats(&mut self, stream: StreamRef, now: Millis) -> Option<&Stats> {
        self.upstreams.get_mut(stream.upstream)?.stats(stream.stream, now)
    }

    /// Notices a clock that was set back, by hand or by the network: every deadline moves with it, or reconnecting
    /// and emitting would stand still until the clock has caught up.
    fn notice(&mut self, now: Millis) {
        let back = self.now - now;
        if back > 0 {
            self.upstreams.values_mut().for_each(|u| u.set_back(back));
            self.woke = self.woke.set_back(back);
            self.find_deadline();
        }
        self.now = now;
    }

    #[inline]
    fn upstream_for(&mut self, spec: &SubscriptionSpec) -> Result<u32, Error> {
        if let Some(id) = self.upstreams.find(|u| u.serves(spec)) {
            return Ok(id);
        }
        let id = self.next_id;
        let connection = Connection::new(id, &spec.connection, self.seeds.u64(..), captured)?;
        self.next_id += 1;
        self.upstreams.insert(id, Upstream::new(id, connection, spec));
        Ok(id)
    }

    /// What is to be done after an upstream may have changed.
    #[inline(never)]
    fn settle(&mut self, at: u32) {
        self.flush(at);
        self.find_deadline();
    }

    fn find_deadline(&mut self) {
        self.deadline = self.upstreams.values().filter_map(Upstream::next_deadline).min();
    }

    /// Turns a connection's actions into outputs and forgets an upstream that holds nothing any more.
    fn flush(&mut self, at: u32) {
        let Some(upstream) = self.upstreams.get_mut(at) else { return };
        while let Some(action) = upstream.connection.poll_action() {
            match action {
                Action::Open(socket) => self.outputs.push_back(Output::Open {
                    socket,
                    url: upstream.connection.spec().url.clone(),
                    protocols: upstream.connection.spec().protocols.clone(),
                }),
                Action::Close(socket) => self.outputs.push_back(Output::Close { socket }),
                Action::Send(socket, text) => self.outputs.push_back(Output::Send { socket, text }),
                Action::Missed => upstream.note_gap(),
                Action::Changed(status) => {
                    let to = upstream.subscribers();
                    if !to.is_empty() {
                        self.outputs.push_back(Output::Status { to, status });
                    }
                }
            }
        }
        if upstream.is_over() {
            self.upstreams.remove(at);
        }
    }
}
