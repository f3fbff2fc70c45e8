//! The text of an I-Regexp → a tree (RFC 9485, section 3).

use super::RegexError;
use super::class::Class;
use super::class::category_mask;

/// How deep groups may nest.
const NESTING: usize = 100;

/// A part of a pattern.
#[derive(Debug)]
pub(super) enum Node {
    /// One character.
    Character(char),
    /// One character of a class.
    Class(Class),
    /// `^`
    Start,
    /// `$`
    End,
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of them.
    Alternatives(Vec<Node>),
    /// Between `min` and `max` times.
    Repeat { node: Box<Node>, min: usize, max: Option<usize> },
}

pub(super) fn parse(pattern: &str) -> Result<Node, RegexError> {
    let mut parser = Parser { rest: pattern, depth: 0 };
    let node = parser.alternatives()?;
    if parser.rest.is_empty() { Ok(node) } else { Err(RegexError::Syntax) }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Result<char, RegexError> {
        let c = self.peek().ok_or(RegexError::Syntax)?;
        self.rest = &self.rest[c.len_utf8()..];
        Ok(c)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, prefix: &str) -> Result<(), RegexError> {
        if self.eat(prefix) { Ok(()) } else { Err(RegexError::Syntax) }
    }

    fn alternatives(&mut self) -> Result<Node, RegexError> {
        let mut branches = vec![self.branch()?];
        while self.eat("|") {
            branches.push(self.branch()?);
        }
        Ok(match branches.pop() {
            Some(only) if branches.is_empty() => only,
            last => {
                branches.extend(last);
                Node::Alternatives(branches)
            }
        })
    }

    fn branch(&mut self) -> Result<Node, RegexError> {
        let mut pieces = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let atom = self.atom()?;
            pieces.push(self.quantified(atom)?);
        }
        Ok(Node::Sequence(pieces))
    }

    fn atom(&mut self) -> Result<Node, RegexError> {
        match self.next()? {
            '(' => {
                self.depth += 1;
                if self.depth > NESTING {
                    return Err(RegexError::TooLarge);
                }
                let inner = self.alternatives()?;
                self.depth -= 1;
                self.expect(")")?;
                Ok(inner)
            }
            '.' => Ok(Node::Class(Class::any())),
            '[' => self.class().map(Node::Class),
            '\\' => self.escape(),
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '*' | '+' | '?' | ')' | ']' | '{' | '}' | '|' => Err(RegexError::Syntax),
            character => Ok(Node::Character(character)),
        }
    }

    fn quantified(&mut self, atom: Node) -> Result<Node, RegexError> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.rest = &self.rest[1..];
                let min = self.count()?;
                let max = if !self.eat(",") {
                    Some(min)
                } else if self.peek() == Some('}') {
                    None
                } else {
                    Some(self.count()?)
                };
                if self.peek() != Some('}') || max.is_some_and(|max| max < min) {
                    return Err(RegexError::Syntax);
                }
                (min, max)
            }
            _ => return Ok(atom),
        };
        self.rest = &self.rest[1..];
        Ok(Node::Repeat { node: Box::new(atom), min, max })
    }

    fn count(&mut self) -> Result<usize, RegexError> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        if digits.is_empty() { Err(RegexError::Syntax) } else { digits.parse().map_err(|_| RegexError::TooLarge) }
    }

    /// After a backslash: a category or one character (the rules `charClassEsc` and `SingleCharEsc`).
    fn escape(&mut self) -> Result<Node, RegexError> {
        match self.category()? {
            Some(mask) => {
                let mut class = Class::default();
                class.add_categories(mask);
                Ok(Node::Class(class))
            }
            None => self.single().map(Node::Character),
        }
    }

    /// `p{…}` or `P{…}`; `None` where something else follows the backslash.
    fn category(&mut self) -> Result<Option<u32>, RegexError> {
        let complement = match self.peek() {
            Some('p') => false,
            Some('P') => true,
            _ => return Ok(None),
        };
        self.rest = &self.rest[1..];
        self.expect("{")?;
        let (name, rest) = self.rest.split_once('}').ok_or(RegexError::Syntax)?;
        self.rest = rest;
        let mask = category_mask(name).ok_or(RegexError::Syntax)?;
        Ok(Some(if complement { !mask } else { mask }))
    }

    fn single(&mut self) -> Result<char, RegexError> {
        match self.next()? {
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            c @ ('('..='+' | '-' | '.' | '?' | '['..='^' | '{'..='}') => Ok(c),
            _ => Err(RegexError::Syntax),
        }
    }

    /// After `[`: the rule `charClassExpr`.
    fn class(&mut self) -> Result<Class, RegexError> {
        let mut class = Class::default();
        let negated = self.eat("^");
        // A hyphen is itself where it is first or last.
        let mut empty = true;
        if self.eat("-") {
            class.add('-', '-');
            empty = false;
        }
        loop {
            if !empty && self.eat("]") {
                break;
            }
            if !empty && self.eat("-]") {
                class.add('-', '-');
                break;
            }
            empty = false;
            if self.eat("\\") {
                if let Some(mask) = self.category()? {
                    class.add_categories(mask);
                    continue;
                }
                let first = self.single()?;
                self.range(first, &mut class)?;
            } else {
                let first = self.class_character()?;
                self.range(first, &mut class)?;
            }
        }
        class.finish(negated);
        Ok(class)
    }

    /// A character of a class, and the range that it may begin.
    fn range(&mut self, first: char, class: &mut Class) -> Result<(), RegexError> {
        if !self.rest.starts_with('-') || self.rest.starts_with("-]") {
            class.add(first, first);
            return Ok(());
        }
        self.rest = &self.rest[1..];
        let last = if self.eat("\\") { self.single()? } else { self.class_character()? };
        if last < first {
            return Err(RegexError::Syntax);
        }
        class.add(first, last);
        Ok(())
    }

    fn class_character(&mut self) -> Result<char, RegexError> {
        match self.next()? {
            '-' | '[' | ']' | '\\' => Err(RegexError::Syntax),
            c => Ok(c),
        }
    }
}
