//! What the page, the computer and the user mean for a connection, whatever its socket says.

use super::Connection;
use crate::close::{CloseReason, Verdict};
use crate::state::State;
use crate::time::Millis;

/// Several signs that dialling may work again often come at once: together they cause one attempt.
const URGE_MS: u64 = 1_000;

/// A server from which something came so lately is there, however long nobody looked.
const FRESH_MS: u64 = 10_000;

impl Connection {
    /// A sign that dialling may work now, or is wanted now: the network is back, the page is looked at, the computer
    /// has woken. An attempt that waits for its time is made at once, unless nobody needs the socket any more.
    pub fn urge(&mut self, now: Millis) {
        let is_waiting = matches!(self.state, State::Waiting { .. } | State::Suspended) && !self.is_resting();
        if is_waiting && self.urged.is_none_or(|at| now - at >= URGE_MS) {
            self.urged = Some(now);
            self.dial(now);
        }
    }

    /// The user wants a new socket, whatever the old one does; where nobody needs one, the next to come has it dialled.
    pub fn reconnect(&mut self, now: Millis) {
        if self.is_resting() {
            self.shut();
        } else if !matches!(self.state, State::Idle) {
            self.close_socket();
            self.hang_up();
            self.backoff.reset();
            self.dial(now);
        }
    }

    /// The page is put away, where a socket would keep it from being kept: closes, and waits to be urged.
    pub fn suspend(&mut self) {
        if !matches!(self.state, State::Idle | State::Stopped { .. }) {
            self.close_socket();
            self.hang_up();
            self.urged = None;
            self.change(State::Suspended);
        }
    }

    /// The computer, or the page, has slept: the server has most likely given up the socket, and nothing would tell.
    pub fn handle_sleep(&mut self, now: Millis) {
        let is_fresh = self.state.live_socket().is_some() && now - self.silence.heard() < FRESH_MS;
        if self.state.socket().is_none() || is_fresh || self.is_resting() {
            return;
        }
        self.close_socket();
        self.lose(CloseReason::ours("This computer was asleep."), Verdict::Retry, now);
        self.urge(now);
    }

    /// A policy of the page forbids the address, of whose attempt this is told before or after its close event.
    pub fn handle_forbidden(&mut self, text: &str, now: Millis) {
        if matches!(self.state, State::Connecting { .. } | State::Waiting { .. }) && self.opened == 0 {
            self.close_socket();
            self.lose(CloseReason::ours(text), Verdict::Stop, now);
        }
    }
}
