//! Deadlines as data.

use crate::time::Millis;

/// What a connection waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// The socket should be open by then.
    Connect,
    /// The next attempt.
    Retry,
    /// The connection has proved stable.
    Stable,
    /// The socket closes if nobody came back for it.
    Linger,
}

impl Timer {
    const ALL: [Self; 4] = [Self::Connect, Self::Retry, Self::Stable, Self::Linger];
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
