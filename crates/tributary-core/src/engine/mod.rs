//! What a driver sees of the core.

mod by_id;
mod commit;
mod emission;
mod output;
mod snapshot;
mod stats;
mod stream;
mod upstream;

use std::collections::VecDeque;

pub use output::{FrameTime, Output, Payload, Ready, StreamRef, SubscriptionId};
pub use snapshot::{Labels, Snapshot, SnapshotColumn, SnapshotSeries};
pub use stats::{Failure, Misfit, Stats};

use crate::connection::{Action, Connection, SocketId};
use crate::error::Error;
use crate::extract::Query;
use crate::spec::SubscriptionSpec;
use crate::time::{Millis, earlier};
use by_id::ById;
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
    /// The earliest of the upstreams' deadlines.
    deadline: Option<Millis>,
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
            deadline: None,
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
        let at = self.upstream_for(spec);
        let Some(upstream) = self.upstreams.get_mut(at) else { return Ok(()) };
        upstream.subscribe(id, spec, query, now, &mut self.outputs);
        self.subscriptions.insert(id, at);
        self.settle(at);
        Ok(())
    }

    /// Ends a subscription. Its socket and buffer linger; an unknown id is ignored.
    pub fn unsubscribe(&mut self, id: SubscriptionId, now: Millis) {
        self.notice(now);
        let Some(at) = self.subscriptions.remove(id) else { return };
        if let Some(upstream) = self.upstreams.get_mut(at) {
            upstream.unsubscribe(id, now);
        }
        self.settle(at);
    }

    /// A socket opened, with the subprotocol that the server chose.
    pub fn handle_open(&mut self, socket: SocketId, protocol: &str, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.handle_open(socket, protocol, now));
    }

    /// A data frame came. Whether the time of the next one on its connection matters.
    pub fn handle_message(&mut self, socket: SocketId, payload: Payload<'_>, now: Millis) -> FrameTime {
        self.notice(now);
        let Some(upstream) = self.upstreams.get_mut(socket.connection) else { return FrameTime::Matters };
        // It changes no connection, so that nothing is to be settled.
        let (due, time) = upstream.handle_message(socket, payload, now);
        self.deadline = earlier(self.deadline, due);
        time
    }

    /// The latest time that was told.
    #[must_use]
    pub fn now(&self) -> Millis {
        self.now
    }

    /// A socket closed, or could not be opened: the one event that ends it.
    pub fn handle_close(&mut self, socket: SocketId, code: u16, reason: &str, now: Millis) {
        self.notice(now);
        self.on_upstream(socket.connection, |u| u.connection.handle_close(socket, code, reason, now));
    }

    /// The browser refused to dial at all, and why.
    pub fn handle_refused(&mut self, socket: SocketId, text: &str) {
        self.on_upstream(socket.connection, |u| u.connection.handle_refused(socket, text));
    }

    /// Fires what is due.
    pub fn handle_timeout(&mut self, now: Millis) {
        self.notice(now);
        let due = |u: &Upstream| u.next_deadline().is_some_and(|deadline| deadline <= now);
        for at in self.upstreams.all(due) {
            if let Some(upstream) = self.upstreams.get_mut(at) {
                upstream.handle_timeout(now, &mut self.outputs);
            }
            self.settle(at);
        }
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

    /// What a stream holds at `now`; `None` where it has ended since it was said to be ready.
    pub fn snapshot(&mut self, stream: StreamRef, now: Millis) -> Option<Snapshot<'_>> {
        self.upstreams.get_mut(stream.upstream)?.snapshot(stream.stream, now)
    }

    /// Notices a clock that was set back, by hand or by the network: every deadline moves with it, or reconnecting
    /// and emitting would stand still until the clock has caught up.
    fn notice(&mut self, now: Millis) {
        let back = self.now - now;
        if back > 0 {
            self.upstreams.values_mut().for_each(|u| u.set_back(back));
            self.find_deadline();
        }
        self.now = now;
    }

    fn upstream_for(&mut self, spec: &SubscriptionSpec) -> u32 {
        if let Some(id) = self.upstreams.find(|u| u.serves(spec)) {
            return id;
        }
        let id = self.next_id;
        self.next_id += 1;
        let connection = Connection::new(id, spec.connection.clone(), self.seeds.u64(..));
        self.upstreams.insert(id, Upstream::new(id, connection, spec));
        id
    }

    fn on_upstream(&mut self, at: u32, event: impl FnOnce(&mut Upstream)) {
        if let Some(upstream) = self.upstreams.get_mut(at) {
            event(upstream);
            self.settle(at);
        }
    }

    /// What is to be done after an upstream may have changed.
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
                Action::Changed { state, attempt } => {
                    let to = upstream.subscribers();
                    if !to.is_empty() {
                        self.outputs.push_back(Output::Status { to, state, attempt });
                    }
                }
            }
        }
        upstream.drain_sends(&mut self.outputs);
        if upstream.is_over() {
            self.upstreams.remove(at);
        }
    }
}
