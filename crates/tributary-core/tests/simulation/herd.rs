//! A server goes away from a thousand clients at once, and refuses them: they must not come back together.

use tributary_core::Engine;
use tributary_core::connection::Connection;
use tributary_core::engine::Output;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::support::{START, field, spec};

const CLIENTS: usize = 1_000;
const ATTEMPTS: usize = 8;
const BUCKET_MS: u64 = 100;
/// No more of an attempt's dials than so many of a hundred in one bucket, from the third attempt on: the first waits
/// half a second, the second one, so that there is no room to spread in.
const MOST_PERCENT: f64 = 8.0;

/// When a page dials, in milliseconds since it was cut off: once per attempt.
fn dials_of_page(seed: u64) -> [u64; ATTEMPTS] {
    let mut engine = Engine::new(seed);
    engine.subscribe(1, &spec(vec![field("$.v")]), START).unwrap();
    let dialled = |engine: &mut Engine| {
        let outputs = std::iter::from_fn(|| engine.poll_output());
        outputs.filter_map(|o| if let Output::Open { socket, .. } = o { Some(socket) } else { None }).last()
    };
    let first = dialled(&mut engine).unwrap();
    engine.handle_open(first, "", START);
    let (cut, mut now) = (START + 60_000, START + 60_000);
    engine.handle_close(first, 1006, "", cut);
    std::array::from_fn(|_| {
        let next = loop {
            now = now.max(engine.next_deadline().unwrap());
            engine.handle_timeout(now);
            if let Some(next) = dialled(&mut engine) {
                break next;
            }
        };
        engine.handle_close(next, 1006, "", now);
        now - cut
    })
}

/// The same of a connection alone, with less ado.
fn dials(seed: u64) -> [u64; ATTEMPTS] {
    let mut connection = Connection::new(0, &spec(vec![]).connection, seed, |_, _| None).unwrap();
    connection.wake(START);
    connection.handle_open(connection.state().socket().unwrap(), String::new(), START);
    let (cut, mut now) = (START + 60_000, START + 60_000);
    connection.handle_close(connection.state().socket().unwrap(), 1006, "", cut);
    std::array::from_fn(|_| {
        let next = loop {
            now = now.max(connection.next_deadline().unwrap());
            connection.handle_timeout(now);
            if let Some(next) = connection.state().socket() {
                break next;
            }
        };
        connection.handle_close(next, 1006, "", now);
        now - cut
    })
}

/// The most of a hundred dials that fall into one bucket.
fn worst_percent(times: impl Iterator<Item = u64>) -> f64 {
    let mut buckets = vec![0u32; 2_000];
    times.for_each(|ms| buckets[usize::try_from(ms / BUCKET_MS).unwrap()] += 1);
    f64::from(buckets.into_iter().max().unwrap()) * 100.0 / CLIENTS as f64
}

#[test]
fn a_thousand_clients_that_are_cut_off_at_once_come_back_spread_out() {
    let seeds = if cfg!(target_arch = "wasm32") { 10 } else { 100 };
    let mut worst = (0.0, 0, 0);
    for seed in 0..seeds {
        let mut seeds = fastrand::Rng::with_seed(seed);
        let clients: Vec<_> = (0..CLIENTS).map(|_| dials(seeds.u64(..))).collect();
        for attempt in 3..=ATTEMPTS {
            let percent = worst_percent(clients.iter().map(|times| times[attempt - 1]));
            assert!(percent <= MOST_PERCENT, "seed {seed}, attempt {attempt}: {percent} % within 100 ms");
            worst = if percent > worst.0 { (percent, seed, attempt) } else { worst };
        }
    }
    assert!(worst.0 > 4.0, "evenly spread, the third attempt has 5 %: is anything measured? {worst:?}");
}

#[test]
fn seeds_that_follow_each_other_do_not_come_back_together_either() {
    let clients: Vec<_> = (0..CLIENTS as u64).map(dials_of_page).collect();
    for attempt in 3..=ATTEMPTS {
        let percent = worst_percent(clients.iter().map(|times| times[attempt - 1]));
        assert!(percent <= MOST_PERCENT, "attempt {attempt}: {percent} % within 100 ms");
    }
}

#[test]
fn no_attempt_waits_longer_than_the_doubling_bound() {
    for seed in 0..200 {
        let mut before = 0;
        for (attempt, at) in dials(seed).into_iter().enumerate() {
            assert!(at - before <= (500 << attempt).min(30_000), "seed {seed}, attempt {}", attempt + 1);
            before = at;
        }
    }
}
