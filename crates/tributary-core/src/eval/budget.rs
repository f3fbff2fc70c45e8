//! What evaluation may cost.

use std::ops::ControlFlow;

use super::Flow;
use crate::limits;
use crate::regex::{Matcher, Regex, RegexError};
use crate::tape::Text;

/// A message's paths visit more nodes than [`limits::EVALUATION_STEPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the paths of this query visit too many nodes of this message: give them more names, and fewer “..” and “*”")]
pub struct OverBudget;

/// Why a walk ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Nothing more needs to be known.
    Enough,
    /// The budget is used up.
    OverBudget,
}

impl From<OverBudget> for Stop {
    fn from(_: OverBudget) -> Self {
        Self::OverBudget
    }
}

/// The steps that are left, and what evaluations keep from one to the next: the compiled patterns and the memory of
/// matching. One serves all messages of a connection.
#[derive(Debug)]
pub struct Budget {
    left: usize,
    matcher: Matcher,
    patterns: Vec<(String, Option<Regex>)>,
    /// The pattern to give up next.
    oldest: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self::new(limits::EVALUATION_STEPS)
    }
}

impl Budget {
    /// A budget of `steps`.
    #[must_use]
    pub fn new(steps: usize) -> Self {
        Self { left: steps, matcher: Matcher::default(), patterns: Vec::new(), oldest: 0 }
    }

    /// The steps that are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// Makes it [`limits::EVALUATION_STEPS`] again, for the next message.
    pub fn refill(&mut self) {
        self.left = limits::EVALUATION_STEPS;
    }

    pub(super) fn spend(&mut self, steps: usize) -> Result<(), OverBudget> {
        spend(&mut self.left, steps)
    }

    pub(super) fn walk(&mut self, steps: usize) -> Flow {
        match self.spend(steps) {
            Ok(()) => ControlFlow::Continue(()),
            Err(OverBudget) => ControlFlow::Break(Stop::OverBudget),
        }
    }

    /// Whether a pattern matches a text.
    pub(super) fn matches(&mut self, regex: &Regex, text: Text<'_>, whole: bool) -> Result<bool, OverBudget> {
        let Self { left, matcher, .. } = self;
        matcher.matches(regex, text.code_points(), whole, |steps| spend(left, steps))
    }

    /// A pattern taken from a document, compiled; `None` where it is not an I-Regexp.
    pub(super) fn pattern(&mut self, source: Text<'_>) -> Result<Option<Regex>, OverBudget> {
        let text: String = source.code_points().map(|p| char::from_u32(p).unwrap_or('\u{fffd}')).collect();
        self.spend(1 + text.len() / 8)?;
        if let Some((_, regex)) = self.patterns.iter().find(|(known, _)| *known == text) {
            return Ok(regex.clone());
        }
        let regex = match Regex::new(&text, limits::REGEX_STATES) {
            Ok(regex) => Some(regex),
            Err(RegexError::Syntax) => None,
            Err(RegexError::TooLarge) => return Err(OverBudget),
        };
        self.spend(text.len() + regex.as_ref().map_or(0, Regex::states))?;
        if self.patterns.len() < limits::REGEX_CACHE {
            self.patterns.push((text, regex.clone()));
        } else {
            self.patterns[self.oldest] = (text, regex.clone());
            self.oldest = (self.oldest + 1) % limits::REGEX_CACHE;
        }
        Ok(regex)
    }
}

fn spend(left: &mut usize, steps: usize) -> Result<(), OverBudget> {
    match left.checked_sub(steps) {
        Some(rest) => {
            *left = rest;
            Ok(())
        }
        None => {
            *left = 0;
            Err(OverBudget)
        }
    }
}
