//! When a feed's messages are due.

use std::time::Duration;

/// A sender that is later than this skips ahead: a client that slept does not get a flood.
const PATIENCE: Duration = Duration::from_secs(1);

/// Message `n` is due `n / rate` seconds after the start. Times are given from outside, as what has passed since
/// the session began.
#[derive(Debug)]
pub(super) struct Pace {
    rate: f64,
    /// When message 0 was due; it moves when the sender skips ahead.
    start: Duration,
}

impl Pace {
    pub(super) fn new(rate: f64) -> Self {
        Self { rate, start: Duration::ZERO }
    }

    /// When message `number` is due; never at a rate of 0.
    pub(super) fn due(&self, number: u64) -> Option<Duration> {
        // Numbers beyond 2^53 are not reached.
        let offset = Duration::try_from_secs_f64(number as f64 / self.rate).ok()?;
        self.start.checked_add(offset)
    }

    /// How many messages, from the first, should have been sent by now. `sent` have been.
    pub(super) fn target(&mut self, sent: u64, now: Duration) -> u64 {
        match self.due(sent) {
            Some(due) if due > now => return sent,
            Some(due) if now - due > PATIENCE => self.start += now - due,
            Some(_) => {}
            None => return 0,
        }
        ((now.saturating_sub(self.start)).as_secs_f64() * self.rate) as u64 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn the_first_message_is_due_at_once() {
        assert_eq!(Pace::new(0.001).target(0, ms(0)), 1);
    }

    #[test]
    fn messages_follow_at_the_rate() {
        let mut pace = Pace::new(10.0);
        assert_eq!(pace.due(5), Some(ms(500)));
        assert_eq!(pace.target(5, ms(499)), 5);
        assert_eq!(pace.target(5, ms(501)), 6);
        assert_eq!(Pace::new(50_000.0).target(0, ms(10)), 501);
    }

    #[test]
    fn a_rate_of_zero_is_silent() {
        let mut pace = Pace::new(0.0);
        assert_eq!((pace.due(0), pace.due(1)), (None, None));
        assert_eq!(pace.target(0, ms(60_000)), 0);
    }

    #[test]
    fn a_sender_that_was_held_up_skips_ahead_instead_of_flooding() {
        let mut pace = Pace::new(10.0);
        assert_eq!(pace.target(5, ms(1_400)), 15, "less than a second late: all of it");
        assert_eq!(pace.target(5, ms(60_500)), 6, "a minute late: the next one");
        assert_eq!(pace.due(6), Some(ms(60_600)));
    }
}
