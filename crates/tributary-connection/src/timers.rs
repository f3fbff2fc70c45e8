//! Deadlines as data.

use crate::time::Millis;

/// What a connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The socket should be open by then.
    Connect,
    /// The server should have answered the handshake by then.
    Await,
    /// The next attempt.
    Retry,
    /// The connection has proved stable.
    Stable,
    /// To look whether the server is still there.
    Watch,
    /// To try again to send what the browser could not take.
    Send,
    /// The socket closes if nobody came back for it.
    Linger,
}

impl Timer {
    const ALL: [Self; 7] =
        [Self::Connect, Self::Await, Self::Retry, Self::Stable, Self::Watch, Self::Send, Self::Linger];
}

/// One deadline a timer, or none.
#[derive(Clone, Debug, Default)]
pub struct Timers {
    deadlines: [Option<Millis>; Timer::ALL.len()],
}

impl Timers {
    /// Sets a timer, in place of an earlier deadline.
    pub fn set(&mut self, timer: Timer, deadline: Millis) {
        self.deadlines[timer as usize] = Some(deadline);
    }

    /// Clears a timer.
    pub fn clear(&mut self, timer: Timer) {
        self.deadlines[timer as usize] = None;
    }

    /// Clears all but one.
    pub fn clear_all_but(&mut self, timer: Timer) {
        let kept = self.deadlines[timer as usize];
        *self = Self::default();
        self.deadlines[timer as usize] = kept;
    }

    /// Whether a timer is set.
    #[must_use]
    pub fn is_set(&self, timer: Timer) -> bool {
        self.deadlines[timer as usize].is_some()
    }

    /// Whether a timer's deadline has come.
    #[must_use]
    pub fn is_due(&self, timer: Timer, now: Millis) -> bool {
        self.deadlines[timer as usize].is_some_and(|deadline| deadline <= now)
    }

    /// Moves every deadline with a clock that was set back.
    pub fn set_back(&mut self, ms: u64) {
        for deadline in self.deadlines.iter_mut().flatten() {
            *deadline = deadline.set_back(ms);
        }
    }

    /// The earliest deadline.
    #[must_use]
    pub fn next(&self) -> Option<Millis> {
        self.deadlines.iter().flatten().min().copied()
    }

    /// Clears and tells a timer that is due; the one with the earliest deadline first.
    pub fn pop_due(&mut self, now: Millis) -> Option<Timer> {
        let due = self.next().filter(|&deadline| deadline <= now)?;
        let timer = Timer::ALL.into_iter().find(|&t| self.deadlines[t as usize] == Some(due))?;
        self.clear(timer);
        Some(timer)
    }
}
