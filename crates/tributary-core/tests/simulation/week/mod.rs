//! A week of a page's life, in which ten thousand things go wrong: whatever it is, the page comes back by itself.

mod faults;
mod network;
mod page;
mod plan;
mod server;

use std::collections::HashMap;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use page::Page;
use plan::{PLANS, topics};

const WEEK_MS: u64 = 7 * 24 * 3_600_000;
const FAULTS: u64 = if cfg!(target_arch = "wasm32") { 1_000 } else { 10_000 };

/// That every panel gets what it asked for and, if all rows are looked at, has had nothing else. Buffers hold what came
/// since several faults.
fn verify(page: &mut Page, all_rows: bool) {
    let mut told = HashMap::new();
    for at in 0..PLANS.len() {
        let topics = topics(at);
        for topic in if topics.is_empty() { vec![""] } else { topics } {
            told.insert((at, topic), page.tell_of(at, topic));
        }
    }
    let panels = if all_rows { page.panels.len() } else { 0 };
    for panel in 0..panels {
        let (at, topic) = (page.panels[panel].connection, page.panels[panel].topic);
        let rows = page.rows(panel);
        assert_eq!(rows.last(), Some(&Some(told[&(at, topic)])), "{} {topic}", PLANS[at].url);
        assert!(rows.iter().flatten().all(|row| row.0 >= 0), "a dead socket's row: {rows:?}");
        // A row of nulls stands where the socket is another one, and nowhere else.
        for pair in rows.windows(2) {
            if let [Some(before), Some(after)] = pair {
                assert!(before.0 < after.0 && before.1 == after.1, "{} {topic}: {rows:?}", PLANS[at].url);
            }
        }
        for three in rows.windows(3) {
            if three[1].is_none() {
                let (before, after) = (three[0].unwrap(), three[2].unwrap());
                assert!(before.0 < after.0 && before.1 < after.1, "{} {topic}: {rows:?}", PLANS[at].url);
            }
        }
    }
}

#[test]
fn ten_thousand_faults_within_a_week_are_all_recovered() {
    let mut page = Page::new(7);
    let mut kinds: HashMap<&str, u32> = HashMap::new();
    let pace = WEEK_MS / 10_000;
    for fault in 0..FAULTS {
        let due = (fault * pace).max(page.clock + 500);
        page.run_until(due);
        // Back from the one before, as is checked at each step.
        while !(0..PLANS.len()).all(|at| page.is_well(at)) {
            let next = page.clock + 200;
            page.run_until(next);
        }
        verify(&mut page, fault.is_multiple_of(4));
        *kinds.entry(faults::strike(&mut page)).or_default() += 1;
    }
    let end = page.clock + 300_000;
    page.run_until(end);
    verify(&mut page, true);
    assert!((0..PLANS.len()).all(|at| page.is_well(at)));
    assert!(page.clock >= FAULTS * pace, "a week has passed");
    assert!(kinds.len() == 16 && kinds.values().all(|&times| u64::from(times) > FAULTS / 200), "{kinds:?}");
    assert!(page.late > FAULTS, "dead sockets were heard {} times", page.late);
}
