//! What goes wrong.

use tributary_core::engine::{Page as PageEvent, Payload};

use super::page::Page;
use super::plan::{PLANS, topics};
use super::server::Phase;

/// Close codes that say to come back.
const RETRYABLE: [u16; 12] = [1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 4000, 4404, 4408, 4429];

const GARBAGE: [&str; 8] =
    ["", "not JSON", "{", r#"{"v":"#, "null", "[1,2]", r#"{"topic":"a"}"#, r#"{"welcome":1,"challenge":2}"#];

/// Without a setting, a silence of ten times the longest before is waited for, which is about a tick.
const LOST_MS: u64 = 350_000;

/// Makes something go wrong, most often with one connection. What it was.
pub fn strike(page: &mut Page) -> &'static str {
    let at = page.below(PLANS.len());
    match page.random.u32(0..100) {
        0..10 => {
            page.troubles[at].refuse = page.random.u32(1..5);
            page.lose(at, 1006);
            "refused"
        }
        10..16 => {
            page.troubles[at].hang = page.random.u32(1..3);
            page.lose(at, 1006);
            "hung upgrade"
        }
        16..28 => {
            let code = RETRYABLE[page.below(RETRYABLE.len())];
            page.lose(at, code);
            "closed"
        }
        28..36 => {
            page.lose(at, 1006);
            "cut"
        }
        36..44 => {
            let detected = [LOST_MS, 71_000, 91_000, LOST_MS, 66_000, LOST_MS][at];
            page.troubles[at].over = page.clock + detected;
            page.peer_mut(at).unwrap().is_dead = true;
            "half-open"
        }
        44..52 => {
            let at = [1, 2, 4][at % 3];
            page.troubles[at].mute = page.random.u32(1..3);
            page.lose(at, 1006);
            "slow handshake"
        }
        52..60 => {
            garbage(page, at);
            "garbage"
        }
        60..64 => {
            (0..50).for_each(|_| page.tell(at));
            "flood"
        }
        64..66 => {
            sleep(page);
            "sleep"
        }
        66..72 => {
            offline(page);
            "offline"
        }
        72..76 => {
            suspended(page);
            "suspended"
        }
        76..80 => {
            page.base -= page.random.u64(1..3_600_000);
            page.engine.handle_timeout(page.now());
            page.settle();
            "clock set back"
        }
        80..86 => {
            page.troubles[2].over = page.clock;
            page.text(2, r#"{"busy":true}"#);
            assert!(page.peer(2).is_none(), "it is given up");
            "busy"
        }
        86..90 => {
            reconnected(page);
            "reconnected"
        }
        90..95 => {
            page.troubles.iter_mut().for_each(|trouble| trouble.stall = 1);
            reconnected(page);
            "stalled"
        }
        _ => {
            refreshed(page);
            "refreshed"
        }
    }
}

/// Messages that are none; some of them on a socket whose handshake is not done.
fn garbage(page: &mut Page, at: usize) {
    if page.random.bool() {
        page.lose(at, 1006);
        for _ in 0..2_000 {
            page.run_until(page.clock + 20);
            if page.peer(at).is_some_and(|peer| matches!(peer.phase, Phase::Greeting(_))) || page.is_well(at) {
                break;
            }
        }
    }
    for text in GARBAGE {
        // A message that is awaited, here from a server that says it by mistake, would be its answer.
        if page.is_well(at) || !text.contains("welcome") {
            page.text(at, text);
        }
    }
    let Some(socket) = page.peer(at).map(|peer| peer.socket) else { return };
    page.engine.handle_message(socket, Payload::Binary(&[0xff, 0xfe]), page.now());
    page.settle();
}

/// The network is back, the page is looked at, the computer has woken, the page is shown: all at once.
fn signs(page: &mut Page, most: u32) {
    let before = page.dials.clone();
    for _ in 0..page.random.u32(1..5) {
        page.engine.handle_page(PageEvent::Resumed, page.now());
        page.settle();
        let after = page.random.u64(0..200);
        page.run_until(page.clock + after);
    }
    for (at, (before, after)) in before.iter().zip(&page.dials).enumerate() {
        assert!(after - before <= most, "{} was dialled {} times", PLANS[at].url, after - before);
    }
}

fn sleep(page: &mut Page) {
    let (before, mut fresh) = (page.dials.clone(), [false; PLANS.len()]);
    page.clock += page.random.u64(240_000..1_200_000);
    for (at, is_fresh) in fresh.iter_mut().enumerate() {
        page.troubles[at].over = page.clock;
        if page.random.u32(0..4) > 0 {
            page.peer_mut(at).unwrap().is_dead = true;
            if page.random.u32(0..3) == 0 {
                // What the computer had received before it fell asleep.
                page.tell(at);
                page.troubles[at].over += LOST_MS;
                *is_fresh = true;
            }
        }
    }
    if page.random.bool() {
        page.engine.handle_timeout(page.now());
        page.settle();
    }
    signs(page, 1);
    for at in 0..PLANS.len() {
        assert_eq!(page.dials[at] - before[at], u32::from(!fresh[at]), "{}", PLANS[at].url);
    }
}

fn offline(page: &mut Page) {
    page.is_offline = true;
    (0..PLANS.len()).for_each(|at| page.lose(at, 1006));
    let after = page.random.u64(500..20_000);
    page.run_until(page.clock + after);
    page.is_offline = false;
    let now = page.clock;
    page.troubles.iter_mut().for_each(|trouble| trouble.over = now);
    signs(page, 1);
}

fn suspended(page: &mut Page) {
    page.engine.handle_page(PageEvent::Suspended, page.now());
    page.is_suspended = true;
    page.settle();
    assert!(page.peers.is_empty(), "a page that is kept has no sockets");
    let after = page.random.u64(1..600_000);
    page.run_until(page.clock + after);
    page.is_suspended = false;
    let now = page.clock;
    page.troubles.iter_mut().for_each(|trouble| trouble.over = now);
    let before = page.dials.clone();
    signs(page, 1);
    assert!(page.dials.iter().zip(before).all(|(after, before)| after - before == 1));
}

fn reconnected(page: &mut Page) {
    let before = page.dials.clone();
    let now = page.clock;
    page.troubles.iter_mut().for_each(|trouble| trouble.over = now);
    page.engine.reconnect("test", page.now());
    page.settle();
    assert!(page.dials.iter().zip(before).all(|(after, before)| after - before == 1));
}

/// Panels are drawn anew: their subscriptions end and come back at once.
fn refreshed(page: &mut Page) {
    let dials = page.dials.clone();
    for panel in 0..page.panels.len() {
        if page.random.bool() {
            page.engine.unsubscribe(panel as u32 + 1, page.now());
            page.settle();
            page.subscribe(panel);
        }
    }
    assert_eq!(page.dials, dials);
}

impl Page {
    /// A connection's socket closes.
    fn lose(&mut self, at: usize, code: u16) {
        self.troubles[at].over = self.clock;
        let socket = self.peer(at).unwrap().socket;
        self.bury(socket);
        self.engine.handle_close(socket, code, "", self.now());
        self.settle();
    }

    /// A message comes on a connection's socket.
    pub fn text(&mut self, at: usize, text: &str) {
        let Some(socket) = self.peer(at).map(|peer| peer.socket) else { return };
        self.engine.handle_message(socket, Payload::Text(text), self.now());
        self.settle();
    }

    /// A row comes, of one of the connection's topics.
    pub fn tell(&mut self, at: usize) {
        let topics = topics(at);
        let topic = if topics.is_empty() { "" } else { topics[self.below(topics.len())] };
        self.tell_of(at, topic);
    }

    /// A row comes, of a topic. Its value and generation.
    pub fn tell_of(&mut self, at: usize, topic: &str) -> (i64, i64) {
        self.values += 1;
        let (v, g) = (self.values, self.peer(at).unwrap().socket.generation);
        self.text(at, &format!(r#"{{"topic":"{topic}","v":{v},"g":{g}}}"#));
        (v as i64, i64::from(g))
    }
}
