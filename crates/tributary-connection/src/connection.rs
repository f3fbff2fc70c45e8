//! The state machine of one WebSocket connection.
//!
//! ```text
//!          wake                opened               handshake done
//! Idle ───────────▶ Connecting ───────▶ Greeting ───────────────────▶ Open
//!  ▲                 │  ▲                │                             │
//!  │ linger          │  │ retry timer,   │ closed, timed out, silent,  │
//!  │                 ▼  │ urge           ▼ slept                       ▼
//!  └────────────── Waiting ◀───────────────────────────────────────────┤
//!                    │  ▲                                              │ a code that says: do not come back
//!            suspend ▼  │ urge                                         ▼
//!                 Suspended                                         Stopped ──wake, reconnect──▶ Connecting
//! ```

mod clock;
mod signs;
mod talk;

use std::collections::VecDeque;

use tributary_path::error::Error;

use crate::backoff::Backoff;
use crate::close::{CloseReason, Verdict, verdict};
use crate::outbox::Outbox;
use crate::script::Script;
use crate::silence::Silence;
use crate::spec::ConnectionSpec;
use crate::state::{Action, SocketId, State, Status};
use crate::template::Select;
use crate::time::Millis;
use crate::timers::{Timer, Timers};
use crate::topics::Topics;
pub use talk::Taking;
use talk::Talk;

/// One connection: its state, its timers, and what it asks for.
#[derive(Debug)]
pub struct Connection {
    id: u32,
    generation: u32,
    spec: ConnectionSpec,
    script: Script,
    select: Select,
    state: State,
    timers: Timers,
    backoff: Backoff,
    silence: Silence,
    topics: Topics,
    talk: Talk,
    outbox: Outbox,
    /// How often a socket has opened.
    opened: u32,
    /// The last immediate attempt.
    urged: Option<Millis>,
    /// What `${__id}` was last.
    last_id: u64,
    actions: VecDeque<Action>,
}

impl Connection {
    /// An idle connection. `seed` is for the jitter; `select` finds what templates take from messages.
    ///
    /// # Errors
    /// What is wrong with the handshake, naming the step or rule.
    pub fn new(id: u32, spec: &ConnectionSpec, seed: u64, select: Select) -> Result<Self, Error> {
        let (script, mut spec) = (Script::parse(&spec.handshake)?, spec.clone());
        // With no time at all to connect in, dialling and giving up would take turns for ever within one call.
        spec.reconnect.connect_timeout_ms = spec.reconnect.connect_timeout_ms.max(1);
        let backoff = Backoff::new(spec.reconnect.base_ms, spec.reconnect.cap_ms, seed);
        Ok(Self {
            id,
            generation: 0,
            spec,
            script,
            select,
            state: State::Idle,
            timers: Timers::default(),
            backoff,
            silence: Silence::default(),
            topics: Topics::default(),
            talk: Talk::default(),
            outbox: Outbox::default(),
            opened: 0,
            urged: None,
            last_id: 0,
            actions: VecDeque::new(),
        })
    }

    /// What the connection was made from.
    #[must_use]
    pub fn spec(&self) -> &ConnectionSpec {
        &self.spec
    }

    /// Its handshake.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What there is to say of it.
    #[must_use]
    pub fn status(&self) -> Status {
        Status {
            state: self.state.clone(),
            attempt: self.backoff.attempt(),
            reconnects: self.opened.saturating_sub(1),
            unsent: self.outbox.unsent,
        }
    }

    /// The next thing to do.
    pub fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// Whether there is something to do.
    #[inline]
    #[must_use]
    pub fn has_actions(&self) -> bool {
        !self.actions.is_empty()
    }

    /// Somebody needs the socket: dials, unless one is there or due. Whether it did.
    pub fn wake(&mut self, now: Millis) -> bool {
        self.timers.clear(Timer::Linger);
        let is_needed = matches!(self.state, State::Idle | State::Suspended | State::Stopped { .. });
        if is_needed {
            self.dial(now);
        }
        is_needed
    }

    /// Nobody needs the socket any more: it lingers, then closes.
    pub fn rest(&mut self, now: Millis) {
        self.timers.set(Timer::Linger, now + self.spec.linger_ms);
    }

    /// A socket opened.
    pub fn handle_open(&mut self, socket: SocketId, protocol: String, now: Millis) {
        if !matches!(self.state, State::Connecting { socket: dialled } if dialled == socket) {
            return;
        }
        self.timers.clear(Timer::Connect);
        self.opened += 1;
        self.silence.open(now);
        self.watch(now);
        self.begin(socket, protocol, now);
    }

    /// A socket closed, or never opened.
    pub fn handle_close(&mut self, socket: SocketId, code: u16, reason: &str, now: Millis) {
        if self.state.socket() != Some(socket) {
            return;
        }
        let was_open = self.state.live_socket().is_some();
        let reason = CloseReason::new(code, reason, was_open);
        let verdict = verdict(code, &self.spec.reconnect.close_codes);
        self.lose(reason, verdict, now);
    }

    /// The browser refused to dial: the address will not get better by trying again.
    pub fn handle_refused(&mut self, socket: SocketId, text: &str, now: Millis) {
        if self.state.socket() == Some(socket) {
            self.lose(CloseReason::ours(text), Verdict::Stop, now);
        }
    }

    /// Closes the socket now and stays idle.
    pub fn shut(&mut self) {
        self.close_socket();
        self.hang_up();
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

    /// Closes the socket ourselves, and goes on as if it had been lost.
    fn give_up(&mut self, text: String, now: Millis) {
        self.close_socket();
        self.lose(CloseReason::ours(text), Verdict::Retry, now);
    }

    fn lose(&mut self, reason: CloseReason, verdict: Verdict, now: Millis) {
        // In a throttled tab the event may come before the timer that was due earlier.
        if self.timers.is_due(Timer::Stable, now) {
            self.backoff.reset();
        }
        self.hang_up();
        match verdict {
            Verdict::Stop => self.change(State::Stopped { reason }),
            // Nobody would look at what a new socket brings.
            Verdict::Retry if self.is_resting() => self.shut(),
            Verdict::Retry => {
                let retry_at = now + self.backoff.next_delay();
                self.timers.set(Timer::Retry, retry_at);
                self.change(State::Waiting { retry_at, reason });
            }
        }
    }

    /// Whether nobody needs the socket any more, and it lingers.
    fn is_resting(&self) -> bool {
        self.timers.is_set(Timer::Linger)
    }

    fn close_socket(&mut self) {
        if let Some(socket) = self.state.socket() {
            self.actions.push_back(Action::Close(socket));
        }
    }

    /// Forgets the socket that is gone, and what belonged to it.
    fn hang_up(&mut self) {
        if self.state.live_socket().is_some() {
            self.actions.push_back(Action::Missed);
        }
        self.state = State::Idle;
        self.timers.clear_all_but(Timer::Linger);
        self.talk = Talk::default();
        self.topics.forget_sent();
        self.outbox.clear();
    }

    fn change(&mut self, state: State) {
        self.state = state;
        self.actions.push_back(Action::Changed(self.status()));
    }
}
