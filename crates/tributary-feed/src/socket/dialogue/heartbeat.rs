//! Pings in the protocol of `/session`, and whether they are answered.

use std::time::Duration;

#[derive(Debug)]
pub(super) struct Heartbeat {
    every: Duration,
    due: Duration,
    /// The number of the next ping.
    number: u64,
    pong: Pong,
}

#[derive(Debug, PartialEq, Eq)]
enum Pong {
    Awaited,
    Here,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Beat {
    /// A ping with its number is due.
    Ping(u64),
    /// A ping is due, and the last one was not answered.
    Missed,
}

impl Heartbeat {
    pub(super) fn new(every: Duration, now: Duration) -> Self {
        Self { every, due: now + every, number: 0, pong: Pong::Here }
    }

    pub(super) fn due(&self) -> Duration {
        self.due
    }

    pub(super) fn beat(&mut self, now: Duration) -> Option<Beat> {
        if now < self.due {
            return None;
        }
        if self.pong == Pong::Awaited {
            return Some(Beat::Missed);
        }
        let ping = Beat::Ping(self.number);
        self.number += 1;
        self.pong = Pong::Awaited;
        // Not from when it was due: a client has all of the time, however late the ping was.
        self.due = now + self.every;
        Some(ping)
    }

    /// Takes the client's pong; one that answers another ping than the last is none.
    pub(super) fn pong(&mut self, number: u64) {
        if number.checked_add(1) == Some(self.number) {
            self.pong = Pong::Here;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn pings_are_numbered_and_come_at_their_times() {
        let mut heartbeat = Heartbeat::new(ms(50), ms(100));
        assert_eq!((heartbeat.due(), heartbeat.beat(ms(149))), (ms(150), None));
        assert_eq!(heartbeat.beat(ms(150)), Some(Beat::Ping(0)));
        heartbeat.pong(0);
        assert_eq!((heartbeat.beat(ms(199)), heartbeat.beat(ms(210))), (None, Some(Beat::Ping(1))));
        assert_eq!(heartbeat.due(), ms(260));
    }

    #[test]
    fn a_pong_that_does_not_come_or_answers_another_ping_is_missed() {
        let mut heartbeat = Heartbeat::new(ms(50), ms(0));
        heartbeat.pong(0);
        assert_eq!(heartbeat.beat(ms(50)), Some(Beat::Ping(0)));
        heartbeat.pong(1);
        heartbeat.pong(u64::MAX);
        assert_eq!((heartbeat.beat(ms(99)), heartbeat.beat(ms(100))), (None, Some(Beat::Missed)));
    }
}
