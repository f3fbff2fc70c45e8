//! When a stream's subscribers are told: coalesced, and nothing while nothing changed.

use crate::time::Millis;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Rows, or a failure that people should see.
    Rows,
    /// Only counters.
    Counters,
}

/// Counters alone are told this often at most. Milliseconds.
const COUNTERS_EVERY_MS: u64 = 1_000;

/// One stream's emissions.
#[derive(Clone, Debug)]
pub(super) struct Emission {
    interval_ms: u64,
    last: Option<Millis>,
    due: Option<Millis>,
}

impl Emission {
    /// At most `hz` emissions a second.
    pub(super) fn new(hz: f64) -> Self {
        Self { interval_ms: interval_ms(hz), last: None, due: None }
    }

    /// The fastest subscriber decides.
    pub(super) fn set_rate(&mut self, hz: f64) {
        self.interval_ms = interval_ms(hz);
    }

    /// Everybody has just been told otherwise.
    pub(super) fn told(&mut self, now: Millis) {
        self.due = None;
        self.last = Some(now);
    }

    /// Something changed at `now`: a lone change is due at once, further ones when the interval has passed.
    pub(super) fn note(&mut self, change: Change, now: Millis) {
        let interval = match change {
            Change::Rows => self.interval_ms,
            Change::Counters => self.interval_ms.max(COUNTERS_EVERY_MS),
        };
        let due = self.last.map_or(now, |last| now.max(last + interval));
        self.due = Some(self.due.map_or(due, |earlier| earlier.min(due)));
    }

    /// Moves with a clock that was set back.
    pub(super) fn set_back(&mut self, ms: u64) {
        for point in [&mut self.last, &mut self.due].into_iter().flatten() {
            *point = point.set_back(ms);
        }
    }

    /// When the next emission is due.
    pub(super) fn due(&self) -> Option<Millis> {
        self.due
    }

    /// Whether to emit at `now`; then nothing is due any more.
    pub(super) fn take(&mut self, now: Millis) -> bool {
        let due = self.due.is_some_and(|due| due <= now);
        if due {
            self.told(now);
        }
        due
    }
}

fn interval_ms(hz: f64) -> u64 {
    // NaN falls to the lower bound; the result is between 17 and 1000.
    (1000.0 / hz.clamp(1.0, 60.0).max(1.0)).ceil() as u64
}
