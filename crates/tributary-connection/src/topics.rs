//! What streams ask the server for: subscribe frames, each of them once however many streams live on it.

use std::rc::Rc;

use tributary_path::error::Error;

use crate::spec::TopicSpec;
use crate::template::Template;
use crate::time::Millis;

/// One thing that is asked for.
#[derive(Debug)]
pub(crate) struct Topic {
    /// What it is known by: its subscribe frame's template.
    text: String,
    pub(crate) subscribe: Rc<Template>,
    pub(crate) unsubscribe: Option<Template>,
    /// What `${__id}` is in both, on every socket.
    pub(crate) id: u64,
    /// Whether the server was asked on this socket.
    pub(crate) is_sent: bool,
    /// How many streams want it.
    users: usize,
    /// When it ends, once no stream wants it.
    ends: Option<Millis>,
}

/// All of a connection's.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    all: Vec<Topic>,
}

impl Topics {
    /// A stream wants a topic, which is what is asked for: the first to want it says how it ends. Whether it was not
    /// there: nothing has come for it until now.
    pub(crate) fn join(&mut self, spec: &TopicSpec, next_id: &mut u64) -> Result<bool, Error> {
        if let Some(topic) = self.all.iter_mut().find(|topic| topic.text == spec.subscribe) {
            topic.users += 1;
            topic.ends = None;
            return Ok(false);
        }
        let subscribe = Template::parse(&spec.subscribe).map_err(|error| error.of("subscribe"))?;
        let unsubscribe = spec.unsubscribe.as_deref().map(Template::parse).transpose();
        let unsubscribe = unsubscribe.map_err(|error| error.of("unsubscribe"))?;
        *next_id += 1;
        let (text, id, subscribe) = (spec.subscribe.clone(), *next_id, Rc::new(subscribe));
        self.all.push(Topic { text, subscribe, unsubscribe, id, is_sent: false, users: 1, ends: None });
        Ok(true)
    }

    /// A stream does not want it any more.
    pub(crate) fn leave(&mut self, spec: &TopicSpec, ends: Millis) {
        if let Some(topic) = self.all.iter_mut().find(|topic| topic.text == spec.subscribe) {
            topic.users = topic.users.saturating_sub(1);
            if topic.users == 0 {
                topic.ends = Some(ends);
            }
        }
    }

    /// Those that the server was not asked for on this socket.
    pub(crate) fn unsent(&mut self) -> impl Iterator<Item = &mut Topic> {
        self.all.iter_mut().filter(|topic| !topic.is_sent)
    }

    /// Takes out what nobody has wanted for long enough.
    pub(crate) fn take_ended(&mut self, now: Millis) -> Vec<Topic> {
        self.all.extract_if(.., |topic| topic.ends.is_some_and(|at| at <= now)).collect()
    }

    /// When the next one ends.
    pub(crate) fn next_end(&self) -> Option<Millis> {
        self.all.iter().filter_map(|topic| topic.ends).min()
    }

    /// The socket is gone.
    pub(crate) fn forget_sent(&mut self) {
        self.all.iter_mut().for_each(|topic| topic.is_sent = false);
    }

    /// The clock was set back.
    pub(crate) fn set_back(&mut self, ms: u64) {
        for ends in self.all.iter_mut().filter_map(|topic| topic.ends.as_mut()) {
            *ends = ends.set_back(ms);
        }
    }
}
