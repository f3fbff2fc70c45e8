//! What a connection does when time passes.

use super::Connection;
use crate::close::seconds;
use crate::state::State;
use crate::time::{Millis, earlier};
use crate::timers::Timer;

/// The server is looked after so often at least: a driver that comes much too late has slept.
const WATCH_MS: u64 = 30_000;

impl Connection {
    /// When [`Self::handle_timeout`] wants to be called.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Millis> {
        let own = earlier(self.timers.next(), self.topics.next_end());
        earlier(own, self.talk.next_beat())
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
                    let after = seconds(self.spec.reconnect.connect_timeout_ms);
                    self.give_up(format!("The server did not answer within {after}."), now);
                }
                Timer::Await => self.give_up(self.unanswered(), now),
                Timer::Retry if self.is_resting() => self.shut(),
                Timer::Retry => self.dial(now),
                Timer::Stable => self.backoff.reset(),
                Timer::Watch => self.look(now),
                Timer::Send => self.resume_sending(),
                Timer::Linger => self.shut(),
            }
        }
        self.beat(now);
        self.end_topics(now);
    }

    /// The clock was set back: what was to happen in a while still happens in that while.
    pub fn set_back(&mut self, ms: u64) {
        self.timers.set_back(ms);
        self.topics.set_back(ms);
        self.talk.set_back(ms);
        self.silence.set_back(ms);
        self.state.set_back(ms);
        self.urged = self.urged.map(|at| at.set_back(ms));
    }

    /// A message has come. To be called for each, before anything else is done with it.
    #[inline(always)]
    pub fn hear(&mut self, now: Millis) {
        if self.silence.end(now) {
            self.note_silence(None);
        }
    }

    /// Looks whether the server is still there.
    fn look(&mut self, now: Millis) {
        let idle = self.spec.reconnect.idle_timeout_ms;
        let heard = self.silence.heard();
        if self.silence.is_lost(idle, now) {
            let text = format!("Nothing came from the server for {}.", seconds(told(now - heard)));
            return self.give_up(text, now);
        }
        if self.silence.tell(now) {
            self.note_silence(Some(heard));
        }
        self.watch(now);
    }

    /// Sets the next look.
    pub(super) fn watch(&mut self, now: Millis) {
        let next = self.silence.next_look(self.spec.reconnect.idle_timeout_ms);
        self.timers.set(Timer::Watch, next.clamp(now + 1, now + WATCH_MS));
    }

    #[cold]
    fn note_silence(&mut self, since: Option<Millis>) {
        if let State::Open { silent_since, .. } = &mut self.state {
            *silent_since = since;
            self.change(self.state.clone());
        }
    }
}

/// A silence as it is told: to the second, if it has any.
fn told(ms: u64) -> u64 {
    if ms < 1000 { ms } else { ms / 1000 * 1000 }
}
