//! What a connection says and listens to: the handshake, its rules, and what streams ask for.

use std::rc::Rc;

use tributary_path::Path;
use tributary_path::error::Error;

use super::Connection;
use crate::close::{CloseReason, seconds};
use crate::script::{Heard, Pattern, Reaction, Step};
use crate::spec::TopicSpec;
use crate::state::{Action, SocketId, State};
use crate::template::{Captured, Template};
use crate::time::Millis;
use crate::timers::Timer;

/// How long to wait when the browser has more to send than the server takes.
const SEND_AGAIN_MS: u64 = 250;

/// Whose a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    /// The connection's own: streams do not see it.
    Ours,
    /// The streams'.
    Streams,
}

/// What has been said on a socket.
#[derive(Clone, Debug, Default)]
pub(super) struct Talk {
    protocol: String,
    /// Which step is next.
    step: usize,
    /// The messages that were awaited, with the steps that awaited them.
    awaited: Vec<(usize, String)>,
    /// When each of the script's beats is next, once the handshake is done.
    beats: Vec<Millis>,
}

impl Talk {
    pub(super) fn next_beat(&self) -> Option<Millis> {
        self.beats.iter().min().copied()
    }

    pub(super) fn set_back(&mut self, ms: u64) {
        self.beats.iter_mut().for_each(|beat| *beat = beat.set_back(ms));
    }
}

impl Connection {
    /// A stream wants what a topic brings. Whether nothing has come for it until now.
    ///
    /// # Errors
    /// What is wrong with its templates.
    pub fn join(&mut self, topic: &TopicSpec, now: Millis) -> Result<bool, Error> {
        let is_new = self.topics.join(topic, &mut self.last_id)?;
        if self.state.is_open() {
            self.subscribe(now);
        }
        Ok(is_new)
    }

    /// A stream does not want it any more. The topic outlives its last stream as long as the socket would, or as what
    /// the stream keeps of it.
    pub fn leave(&mut self, topic: &TopicSpec, linger_ms: u64, now: Millis) {
        self.topics.leave(topic, now + linger_ms.min(self.spec.linger_ms));
    }

    /// A message that [`Self::hear`] was told of: whose it is.
    pub fn handle_message(&mut self, mut heard: Heard<'_>, now: Millis) -> Taking {
        let text = heard.text;
        let matching = self.script.reactions.iter().filter(|reaction| reaction.when.matches(&mut heard));
        let reactions: Vec<Reaction> = matching.cloned().collect();
        for Reaction { when, template, verdict } in &reactions {
            if let Some(verdict) = *verdict {
                // What a placeholder does not find is not worth a failure of another kind.
                let reason = self.fill(template, Some((when, text))).unwrap_or_else(|written| written);
                self.close_socket();
                self.lose(CloseReason::ours(reason), verdict, now);
                return Taking::Ours;
            }
        }
        if let State::Greeting { .. } = self.state
            && let Some(Step::Await { pattern, .. }) = self.script.steps.get(self.talk.step)
            && pattern.matches(&mut heard)
        {
            self.talk.awaited.push((self.talk.step, text.to_owned()));
            self.talk.step += 1;
            self.advance(now);
            return Taking::Ours;
        }
        for Reaction { when, template, .. } in &reactions {
            self.send_if_filled(template, Some((when, text)));
        }
        self.flush();
        if reactions.is_empty() { Taking::Streams } else { Taking::Ours }
    }

    /// The browser could not take a frame: it has more to send than the server takes.
    pub fn handle_stalled(&mut self, socket: SocketId, frame: String, now: Millis) {
        if self.state.live_socket() == Some(socket) {
            self.outbox.give_back(frame);
            self.timers.set(Timer::Send, now + SEND_AGAIN_MS);
        }
    }

    /// The handshake begins.
    pub(super) fn begin(&mut self, socket: SocketId, protocol: String, now: Millis) {
        self.talk.protocol = protocol;
        self.state = State::Greeting { socket, step: 1 };
        self.advance(now);
    }

    /// Does what comes next in the handshake, up to an answer that has to be waited for.
    fn advance(&mut self, now: Millis) {
        self.timers.clear(Timer::Await);
        let Some(socket) = self.state.socket() else { return };
        while let Some(step) = self.script.steps.get(self.talk.step) {
            match step {
                Step::Send(template) => match self.fill(&Rc::clone(template), None) {
                    Ok(frame) => self.outbox.push(frame),
                    Err(written) => return self.give_up(missing("The handshake", &written), now),
                },
                Step::Await { within_ms, .. } => {
                    self.timers.set(Timer::Await, now + *within_ms);
                    self.flush();
                    return self.change(State::Greeting { socket, step: self.talk.step + 1 });
                }
            }
            self.talk.step += 1;
        }
        self.timers.set(Timer::Stable, now + self.spec.reconnect.stable_ms);
        self.talk.beats = self.script.beats.iter().map(|beat| now + beat.every_ms).collect();
        let protocol = self.talk.protocol.clone();
        self.change(State::Open { socket, since: now, protocol, silent_since: None });
        self.subscribe(now);
    }

    /// Why a handshake was given up.
    pub(super) fn unanswered(&self) -> String {
        let step = self.talk.step + 1;
        match self.script.steps.get(self.talk.step) {
            Some(Step::Await { within_ms, .. }) => {
                format!(
                    "The server did not send what step {step} of the handshake waits for within {}.",
                    seconds(*within_ms)
                )
            }
            _ => format!("Step {step} of the handshake was not done."),
        }
    }

    /// Asks for every topic that was not asked for on this socket.
    fn subscribe(&mut self, now: Millis) {
        let mut unsent = Vec::new();
        for topic in self.topics.unsent() {
            topic.is_sent = true;
            unsent.push((topic.id, Rc::clone(&topic.subscribe)));
        }
        for (id, template) in unsent {
            match self.fill_with(&template, id, None) {
                Ok(frame) => self.outbox.push(frame),
                Err(written) => return self.give_up(missing("The subscribe message", &written), now),
            }
        }
        self.flush();
    }

    /// Ends topics that nobody has wanted for long enough.
    pub(super) fn end_topics(&mut self, now: Millis) {
        for topic in self.topics.take_ended(now) {
            if let Some(template) = topic.unsubscribe.filter(|_| topic.is_sent && self.state.is_open()) {
                match self.fill_with(&template, topic.id, None) {
                    Ok(frame) => self.outbox.push(frame),
                    Err(_) => self.outbox.unsent += 1,
                }
            }
        }
        self.flush();
    }

    /// Sends what is to be sent again and again; what was missed is not made up for.
    pub(super) fn beat(&mut self, now: Millis) {
        for at in 0..self.talk.beats.len() {
            if self.talk.beats[at] <= now {
                let beat = self.script.beats[at].clone();
                self.talk.beats[at] = now + beat.every_ms;
                self.send_if_filled(&beat.send, None);
            }
        }
        self.flush();
    }

    pub(super) fn resume_sending(&mut self) {
        self.outbox.resume();
        self.flush();
    }

    /// A frame that is not worth giving up the connection for.
    fn send_if_filled(&mut self, template: &Template, heard: Option<(&Pattern, &str)>) {
        match self.fill(template, heard) {
            Ok(frame) => self.outbox.push(frame),
            Err(_) => self.outbox.unsent += 1,
        }
    }

    fn fill(&mut self, template: &Template, heard: Option<(&Pattern, &str)>) -> Result<String, String> {
        self.last_id += 1;
        self.fill_with(template, self.last_id, heard)
    }

    /// A template's text. Its values are those of the message that it answers, or else of the latest that was awaited
    /// and has them.
    fn fill_with(&self, template: &Template, id: u64, heard: Option<(&Pattern, &str)>) -> Result<String, String> {
        let awaited = self.talk.awaited.iter().rev().filter_map(|(step, text)| match self.script.steps.get(*step)? {
            Step::Await { pattern, .. } => Some((pattern, text.as_str())),
            Step::Send(_) => None,
        });
        let messages: Vec<_> = heard.into_iter().chain(awaited).collect();
        let value = |path: Option<&Path>| -> Option<Captured> {
            messages.iter().find_map(|(pattern, text)| pattern.value(text, path, self.select))
        };
        template.fill(id, &value).map_err(str::to_owned)
    }

    fn flush(&mut self) {
        if let Some(socket) = self.state.live_socket() {
            while let Some(frame) = self.outbox.pop() {
                self.actions.push_back(Action::Send(socket, frame));
            }
        }
    }
}

fn missing(what: &str, written: &str) -> String {
    format!("{what} needs {written}, which no message that was waited for has.")
}
