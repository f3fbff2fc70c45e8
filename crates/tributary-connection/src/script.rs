//! A handshake: what is said before, and beside, the streams' own messages.
//!
//! It comes as words, each verb with what belongs to it:
//!
//! | words | meaning |
//! |---|---|
//! | `send` TEMPLATE | after an open, in the order of the steps: sends |
//! | `await` MATCH MS | then: waits so long for a message that matches |
//! | `every` MS TEMPLATE | once all steps are done: sends, again and again |
//! | `answer` MATCH TEMPLATE | whenever a message matches: sends |
//! | `stop` MATCH TEXT | whenever a message matches: gives the connection up, for the reason TEXT |
//! | `retry` MATCH TEXT | the same, and comes back |
//!
//! A MATCH that starts with `$` is a JSONPath that must select something, or a condition; any other is how a message
//! starts. TEMPLATE and TEXT are [templates](crate::template). A message that matches is the connection's own.

use std::rc::Rc;

use tributary_path::error::{Code, Error};
use tributary_path::{Expr, Path, parse_where};

use crate::close::Verdict;
use crate::template::{Captured, Select, Template};

/// Nothing is sent by itself more often than this.
const EVERY_MS: u64 = 100;
/// The most words.
const LIMIT: usize = 256;

/// Of words that are no handshake: whoever sends them has checked what people have written.
const SHAPE: &str = "This handshake does not have the agreed shape.";

/// A handshake, read.
#[derive(Debug, Default)]
pub struct Script {
    pub(crate) steps: Vec<Step>,
    pub(crate) beats: Vec<Beat>,
    pub(crate) reactions: Vec<Reaction>,
    conditions: Vec<Rc<Expr>>,
}

/// What is done after an open, in order.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Send(Rc<Template>),
    Await { pattern: Pattern, within_ms: u64 },
}

/// What is sent again and again.
#[derive(Clone, Debug)]
pub(crate) struct Beat {
    pub(crate) every_ms: u64,
    pub(crate) send: Rc<Template>,
}

/// What is done when a message comes.
#[derive(Clone, Debug)]
pub(crate) struct Reaction {
    pub(crate) when: Pattern,
    /// What is sent, or said.
    pub(crate) template: Rc<Template>,
    /// Whether the connection is given up, and comes back.
    pub(crate) verdict: Option<Verdict>,
}

/// What a message must match.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// It starts with a text.
    Prefix(Rc<str>),
    /// A condition, with its place among the script's, holds for it.
    Condition(usize, Rc<Expr>),
}

/// A message, and how to tell which conditions hold for it.
pub struct Heard<'a> {
    /// Its text; empty where it has none.
    pub text: &'a str,
    /// Whether the condition at a place among [`Script::conditions`] holds.
    pub satisfies: &'a mut dyn FnMut(usize) -> bool,
}

impl std::fmt::Debug for Heard<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

impl Script {
    /// Reads a handshake.
    ///
    /// # Errors
    /// What is wrong with a word, naming it: `handshake[3]`.
    pub fn parse(words: &[String]) -> Result<Self, Error> {
        let mut script = Self::default();
        if words.len() > LIMIT {
            return Err(Error::new(Code::Limit, "This handshake has too many steps or rules.").of("handshake"));
        }
        let mut at = 0;
        while let Some(verb) = words.get(at) {
            let of = |error: Error, word: usize| error.of(format!("handshake[{}]", at + word));
            let word = |word: usize| words.get(at + word).map_or("", |text| text);
            let milliseconds = |n: usize| word(n).parse().map_err(|_| of(invalid(SHAPE), n));
            let template = |n: usize| Template::parse(word(n)).map(Rc::new).map_err(|error| of(error, n));
            let mut pattern = |n: usize| script.pattern(word(n)).map_err(|error| of(error, n));
            at += match verb.as_str() {
                "send" => {
                    script.steps.push(Step::Send(template(1)?));
                    2
                }
                "await" => {
                    let (pattern, within_ms) = (pattern(1)?, milliseconds(2)?);
                    script.steps.push(Step::Await { pattern, within_ms });
                    3
                }
                "every" => {
                    let every_ms = milliseconds(1)?;
                    script.beats.push(Beat { every_ms: every_ms.max(EVERY_MS), send: template(2)? });
                    3
                }
                verb => {
                    let verdict = match verb {
                        "answer" => None,
                        "stop" => Some(Verdict::Stop),
                        "retry" => Some(Verdict::Retry),
                        _ => return Err(of(invalid(SHAPE), 0)),
                    };
                    let (when, template) = (pattern(1)?, template(2)?);
                    script.reactions.push(Reaction { when, template, verdict });
                    3
                }
            };
        }
        if at > words.len() {
            return Err(invalid(SHAPE).of("handshake"));
        }
        Ok(script)
    }

    /// What is asked of each message; [`Heard::satisfies`] counts them in this order.
    #[must_use]
    pub fn conditions(&self) -> &[Rc<Expr>] {
        &self.conditions
    }

    /// Whether no message matters to it.
    #[must_use]
    pub fn is_deaf(&self) -> bool {
        self.reactions.is_empty() && self.steps.iter().all(|step| matches!(step, Step::Send(_)))
    }

    fn pattern(&mut self, text: &str) -> Result<Pattern, Error> {
        let text = text.trim();
        if text.is_empty() {
            return Err(invalid("say what to wait for: a path such as “$.token”, or how the message starts."));
        }
        if !text.starts_with('$') {
            return Ok(Pattern::Prefix(text.into()));
        }
        let condition = parse_where(text)?;
        self.conditions.push(Rc::clone(&condition));
        Ok(Pattern::Condition(self.conditions.len() - 1, condition))
    }
}

impl Pattern {
    pub(crate) fn matches(&self, heard: &mut Heard<'_>) -> bool {
        match self {
            Self::Prefix(prefix) => heard.text.starts_with(&**prefix),
            Self::Condition(at, _) => (heard.satisfies)(*at),
        }
    }

    /// What a placeholder stands for in a message that has matched.
    pub(crate) fn value(&self, text: &str, path: Option<&Path>, select: Select) -> Option<Captured> {
        let whole = match (path, self) {
            (Some(path), _) => return select(text, path),
            (None, Self::Prefix(prefix)) => text.strip_prefix(&**prefix)?.trim(),
            (None, Self::Condition(_, condition)) => match &**condition {
                Expr::Exists(path) => return select(text, path),
                _ => text,
            },
        };
        Some(Captured { source: whole.to_owned(), plain: whole.to_owned() })
    }
}

fn invalid(message: &str) -> Error {
    Error::new(Code::SpecInvalid, message)
}
