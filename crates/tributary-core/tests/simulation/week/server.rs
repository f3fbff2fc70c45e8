//! The other side of the page's sockets.

use std::collections::HashMap;

use serde_json::{Value, json};
use tributary_core::connection::SocketId;

use super::plan::topics;

/// How far a socket has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Phase {
    Dialled,
    /// The handshake is not done: so many of its messages have come from the server.
    Greeting(usize),
    Ready,
}

/// A socket, as the server and the network have it.
#[derive(Debug)]
pub struct Peer {
    pub socket: SocketId,
    /// Its connection's place in the plan.
    pub at: usize,
    pub phase: Phase,
    /// Nothing comes through any more, and nobody tells.
    pub is_dead: bool,
    /// The browser takes no frames.
    pub is_stalled: bool,
    /// Some may still wait for it.
    pub owes: bool,
    pub subscribed: Vec<String>,
}

impl Peer {
    pub fn new(socket: SocketId, at: usize) -> Self {
        Self { socket, at, phase: Phase::Dialled, is_dead: false, is_stalled: false, owes: false, subscribed: vec![] }
    }

    /// How many messages of the server a handshake awaits.
    fn awaited(&self) -> usize {
        [0, 1, 2, 0, 1, 0][self.at]
    }

    fn session(&self) -> String {
        format!("s\"{}", self.socket.generation)
    }

    /// It opens: what the server says at once.
    pub fn open(&mut self) -> Option<String> {
        self.phase = if self.awaited() == 0 { Phase::Ready } else { Phase::Greeting(0) };
        (self.at == 4).then(|| "READY when you are".to_owned())
    }

    /// A message is about to reach the page: the handshake may be done by it.
    pub fn delivers(&mut self, text: &str) {
        let Phase::Greeting(heard) = self.phase else { return };
        let next = match (self.at, heard) {
            (2, 0) => text.contains("challenge"),
            (4, 0) => text.starts_with("READY"),
            _ => text.contains("welcome"),
        };
        if next {
            self.phase = if heard + 1 == self.awaited() { Phase::Ready } else { Phase::Greeting(heard + 1) };
        }
    }

    /// The page has sent a frame; what the server answers. `ids` remembers each topic's.
    pub fn receive(&mut self, text: &str, ids: &mut HashMap<(usize, String), Value>) -> Option<String> {
        let frame: Value = serde_json::from_str(text).expect("every frame is JSON");
        let is_ready = self.phase == Phase::Ready;
        let kind = frame.as_object().unwrap().keys().next().unwrap().as_str();
        match kind {
            "hello" => {
                assert_eq!(self.phase, Phase::Greeting(0), "{:?} {text}", self.socket);
                let verb = if self.at == 1 { "welcome" } else { "challenge" };
                Some(json!({verb: format!("c{}\\", self.socket.generation), "session": self.session()}).to_string())
            }
            "answer" => {
                assert_eq!(self.phase, Phase::Greeting(1), "{:?} {text}", self.socket);
                assert_eq!(frame["answer"], format!("c{}\\", self.socket.generation));
                Some(json!({"welcome": true, "session": self.session()}).to_string())
            }
            "pong" => {
                assert!(self.phase != Phase::Dialled);
                None
            }
            "beat" => {
                assert!(is_ready, "{:?} {text} before the handshake was done", self.socket);
                None
            }
            "sub" => {
                assert!(is_ready, "{:?} {text} before the handshake was done", self.socket);
                let topic = frame["sub"].as_str().unwrap().to_owned();
                assert!(topics(self.at).contains(&topic.as_str()) && !self.subscribed.contains(&topic), "{text} twice");
                let id = ids.entry((self.at, topic.clone())).or_insert_with(|| frame["id"].clone());
                assert_eq!(*id, frame["id"], "{topic} has the same id on every socket");
                if matches!(self.at, 1 | 2) {
                    assert_eq!(frame["session"], self.session(), "a session of this socket");
                }
                self.subscribed.push(topic.clone());
                Some(json!({"subscribed": topic}).to_string())
            }
            _ => panic!("nobody asked for {text}"),
        }
    }
}
