//! The core reads as `JSON.parse` does: random documents, JSON or nearly so, are accepted or refused alike, and what
//! paths take of them is what they take of the value that `JSON.parse` makes.
//!
//! Documents and queries follow from a seed. `TRIBUTARY_FUZZ_SEED` and `TRIBUTARY_FUZZ_DOCUMENTS` choose others.
#![allow(missing_docs, clippy::unwrap_used)]
#![cfg(target_arch = "wasm32")]

mod batch;
mod documents;
mod numbers;
mod queries;
mod words;

use fastrand::Rng;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as test;

use batch::Batch;

/// How many documents, unless the environment says otherwise.
const DOCUMENTS: u64 = 200_000;
/// How many share an engine and its queries.
const BATCH: u64 = 2_000;

#[wasm_bindgen(module = "/tests/differential/oracle.js")]
extern "C" {
    fn setting(name: &str) -> Option<String>;
    fn say(line: &str);
}

fn number(name: &str, default: u64) -> u64 {
    setting(name).map_or(default, |text| text.parse().unwrap_or_else(|e| panic!("{name}={text}: {e}")))
}

#[test]
fn documents_are_read_as_by_json_parse() {
    let seed = number("TRIBUTARY_FUZZ_SEED", 1);
    batch::name_document_in_panics(seed);
    let documents = number("TRIBUTARY_FUZZ_DOCUMENTS", DOCUMENTS);
    let (mut rng, mut accepted, mut values) = (Rng::with_seed(seed), 0, 0);
    let mut left = documents;
    while left > 0 {
        let queries = queries::random(&mut rng);
        let mut batch = Batch::default();
        let mut before = Vec::new();
        for _ in 0..left.min(BATCH) {
            before = documents::document(&mut rng, &before);
            batch.add(before.clone(), rng.bool());
        }
        left -= left.min(BATCH);
        match batch.compare(&queries) {
            Ok(compared) => {
                accepted += compared.accepted;
                values += compared.values;
            }
            Err(difference) => panic!("{}TRIBUTARY_FUZZ_SEED={seed}", batch.explain(&difference, &queries)),
        }
    }
    say(&format!(
        "note: {documents} documents of seed {seed} read as by JSON.parse: {accepted} accepted, {values} values alike"
    ));
    let share = accepted as f64 / documents.max(1) as f64;
    assert!(documents < BATCH || (0.3..0.7).contains(&share), "one-sided documents: {share} are JSON");
}
