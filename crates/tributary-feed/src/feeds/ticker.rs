//! Trades of several symbols, each price a random walk.

use fastrand::Rng;
use serde::Serialize;

use super::{Generator, round, step, to_json};

struct Market {
    symbol: &'static str,
    price: f64,
    /// The largest step of the walk, as a part of the price.
    volatility: f64,
    /// The size of a typical trade.
    lot: f64,
}

pub(super) struct Ticker {
    rng: Rng,
    seq: u64,
    markets: [Market; 4],
}

#[derive(Serialize)]
struct Trade {
    seq: u64,
    r#type: &'static str,
    symbol: &'static str,
    price: f64,
    size: f64,
    side: &'static str,
    time: i64,
}

impl Ticker {
    pub(super) fn new(rng: Rng) -> Self {
        let market = |symbol, price, volatility, lot| Market { symbol, price, volatility, lot };
        Self {
            rng,
            seq: 0,
            markets: [
                market("BTC-USD", 64_000.0, 0.0004, 0.02),
                market("ETH-USD", 3_400.0, 0.0006, 0.4),
                market("SOL-USD", 150.0, 0.0012, 8.0),
                market("EUR-USD", 1.08, 0.0002, 900.0),
            ],
        }
    }
}

impl Generator for Ticker {
    fn next(&mut self, time: i64) -> String {
        let rng = &mut self.rng;
        let market = &mut self.markets[rng.usize(..4)];
        // Multiplying keeps a price above zero however long the walk is.
        market.price *= 1.0 + step(rng) * market.volatility;
        let trade = Trade {
            seq: self.seq,
            r#type: "trade",
            symbol: market.symbol,
            price: round(market.price, if market.price < 10.0 { 5 } else { 2 }),
            size: round(market.lot * (0.05 + 3.0 * rng.f64().powi(3)), 4),
            side: if rng.bool() { "buy" } else { "sell" },
            time,
        };
        self.seq += 1;
        to_json(&trade)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, tests::messages};

    #[test]
    fn a_trade_has_the_documented_shape() {
        for trade in messages(Kind::Ticker, 1, 500) {
            assert_eq!(trade["type"], "trade");
            assert!(trade["symbol"].as_str().unwrap().ends_with("-USD"));
            assert!(trade["price"].as_f64().unwrap() > 0.0);
            assert!(trade["size"].as_f64().unwrap() > 0.0);
            assert!(["buy", "sell"].contains(&trade["side"].as_str().unwrap()));
            assert_eq!(trade["time"], 1_700_000_000_000_i64);
        }
    }

    #[test]
    fn every_symbol_is_traded_and_its_price_walks_in_small_steps() {
        let trades = messages(Kind::Ticker, 2, 2_000);
        for symbol in ["BTC-USD", "ETH-USD", "SOL-USD", "EUR-USD"] {
            let prices: Vec<f64> = trades
                .iter()
                .filter(|trade| trade["symbol"] == symbol)
                .map(|trade| trade["price"].as_f64().unwrap())
                .collect();
            assert!(prices.len() > 100, "{symbol}: {}", prices.len());
            assert!(prices.windows(2).all(|pair| (pair[1] / pair[0] - 1.0).abs() < 0.01), "{symbol}");
        }
    }
}
