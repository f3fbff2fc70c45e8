//! When a feed's messages are due.

use std::time::Duration;

/// A sender that is later than this skips ahead: a client that slept does not get a flood.
const PATIENCE: Duration = Duration::from_secs(1);

/// Message `n` is due `n / rate` seconds after the start, but for a flood at the start, which is due at once and
/// counts as one. Times are given from outside, as what has passed since the session began.
#[derive(Debug)]
pub(super) struct Pace {
    rate: f64,
    flood: u64,
    /// When message 0 was due; it moves when the sender skips ahead.
    start: Duration,
    taken: u64,
}

impl Pace {
    pub(super) fn new(rate: f64, flood: u64, start: Duration) -> Self {
        Self { rate, flood, start, taken: 0 }
    }

    /// When the next message is due; never at a rate of 0.
    pub(super) fn due(&self) -> Option<Duration> {
        if self.taken < self.flood {
            return Some(self.start);
        }
        let number = self.taken - self.flood.saturating_sub(1);
        // Numbers beyond 2^53 are not reached.
        let offset = Duration::try_from_secs_f64(number as f64 / self.rate).ok()?;
        self.start.checked_add(offset)
    }

    /// Takes the next message's turn, if it is due.
    pub(super) fn take(&mut self, now: Duration) -> bool {
        let Some(late) = self.due().and_then(|due| now.checked_sub(due)) else {
            return false;
        };
        if late > PATIENCE {
            self.start += late;
        }
        self.taken += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    fn pace(rate: f64, flood: u64) -> Pace {
        Pace::new(rate, flood, ms(0))
    }

    /// How many messages are due.
    fn take_all(pace: &mut Pace, now: u64) -> usize {
        std::iter::repeat_with(|| pace.take(ms(now))).take_while(|taken| *taken).count()
    }

    #[test]
    fn the_first_message_is_due_at_once() {
        assert_eq!(take_all(&mut pace(0.001, 0), 0), 1);
    }

    #[test]
    fn messages_follow_at_the_rate() {
        let mut ten = pace(10.0, 0);
        assert_eq!((take_all(&mut ten, 400), ten.due()), (5, Some(ms(500))));
        assert_eq!((take_all(&mut ten, 499), take_all(&mut ten, 501)), (0, 1));
        assert_eq!(take_all(&mut pace(50_000.0, 0), 10), 501);
    }

    #[test]
    fn a_rate_of_zero_is_silent() {
        let mut silent = pace(0.0, 0);
        assert_eq!((silent.due(), take_all(&mut silent, 60_000)), (None, 0));
    }

    #[test]
    fn a_sender_that_was_held_up_skips_ahead_instead_of_flooding() {
        let mut late = pace(10.0, 0);
        assert_eq!(take_all(&mut late, 400), 5);
        assert_eq!(take_all(&mut late, 1_400), 10, "not more than a second late: all of it");
        assert_eq!(take_all(&mut late, 60_500), 1, "a minute late: the next one");
        assert_eq!(late.due(), Some(ms(60_600)));
    }

    #[test]
    fn a_flood_is_due_at_once_and_the_rate_follows_it() {
        let mut flood = pace(10.0, 1_000);
        assert_eq!((take_all(&mut flood, 0), flood.due()), (1_000, Some(ms(100))));
        assert_eq!(take_all(&mut flood, 300), 3);
        let mut silent = pace(0.0, 7);
        assert_eq!((take_all(&mut silent, 0), silent.due()), (7, None));
    }

    #[test]
    fn a_pace_that_starts_later_is_due_then() {
        let mut later = Pace::new(10.0, 0, ms(5_000));
        assert_eq!((later.due(), take_all(&mut later, 4_999), take_all(&mut later, 5_000)), (Some(ms(5_000)), 0, 1));
    }
}
