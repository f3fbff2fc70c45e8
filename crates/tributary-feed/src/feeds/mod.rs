//! The sample feeds: pure generators of JSON text.
//!
//! A generator does no I/O and reads no clock. Everything but a message's time follows from the seed and the
//! message's number, so the same seed gives the same messages again.

mod book;
mod fleet;
mod machine;
mod ticker;

use fastrand::Rng;
use serde::Serialize;

/// A generator of messages.
pub trait Generator: Send {
    /// The next message, one JSON document. `time` (milliseconds since the Unix epoch) is stamped on it and
    /// changes nothing else.
    fn next(&mut self, time: i64) -> String;
}

/// The sample feeds by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Trades of several symbols, each price a random walk.
    Ticker,
    /// Nested telemetry of a milling machine.
    Machine,
    /// An order book: a snapshot, then deltas.
    Book,
    /// Batches of rows: the positions of a fleet of vehicles.
    Fleet,
}

impl Kind {
    /// Every feed.
    pub const ALL: [Self; 4] = [Self::Ticker, Self::Machine, Self::Book, Self::Fleet];

    /// The last segment of the feed's path.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ticker => "ticker",
            Self::Machine => "machine",
            Self::Book => "book",
            Self::Fleet => "fleet",
        }
    }

    /// The feed of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// A generator at its first message.
    #[must_use]
    pub fn generator(self, seed: u64) -> Box<dyn Generator> {
        let rng = Rng::with_seed(seed);
        match self {
            Self::Ticker => Box::new(ticker::Ticker::new(rng)),
            Self::Machine => Box::new(machine::Machine::new(rng)),
            Self::Book => Box::new(book::Book::new(rng)),
            Self::Fleet => Box::new(fleet::Fleet::new(rng)),
        }
    }
}

/// A step of a random walk: symmetrical, mostly small, from -1 to 1.
fn step(rng: &mut Rng) -> f64 {
    // The mean of three uniform numbers: near enough to a bell, without logarithms.
    (rng.f64() + rng.f64() + rng.f64()) * 2.0 / 3.0 - 1.0
}

/// Rounds to so many decimal places, so that documents hold `64010.12` and not `64010.119999999995`.
fn round(value: f64, places: i32) -> f64 {
    let scale = 10f64.powi(places);
    (value * scale).round() / scale
}

/// ISO 8601 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.
fn iso(time: i64) -> String {
    let time = jiff::Timestamp::from_millisecond(time).unwrap_or_default();
    format!("{time:.3}")
}

pub(crate) fn to_json(message: &impl Serialize) -> String {
    // The messages are plain structs with string keys: serde_json has no way to fail on them.
    serde_json::to_string(message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// The first messages of a feed, parsed.
    pub(super) fn messages(kind: Kind, seed: u64, count: usize) -> Vec<Value> {
        let mut generator = kind.generator(seed);
        (0..count).map(|_| serde_json::from_str(&generator.next(1_700_000_000_000)).unwrap()).collect()
    }

    #[test]
    fn every_message_has_its_number_counted_from_zero() {
        for kind in Kind::ALL {
            for (number, message) in messages(kind, 3, 200).iter().enumerate() {
                assert_eq!(message["seq"], number, "{kind:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_makes_the_same_messages_and_another_seed_others() {
        for kind in Kind::ALL {
            assert_eq!(messages(kind, 5, 100), messages(kind, 5, 100), "{kind:?}");
            assert_ne!(messages(kind, 5, 100), messages(kind, 6, 100), "{kind:?}");
        }
    }

    #[test]
    fn time_changes_nothing_but_the_time() {
        for kind in Kind::ALL {
            let (mut early, mut late) = (kind.generator(5), kind.generator(5));
            for _ in 0..50 {
                let mut early: Value = serde_json::from_str(&early.next(0)).unwrap();
                let mut late: Value = serde_json::from_str(&late.next(1_700_000_000_123)).unwrap();
                assert_ne!(early["time"].take(), late["time"].take(), "{kind:?}");
                assert_eq!(early, late, "{kind:?}");
            }
        }
    }

    #[test]
    fn iso_times_always_have_three_decimals() {
        assert_eq!(iso(1_700_000_000_000), "2023-11-14T22:13:20.000Z");
        assert_eq!(iso(1_700_000_000_120), "2023-11-14T22:13:20.120Z");
    }

    #[test]
    fn every_feed_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("tickers"), None);
    }
}
