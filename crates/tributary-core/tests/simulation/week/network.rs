//! Between the page and its servers: what happens to sockets, and when, even after they are dead.

use std::cmp::Reverse;

use tributary_core::Millis;
use tributary_core::connection::SocketId;
use tributary_core::engine::Payload;

use super::page::Page;
use super::plan::PLANS;
use super::server::Peer;

/// Something that happens to a socket.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Open,
    Text(String),
    Close(u16),
    /// The browser takes frames again.
    Unstall,
    /// It has had those that waited.
    Caught,
}

impl Page {
    pub fn cause(&mut self, after: u64, socket: SocketId, event: Event) {
        self.caused += 1;
        self.events.push(Reverse((self.clock + after, self.caused, socket, event)));
    }

    pub fn dial(&mut self, socket: SocketId, url: &str) {
        let at = PLANS.iter().position(|plan| plan.url == url).unwrap();
        assert_eq!(*self.places.entry(socket.connection).or_insert(at), at);
        assert!(self.peer(at).is_none(), "{url} has two sockets");
        assert!(socket.generation > self.generations[at], "{url}: {socket:?} is none of the latest");
        assert!(!self.is_suspended, "{url} is dialled although the page is put away");
        (self.generations[at], self.dials[at]) = (socket.generation, self.dials[at] + 1);
        self.peers.push(Peer::new(socket, at));
        let after = self.random.u64(1..200);
        let trouble = &mut self.troubles[at];
        if self.is_offline {
            self.cause(2, socket, Event::Close(1006));
        } else if trouble.refuse > 0 {
            trouble.refuse -= 1;
            trouble.over = self.clock + after;
            self.cause(after, socket, Event::Close(1006));
        } else if trouble.hang > 0 {
            trouble.hang -= 1;
            trouble.over = self.clock + 10_000;
        } else {
            if trouble.stall > 0 {
                trouble.stall -= 1;
                trouble.over = self.clock + 2_500;
                if let Some(peer) = self.peers.last_mut() {
                    (peer.is_stalled, peer.owes) = (true, true);
                }
                let stalled = self.random.u64(200..2_000);
                self.cause(stalled, socket, Event::Unstall);
            }
            self.cause(after, socket, Event::Open);
        }
    }

    pub fn receive(&mut self, socket: SocketId, text: String) {
        let peer = self.peers.iter_mut().find(|peer| peer.socket == socket);
        let peer = peer.unwrap_or_else(|| panic!("{text} is sent on a dead {socket:?}"));
        if peer.is_stalled {
            return self.engine.handle_stalled(socket, text, Millis(self.base + self.clock));
        }
        let answer = peer.receive(&text, &mut self.ids);
        self.answer(socket, answer);
    }

    fn answer(&mut self, socket: SocketId, answer: Option<String>) {
        let Some(text) = answer else { return };
        let trouble = &mut self.troubles[self.places[&socket.connection]];
        let is_greeting = !text.contains("subscribed");
        let mut after = self.random.u64(1..100);
        if is_greeting && trouble.mute > 0 {
            trouble.mute -= 1;
            (trouble.over, after) = (self.clock + 5_000, self.random.u64(4_000..7_000));
        }
        self.cause(after, socket, Event::Text(text));
    }

    /// A socket is gone. What it might still tell comes later.
    pub fn bury(&mut self, socket: SocketId) {
        let at = self.peers.iter().position(|peer| peer.socket == socket);
        self.peers.swap_remove(at.unwrap_or_else(|| panic!("{socket:?} was gone already")));
        let events = [
            Event::Open,
            Event::Text(r#"{"topic":"a","v":-1,"g":-1,"welcome":1,"challenge":1,"busy":1}"#.to_owned()),
            Event::Text("READY too late".to_owned()),
            Event::Close(4401),
        ];
        for event in events {
            let after = self.random.u64(0..20_000);
            self.cause(after, socket, event);
        }
    }

    pub fn deliver(&mut self, socket: SocketId, event: Event) {
        let now = self.now();
        let peer = self.peers.iter_mut().find(|peer| peer.socket == socket);
        let is_live = peer.is_some();
        self.late += u64::from(!is_live);
        if peer.as_ref().is_some_and(|peer| peer.is_dead) && !matches!(event, Event::Unstall | Event::Caught) {
            return;
        }
        match event {
            Event::Open => {
                let text = peer.and_then(Peer::open);
                self.engine.handle_open(socket, "", now);
                self.answer(socket, text);
            }
            Event::Text(text) => {
                if let Some(peer) = peer {
                    peer.delivers(&text);
                }
                self.engine.handle_message(socket, Payload::Text(&text), now);
            }
            Event::Close(code) => {
                if is_live {
                    self.bury(socket);
                }
                self.engine.handle_close(socket, code, "", now);
            }
            Event::Unstall => {
                if let Some(peer) = peer {
                    peer.is_stalled = false;
                    self.cause(300, socket, Event::Caught);
                }
            }
            Event::Caught => {
                if let Some(peer) = peer {
                    peer.owes = false;
                }
            }
        }
    }
}
