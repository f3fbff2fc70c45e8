//! A pattern's tree → an automaton.

use std::sync::Arc;

use super::RegexError;
use super::class::Class;
use super::parse::{Node, parse};

/// A state of the automaton. What follows a state is the next one where it does not say otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    /// Takes this character.
    Character(char),
    /// Takes a character of this class.
    Class(usize),
    /// Goes on at the text's start.
    Start,
    /// Goes on at the text's end.
    End,
    /// Goes on in two ways.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// The pattern has matched.
    Match,
}

#[derive(Debug)]
pub(super) struct Program {
    source: Box<str>,
    pub(super) states: Vec<State>,
    pub(super) classes: Vec<Class>,
}

/// A compiled I-Regexp. Clones share the automaton.
#[derive(Clone, Debug)]
pub struct Regex(pub(super) Arc<Program>);

impl Regex {
    /// Compiles a pattern to at most `limit` states.
    ///
    /// # Errors
    /// Where RFC 9485 does not allow it, or it needs more states.
    pub fn new(source: &str, limit: usize) -> Result<Self, RegexError> {
        let mut compiler = Compiler { states: Vec::new(), classes: Vec::new(), work: 0, limit };
        compiler.node(&parse(source)?)?;
        compiler.push(State::Match)?;
        Ok(Self(Arc::new(Program { source: source.into(), states: compiler.states, classes: compiler.classes })))
    }

    /// The pattern's text.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// How many states it has.
    #[must_use]
    pub fn states(&self) -> usize {
        self.0.states.len()
    }
}

impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

struct Compiler {
    states: Vec<State>,
    classes: Vec<Class>,
    /// Nodes compiled; more than the states, where something empty is repeated.
    work: usize,
    limit: usize,
}

impl Compiler {
    fn push(&mut self, state: State) -> Result<usize, RegexError> {
        if self.states.len() >= self.limit {
            return Err(RegexError::TooLarge);
        }
        self.states.push(state);
        Ok(self.states.len() - 1)
    }

    fn node(&mut self, node: &Node) -> Result<(), RegexError> {
        self.work += 1;
        if self.work > 2 * self.limit {
            return Err(RegexError::TooLarge);
        }
        match node {
            Node::Character(character) => self.push(State::Character(*character)).map(drop),
            Node::Class(class) => self.class(class),
            Node::Start => self.push(State::Start).map(drop),
            Node::End => self.push(State::End).map(drop),
            Node::Sequence(nodes) => nodes.iter().try_for_each(|n| self.node(n)),
            Node::Alternatives(nodes) => self.alternatives(nodes),
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max),
        }
    }

    fn class(&mut self, class: &Class) -> Result<(), RegexError> {
        // A repetition compiles the same class again: it is kept once.
        let id = match self.classes.iter().rposition(|known| known == class) {
            Some(id) => id,
            None => {
                self.classes.push(class.clone());
                self.classes.len() - 1
            }
        };
        self.push(State::Class(id)).map(drop)
    }

    fn alternatives(&mut self, nodes: &[Node]) -> Result<(), RegexError> {
        let mut ends = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            if i + 1 == nodes.len() {
                self.node(node)?;
                break;
            }
            let split = self.push(State::Match)?;
            self.node(node)?;
            ends.push(self.push(State::Match)?);
            self.states[split] = State::Split(split + 1, self.states.len());
        }
        for end in ends {
            self.states[end] = State::Jump(self.states.len());
        }
        Ok(())
    }

    fn repeat(&mut self, node: &Node, min: usize, max: Option<usize>) -> Result<(), RegexError> {
        for _ in 0..min {
            self.node(node)?;
        }
        let Some(max) = max else {
            let split = self.push(State::Match)?;
            self.node(node)?;
            self.push(State::Jump(split))?;
            self.states[split] = State::Split(split + 1, self.states.len());
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(State::Match)?);
            self.node(node)?;
        }
        for split in splits {
            self.states[split] = State::Split(split + 1, self.states.len());
        }
        Ok(())
    }
}
