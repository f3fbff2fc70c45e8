//! Points in time, as the driver tells them.

use std::ops::{Add, Sub};

/// Milliseconds since the Unix epoch, by the wall clock (so that a laptop's sleep is noticed on waking).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u64);

impl Millis {
    /// As a column's time value: epoch milliseconds in a double, exact up to the year 287,396.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        // Lossless: wall clocks stay far below 2^53.
        self.0 as f64
    }

    /// The same point on a clock that was set back by `ms`.
    #[must_use]
    pub fn set_back(self, ms: u64) -> Self {
        Self(self.0.saturating_sub(ms))
    }
}

/// The earlier of two points that may not be.
#[must_use]
pub fn earlier(a: Option<Millis>, b: Option<Millis>) -> Option<Millis> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, None) => a,
        (None, b) => b,
    }
}

impl Add<u64> for Millis {
    type Output = Self;

    /// A point `ms` milliseconds later; stays at the end of time instead of wrapping.
    fn add(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

impl Sub for Millis {
    type Output = u64;

    /// The milliseconds from `earlier` to here; 0 where the clock was set back between them.
    fn sub(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
