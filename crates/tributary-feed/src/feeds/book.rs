//! An order book: a snapshot, then deltas, as exchanges publish them. Prices and quantities are strings; a
//! quantity of zero removes the level.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde::Serialize;

use super::{Generator, to_json};

/// Levels on each side of the snapshot.
const DEPTH: i64 = 20;
/// The first middle price, in cents.
const START: i64 = 6_400_000;
/// Cents between two levels.
const TICK: i64 = 10;

/// Price in cents → quantity in 10⁻⁵. Whole numbers, since these are compared and looked up.
type Side = BTreeMap<i64, u64>;
type Level = [String; 2];

pub(super) struct Book {
    rng: Rng,
    seq: u64,
    update: u64,
    middle: i64,
    bids: Side,
    asks: Side,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    seq: u64,
    r#type: &'static str,
    symbol: &'static str,
    time: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_update_id: Option<u64>,
    last_update_id: u64,
    bids: Vec<Level>,
    asks: Vec<Level>,
}

impl Book {
    pub(super) fn new(mut rng: Rng) -> Self {
        let mut fill = |sign: i64| -> Side {
            (1..=DEPTH).map(|level| (START + sign * level * TICK, quantity(&mut rng))).collect()
        };
        let (bids, asks) = (fill(-1), fill(1));
        Self { rng, seq: 0, update: 1_000, middle: START, bids, asks }
    }

    fn snapshot(&self, time: i64) -> Message {
        Message {
            seq: self.seq,
            r#type: "snapshot",
            symbol: "BTC-USD",
            time,
            first_update_id: None,
            last_update_id: self.update,
            bids: levels(self.bids.iter().rev()),
            asks: levels(self.asks.iter()),
        }
    }

    fn delta(&mut self, time: i64) -> Message {
        let first = self.update + 1;
        self.middle += self.rng.i64(-1..=1) * TICK;
        let (mut bids, mut asks) = (Side::new(), Side::new());
        // What the middle price has moved over is gone, what fell out of the depth too: the book never crosses
        // and never grows.
        let (middle, reach) = (self.middle, DEPTH * TICK);
        retain(&mut self.bids, middle - reach..middle, &mut bids);
        retain(&mut self.asks, middle + 1..middle + reach + 1, &mut asks);
        let mut touch = |side: &mut Side, changes: &mut Side, sign: i64| {
            // One level at the front so that the best price follows the middle, and some anywhere.
            for nth in 0..self.rng.i64(1..=4) {
                let price = middle + sign * TICK * if nth == 0 { 1 } else { self.rng.i64(2..=DEPTH) };
                // Only what a client already has can be removed from its book.
                let removable = nth > 0 && !changes.contains_key(&price) && side.contains_key(&price);
                if removable && self.rng.u8(..3) == 0 {
                    side.remove(&price);
                    changes.insert(price, 0);
                } else {
                    let quantity = quantity(&mut self.rng);
                    side.insert(price, quantity);
                    changes.insert(price, quantity);
                }
            }
        };
        touch(&mut self.bids, &mut bids, -1);
        touch(&mut self.asks, &mut asks, 1);
        self.update += (bids.len() + asks.len()) as u64;
        Message {
            seq: self.seq,
            r#type: "delta",
            symbol: "BTC-USD",
            time,
            first_update_id: Some(first),
            last_update_id: self.update,
            bids: levels(bids.iter().rev()),
            asks: levels(asks.iter()),
        }
    }
}

impl Generator for Book {
    fn next(&mut self, time: i64) -> String {
        let message = if self.seq == 0 { self.snapshot(time) } else { self.delta(time) };
        self.seq += 1;
        to_json(&message)
    }
}

/// Drops the levels outside `range` and notes their removal.
fn retain(side: &mut Side, range: std::ops::Range<i64>, changes: &mut Side) {
    side.retain(|price, _| {
        let stays = range.contains(price);
        if !stays {
            changes.insert(*price, 0);
        }
        stays
    });
}

fn quantity(rng: &mut Rng) -> u64 {
    rng.u64(100..=250_000)
}

/// The best price first, as the caller orders them.
fn levels<'a>(side: impl Iterator<Item = (&'a i64, &'a u64)>) -> Vec<Level> {
    side.map(|(price, quantity)| {
        [format!("{}.{:02}", price / 100, price % 100), format!("{}.{:05}", quantity / 100_000, quantity % 100_000)]
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::super::{Kind, tests::messages};

    fn apply(side: &mut BTreeMap<u64, String>, levels: &Value) {
        for level in levels.as_array().unwrap() {
            let (price, quantity) = (level[0].as_str().unwrap(), level[1].as_str().unwrap());
            let cents = price.replace('.', "").parse().unwrap();
            if quantity == "0.00000" {
                assert!(side.remove(&cents).is_some(), "only a level that is there is removed");
            } else {
                side.insert(cents, quantity.to_owned());
            }
        }
    }

    #[test]
    fn a_snapshot_comes_first_and_deltas_follow_without_a_gap() {
        let book = messages(Kind::Book, 1, 500);
        assert_eq!(book[0]["type"], "snapshot");
        for pair in book.windows(2) {
            assert_eq!(pair[1]["type"], "delta");
            let last = pair[0]["lastUpdateId"].as_u64().unwrap();
            assert_eq!(pair[1]["firstUpdateId"], last + 1);
        }
    }

    #[test]
    fn applying_the_deltas_keeps_a_book_that_never_crosses() {
        let (mut bids, mut asks) = (BTreeMap::new(), BTreeMap::new());
        for message in messages(Kind::Book, 9, 5_000) {
            apply(&mut bids, &message["bids"]);
            apply(&mut asks, &message["asks"]);
            let (bid, ask) = (bids.last_key_value().unwrap().0, asks.first_key_value().unwrap().0);
            assert!(bid < ask, "{bid} < {ask} after {}", message["seq"]);
            assert!(bids.len() <= 20 && asks.len() <= 20);
        }
    }

    #[test]
    fn prices_are_strings_with_two_decimals() {
        let snapshot = &messages(Kind::Book, 1, 1)[0];
        assert_eq!(snapshot["bids"][0][0], "63999.90");
        assert_eq!(snapshot["asks"][0][0], "64000.10");
    }
}
