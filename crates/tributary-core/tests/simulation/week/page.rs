//! The engine on its page, with a browser, a network and servers around it; and what must always be so.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use serde_json::Value;
use tributary_core::connection::{SocketId, State};
use tributary_core::engine::{Output, StreamRef};
use tributary_core::{Engine, Millis};

use super::network::Event;
use super::plan::{PLANS, Panel, panels, topics};
use super::server::{Peer, Phase};

/// Waits are at most this long, then a dial may time out, and a step of a handshake.
const COMEBACK_MS: u64 = 30_000 + 10_000 + 5_000 + 1_000;

/// How often each server sends something.
const TICK_MS: u64 = 30_000;

/// What goes wrong with a connection's next dials, and since when nothing does.
#[derive(Clone, Debug, Default)]
pub struct Trouble {
    pub refuse: u32,
    pub hang: u32,
    /// Handshakes that are not answered in time.
    pub mute: u32,
    /// Sockets that take no frames for a while.
    pub stall: u32,
    /// Since when all is well, on the simulation's clock.
    pub over: u64,
}

pub struct Page {
    pub engine: Engine,
    /// Milliseconds since the simulation began.
    pub clock: u64,
    /// What the wall clock said then; it is set back at times.
    pub base: u64,
    pub random: fastrand::Rng,
    pub panels: Vec<Panel>,
    pub peers: Vec<Peer>,
    pub troubles: Vec<Trouble>,
    pub states: Vec<State>,
    pub dials: Vec<u32>,
    /// How many topics a connection is asked for.
    wanted: Vec<usize>,
    pub is_offline: bool,
    pub is_suspended: bool,
    /// By time, then in the order in which they were caused.
    pub events: BinaryHeap<Reverse<(u64, u64, SocketId, Event)>>,
    pub caused: u64,
    /// When the servers send something next.
    next_tick: u64,
    pub ids: HashMap<(usize, String), Value>,
    streams: Vec<Option<StreamRef>>,
    /// Which connection of the plan has an upstream's number.
    pub places: HashMap<u32, usize>,
    pub generations: Vec<u32>,
    pub values: u64,
    pub late: u64,
}

impl Page {
    pub fn new(seed: u64) -> Self {
        let panels = panels();
        let mut page = Self {
            engine: Engine::new(seed),
            clock: 0,
            base: super::super::support::START.0,
            random: fastrand::Rng::with_seed(seed),
            peers: vec![],
            troubles: vec![Trouble::default(); PLANS.len()],
            states: vec![State::Idle; PLANS.len()],
            dials: vec![0; PLANS.len()],
            wanted: (0..PLANS.len()).map(|at| topics(at).len()).collect(),
            is_offline: false,
            is_suspended: false,
            events: BinaryHeap::new(),
            caused: 0,
            next_tick: TICK_MS,
            ids: HashMap::new(),
            streams: panels.iter().map(|_| None).collect(),
            places: HashMap::new(),
            generations: vec![0; PLANS.len()],
            values: 0,
            late: 0,
            panels,
        };
        for id in 0..page.panels.len() {
            page.subscribe(id);
        }
        page
    }

    /// A number below `n`; the same one whatever a pointer's size.
    pub fn below(&mut self, n: usize) -> usize {
        self.random.u64(0..n as u64) as usize
    }

    pub fn now(&self) -> Millis {
        Millis(self.base + self.clock)
    }

    pub fn subscribe(&mut self, at: usize) {
        let now = self.now();
        self.engine.subscribe(at as u32 + 1, &self.panels[at].spec, now).unwrap();
        self.settle();
    }

    /// What an input causes, and whether all is as it must be.
    pub fn settle(&mut self) {
        while let Some(output) = self.engine.poll_output() {
            match output {
                Output::Open { socket, url, .. } => self.dial(socket, &url),
                Output::Send { socket, text } => self.receive(socket, text),
                Output::Close { socket } => self.bury(socket),
                Output::Status { to, status } => {
                    self.states[self.panels[to[0] as usize - 1].connection] = status.state;
                }
                Output::Ready(ready) | Output::Counted(ready) => {
                    ready.to.iter().for_each(|&id| self.streams[id as usize - 1] = Some(ready.stream));
                }
            }
        }
        (0..PLANS.len()).for_each(|at| self.check(at));
    }

    fn check(&self, at: usize) {
        let state = &self.states[at];
        assert!(!matches!(state, State::Stopped { .. }), "{} stopped: {state:?}", PLANS[at].url);
        if let Some(peer) = self.peer(at).filter(|peer| peer.phase == Phase::Ready && !peer.owes) {
            assert!(state.is_open(), "{}: the handshake is done, but it is {state:?}", PLANS[at].url);
            assert_eq!(peer.subscribed.len(), self.wanted[at], "{} {peer:?}", PLANS[at].url);
        }
        let late = self.clock.saturating_sub(self.troubles[at].over);
        let is_back = self.is_well(at) || self.is_suspended || self.is_offline;
        assert!(is_back || late <= COMEBACK_MS, "{} is not back after {late} ms: {state:?}", PLANS[at].url);
    }

    /// The connection's socket, open or opening.
    pub fn peer(&self, at: usize) -> Option<&Peer> {
        self.peers.iter().find(|peer| peer.at == at)
    }

    pub fn peer_mut(&mut self, at: usize) -> Option<&mut Peer> {
        self.peers.iter_mut().find(|peer| peer.at == at)
    }

    /// Whether messages flow.
    pub fn is_well(&self, at: usize) -> bool {
        let flows = |peer: &Peer| peer.phase == Phase::Ready && !peer.is_dead && !peer.owes;
        self.peer(at).is_some_and(flows) && self.states[at].is_open()
    }

    /// Every server sends something to whom it has.
    fn tick(&mut self) {
        self.next_tick = self.clock + TICK_MS;
        for at in 0..PLANS.len() {
            if self.is_well(at) {
                self.tell(at);
            }
        }
        if self.is_well(2) {
            self.text(2, r#"{"ping":{"n":1}}"#);
        }
    }

    /// Lets time pass until a point of the simulation's clock.
    pub fn run_until(&mut self, end: u64) {
        loop {
            let deadline = self.engine.next_deadline().map_or(u64::MAX, |at| at.0.saturating_sub(self.base));
            let event = self.events.peek().map_or(u64::MAX, |Reverse((at, ..))| *at);
            let next = deadline.min(event).min(self.next_tick);
            if next > end {
                break;
            }
            self.clock = self.clock.max(next);
            if next == self.next_tick {
                self.tick();
            } else if event <= deadline {
                let Some(Reverse((_, _, socket, event))) = self.events.pop() else { break };
                self.deliver(socket, event);
            } else {
                self.engine.handle_timeout(self.now());
            }
            self.settle();
        }
        self.clock = self.clock.max(end);
    }

    /// What a panel's stream holds: values and generations, `None` for a row of nulls.
    pub fn rows(&mut self, panel: usize) -> Vec<Option<(i64, i64)>> {
        let now = self.now();
        let snapshot = self.engine.snapshot(self.streams[panel].unwrap(), now).unwrap();
        let number = |cell| match super::super::support::Value::from(cell) {
            super::super::support::Value::Number(number) => Some(number as i64),
            _ => None,
        };
        let [v, g] = [1, 2].map(|at: usize| snapshot.columns[at].cells(snapshot.length));
        v.into_iter().zip(g).map(|(v, g)| number(v).zip(number(g))).collect()
    }
}
