//! How long to wait before the next attempt.

/// Exponential backoff with full jitter: each wait is drawn evenly from zero up to a bound that doubles, so
/// that clients that were cut off together do not come back together.
#[derive(Clone, Debug)]
pub struct Backoff {
    base_ms: u64,
    cap_ms: u64,
    attempt: u32,
    random: fastrand::Rng,
}

impl Backoff {
    /// A backoff that has not waited yet.
    #[must_use]
    pub fn new(base_ms: u64, cap_ms: u64, seed: u64) -> Self {
        Self { base_ms, cap_ms, attempt: 0, random: fastrand::Rng::with_seed(seed) }
    }

    /// How many waits there were since the last reset.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The next wait, in milliseconds.
    pub fn next_delay(&mut self) -> u64 {
        let doubled = self.base_ms.saturating_mul(1u64.checked_shl(self.attempt).unwrap_or(u64::MAX));
        self.attempt = self.attempt.saturating_add(1);
        self.random.u64(0..=doubled.min(self.cap_ms))
    }

    /// Starts anew: the connection proved stable.
    pub fn reset(&mut self) {
        self.attempt = 0;
    }
}
