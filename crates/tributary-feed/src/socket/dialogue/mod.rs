//! The protocol of `/session`: a hello and a welcome, then any number of subscriptions, each under an id of the
//! client's. Pure: frames and times go in, frames come out.

mod frames;
mod heartbeat;
mod subscription;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use self::frames::{Incoming, Outgoing};
use self::heartbeat::{Beat, Heartbeat};
use self::subscription::Subscription;
use super::pace::Pace;
use super::source::{Event, Source};
use crate::feeds::{Kind, to_json};
use crate::parameters::Parameters;

const TOKEN: &str = "tributary";

/// The server's side of one connection.
pub(super) struct Dialogue {
    /// What the client has to name in every subscription.
    session: String,
    /// What a subscription gets that names no feed.
    feed: Kind,
    parameters: Parameters,
    state: State,
    /// What is to be sent before anything else.
    out: VecDeque<String>,
}

enum State {
    /// The client has not said hello.
    New,
    /// The welcome is due at this time, or never.
    Greeted { welcome: Option<Duration> },
    /// The client is welcome.
    Open { heartbeat: Option<Heartbeat>, subscriptions: Vec<Subscription> },
    /// All that comes is a close frame.
    Over { code: u16, reason: &'static str },
}

impl Dialogue {
    pub(super) fn new(number: u64, feed: Kind, parameters: Parameters) -> Self {
        Self { session: format!("s-{number}"), feed, parameters, state: State::New, out: VecDeque::new() }
    }

    fn say(&mut self, frame: &Outgoing<'_>) {
        self.out.push_back(to_json(frame));
    }

    fn complain(&mut self, id: Option<&Value>, message: &str) {
        self.say(&Outgoing::Error { id, message });
    }

    fn end(&mut self, code: u16, reason: &'static str) {
        self.state = State::Over { code, reason };
    }

    fn greet(&mut self, token: &Value, now: Duration) {
        if token != TOKEN {
            self.complain(None, "wrong token");
            return self.end(4401, "wrong token");
        }
        let manners = &self.parameters.manners;
        if manners.wrong_order {
            self.out.push_back(frames::data(&Value::Null, r#"{"seq":-1}"#));
        }
        self.state = State::Greeted { welcome: (!manners.mute).then(|| now + manners.hello) };
    }

    fn subscribe(&mut self, id: &Value, session: &Value, feed: Option<&str>, now: Duration) {
        if *session != self.session {
            self.complain(Some(id), "wrong session");
            return self.end(4403, "wrong session");
        }
        let State::Open { subscriptions, .. } = &mut self.state else {
            return self.complain(Some(id), "the welcome comes first");
        };
        let Some(kind) = feed.map_or(Some(self.feed), Kind::from_name) else {
            return self.complain(Some(id), "there is no such feed");
        };
        if subscriptions.iter().any(|subscription| subscription.id == *id) {
            return self.complain(Some(id), "the id is taken");
        }
        let Parameters { rate, seed, faults, .. } = &self.parameters;
        let (pace, feed) = (Pace::new(*rate, faults.flood, now), kind.generator(*seed));
        subscriptions.push(Subscription { id: id.clone(), pace, feed });
        self.say(&Outgoing::Subscribed { id });
    }

    fn unsubscribe(&mut self, id: &Value) {
        if let State::Open { subscriptions, .. } = &mut self.state
            && let Some(index) = subscriptions.iter().position(|subscription| subscription.id == *id)
        {
            subscriptions.remove(index);
            self.say(&Outgoing::Unsubscribed { id });
        } else {
            self.complain(Some(id), "there is no such subscription");
        }
    }

    /// Does what is due by now.
    fn advance(&mut self, now: Duration) {
        match &mut self.state {
            State::Greeted { welcome: Some(due) } if *due <= now => {
                let heartbeat = self.parameters.manners.ping.map(|every| Heartbeat::new(every, now));
                self.state = State::Open { heartbeat, subscriptions: Vec::new() };
                self.out.push_back(to_json(&Outgoing::Welcome { session: &self.session }));
            }
            State::Open { heartbeat: Some(heartbeat), .. } => match heartbeat.beat(now) {
                Some(Beat::Ping(n)) => self.say(&Outgoing::Ping { n }),
                Some(Beat::Missed) => self.end(4408, "no pong"),
                None => {}
            },
            _ => {}
        }
    }
}

impl Source for Dialogue {
    fn next(&mut self, now: Duration) -> Option<Event<'_>> {
        self.advance(now);
        if let Some(text) = self.out.pop_front() {
            return Some(Event::Text(text));
        }
        match &mut self.state {
            State::New | State::Greeted { .. } => None,
            State::Open { subscriptions, .. } => {
                // The one that waits longest, so that a fast feed does not starve a slow one.
                let waiting = subscriptions.iter_mut().filter_map(|one| one.pace.due().map(|due| (due, one)));
                let (_, next) = waiting.min_by_key(|(due, _)| *due)?;
                if next.pace.take(now) { Some(Event::Data(next)) } else { None }
            }
            State::Over { code, reason } => Some(Event::Close { code: *code, reason }),
        }
    }

    fn due(&self) -> Option<Duration> {
        if !self.out.is_empty() {
            return Some(Duration::ZERO);
        }
        match &self.state {
            State::New => None,
            State::Greeted { welcome } => *welcome,
            State::Open { heartbeat, subscriptions } => {
                let data = subscriptions.iter().filter_map(|subscription| subscription.pace.due());
                data.chain(heartbeat.as_ref().map(Heartbeat::due)).min()
            }
            State::Over { .. } => Some(Duration::ZERO),
        }
    }

    fn receive(&mut self, message: &Message, now: Duration) {
        let frame = match message {
            Message::Text(text) => serde_json::from_str(text).map_err(|error| error.to_string()),
            Message::Binary(_) => Err("frames are text".to_owned()),
            // These are the WebSocket's own.
            Message::Ping(_) | Message::Pong(_) | Message::Close(_) | Message::Frame(_) => return,
        };
        match (&mut self.state, frame) {
            (State::Over { .. }, _) => {}
            (State::New, Ok(Incoming::Hello { token })) => self.greet(&token, now),
            (State::New, _) => self.end(4400, "hello first"),
            (_, Ok(Incoming::Hello { .. })) => self.complain(None, "hello was said already"),
            (_, Ok(Incoming::Subscribe { id, session, feed })) => self.subscribe(&id, &session, feed.as_deref(), now),
            (_, Ok(Incoming::Unsubscribe { id })) => self.unsubscribe(&id),
            (State::Open { heartbeat: Some(heartbeat), .. }, Ok(Incoming::Pong { n })) => heartbeat.pong(n),
            (_, Ok(Incoming::Pong { .. })) => self.complain(None, "there was no ping"),
            (_, Err(error)) => self.complain(None, &error),
        }
    }
}
