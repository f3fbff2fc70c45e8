//! The state machine of one WebSocket connection.
//!
//! ```text
//!          wake                opened
//! Idle ───────────▶ Connecting ───────▶ Open
//!  ▲                 │  ▲                │
//!  │ linger          │  │ retry timer    │ closed, timed out
//!  │                 ▼  │                ▼
//!  └────────────── Waiting ◀─────────────┤
//!                                        │ a code that says: do not come back
//!                                        ▼
//!                                     Stopped ──wake──▶ Connecting
//! ```
//!
//! Each attempt has a [`SocketId`] of its own, so that late events of a dead socket are told apart.

mod backoff;
mod close;
mod timers;

use std::collections::VecDeque;

pub use backoff::Backoff;
pub use close::{CloseReason, Verdict, verdict};
pub use timers::{Timer, Timers};

use crate::spec::ConnectionSpec;
use crate::time::Millis;

/// Names one WebSocket of the browser: every attempt to connect has a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId {
    /// The connection that dialled.
    pub connection: u32,
    /// Which of its attempts, counted from 1.
    pub generation: u32,
}

/// Where a connection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody needs a socket.
    Idle,
    /// A socket is opening.
    Connecting {
        /// The socket.
        socket: SocketId,
    },
    /// A socket is open.
    Open {
        /// The socket.
        socket: SocketId,
        /// When it opened.
        since: Millis,
        /// The subprotocol that the server chose; empty for none.
        protocol: String,
    },
    /// The next attempt has its time.
    Waiting {
        /// When.
        retry_at: Millis,
        /// Why the last attempt or connection ended.
        reason: CloseReason,
    },
    /// The server said not to come back: only a new subscription tries again.
    Stopped {
        /// What it said.
        reason: CloseReason,
    },
}

impl State {
    /// The socket that is opening or open.
    #[must_use]
    pub fn socket(&self) -> Option<SocketId> {
        match self {
            Self::Connecting { socket } | Self::Open { socket, .. } => Some(*socket),
            Self::Idle | Self::Waiting { .. } | Self::Stopped { .. } => None,
        }
    }

    /// The socket, if frames can be sent on it.
    #[must_use]
    pub fn open_socket(&self) -> Option<SocketId> {
        match self {
            Self::Open { socket, .. } => Some(*socket),
            _ => None,
        }
    }
}

/// What a connection asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Dial.
    Open(SocketId),
    /// Close with 1000, and forget the socket.
    Close(SocketId),
    /// Tell the subscribers of the new state.
    Changed {
        /// The state.
        state: State,
        /// How many attempts have failed since the last connection that stayed open.
        attempt: u32,
    },
}

/// One connection: its state, its timers, and what it asks for.
#[derive(Debug)]
pub struct Connection {
    id: u32,
    generation: u32,
    spec: ConnectionSpec,
    state: State,
    timers: Timers,
    backoff: Backoff,
    actions: VecDeque<Action>,
}

impl Connection {
    /// An idle connection. `seed` is for the jitter.
    #[must_use]
    pub fn new(id: u32, mut spec: ConnectionSpec, seed: u64) -> Self {
        // With no time at all to connect in, dialling and giving up would take turns for ever within one call.
        spec.reconnect.connect_timeout_ms = spec.reconnect.connect_timeout_ms.max(1);
        let backoff = Backoff::new(spec.reconnect.base_ms, spec.reconnect.cap_ms, seed);
        Self {
            id,
            generation: 0,
            spec,
            state: State::Idle,
            timers: Timers::default(),
            backoff,
            actions: VecDeque::new(),
        }
    }

    /// What the connection was made from.
    #[must_use]
    pub fn spec(&self) -> &ConnectionSpec {
        &self.spec
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How many attempts have failed since the last connection that stayed open.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.backoff.attempt()
    }

    /// The next thing to do.
    pub fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// When [`Self::handle_timeout`] wants to be called.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Millis> {
        self.timers.next()
    }

    /// Somebody needs the socket: dials, unless one is there or due.
    pub fn wake(&mut self, now: Millis) {
        self.timers.clear(Timer::Linger);
        if matches!(self.state, State::Idle | State::Stopped { .. }) {
            self.dial(now);
        }
    }

    /// Nobody needs the socket any more: it lingers, then closes.
    pub fn rest(&mut self, now: Millis) {
        self.timers.set(Timer::Linger, now + self.spec.linger_ms);
    }

    /// A socket opened.
    pub fn handle_open(&mut self, socket: SocketId, protocol: String, now: Millis) {
        if !matches!(self.state, State::Connecting { socket: s } if s == socket) {
            return;
        }
        self.timers.clear(Timer::Connect);
        self.timers.set(Timer::Stable, now + self.spec.reconnect.stable_ms);
        self.change(State::Open { socket, since: now, protocol });
    }

    /// A socket closed, or never opened.
    pub fn handle_close(&mut self, socket: SocketId, code: u16, reason: &str, now: Millis) {
        if self.state.socket() != Some(socket) {
            return;
        }
        let was_open = self.state.open_socket().is_some();
        let reason = CloseReason::new(code, reason, was_open);
        self.lose(reason, now);
    }

    /// The browser refused to dial: the address will not get better by trying again.
    pub fn handle_refused(&mut self, socket: SocketId, text: &str) {
        if self.state.socket() == Some(socket) {
            self.timers.clear(Timer::Connect);
            self.change(State::Stopped { reason: CloseReason::refused(text) });
        }
    }

    /// The clock was set back: what was to happen in a while still happens in that while.
    pub fn set_back(&mut self, ms: u64) {
        self.timers.set_back(ms);
        match &mut self.state {
            State::Open { since, .. } => *since = since.set_back(ms),
            State::Waiting { retry_at, .. } => *retry_at = retry_at.set_back(ms),
            State::Idle | State::Connecting { .. } | State::Stopped { .. } => {}
        }
    }

    /// Fires what is due.
    pub fn handle_timeout(&mut self, now: Millis) {
        // After a sleep much is due at once: what nobody waits for any more comes first.
        if self.timers.is_due(Timer::Linger, now) {
            return self.shut();
        }
        while let Some(timer) = self.timers.pop_due(now) {
            match timer {
                Timer::Connect => {
                    if let Some(socket) = self.state.socket() {
                        self.actions.push_back(Action::Close(socket));
                    }
                    self.lose(CloseReason::connect_timeout(self.spec.reconnect.connect_timeout_ms), now);
                }
                Timer::Retry => self.dial(now),
                Timer::Stable => self.backoff.reset(),
                Timer::Linger => self.shut(),
            }
        }
    }

    /// Closes the socket now and stays idle.
    pub fn shut(&mut self) {
        if let Some(socket) = self.state.socket() {
            self.actions.push_back(Action::Close(socket));
        }
        self.timers = Timers::default();
        self.backoff.reset();
        self.change(State::Idle);
    }

    fn dial(&mut self, now: Millis) {
        self.generation += 1;
        let socket = SocketId { connection: self.id, generation: self.generation };
        self.timers.clear(Timer::Retry);
        self.timers.set(Timer::Connect, now + self.spec.reconnect.connect_timeout_ms);
        self.actions.push_back(Action::Open(socket));
        self.change(State::Connecting { socket });
    }

    fn lose(&mut self, reason: CloseReason, now: Millis) {
        // In a throttled tab the event may come before the timer that was due earlier.
        if self.timers.is_due(Timer::Stable, now) {
            self.backoff.reset();
        }
        self.timers.clear(Timer::Connect);
        self.timers.clear(Timer::Stable);
        match verdict(reason.code) {
            Verdict::Stop => self.change(State::Stopped { reason }),
            Verdict::Retry => {
                let retry_at = now + self.backoff.next_delay();
                self.timers.set(Timer::Retry, retry_at);
                self.change(State::Waiting { retry_at, reason });
            }
        }
    }

    fn change(&mut self, state: State) {
        self.actions.push_back(Action::Changed { state: state.clone(), attempt: self.backoff.attempt() });
        self.state = state;
    }
}
