//! What jsonpath-rust lets pass or cannot place, told from the tokens alone.

use super::lex::{Lexeme, Token, syntax};
use super::number;
use crate::error::{Code, Error};
use crate::limits;

/// What the innermost open bracket holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `[`: names, indices, slices.
    Selectors,
    /// `[` after `?`: a logical expression.
    Filter,
    /// `(`: a logical expression, or the arguments of the function whose name is at this token.
    Parentheses { function: Option<usize> },
}

/// What has no position in jsonpath-rust's AST, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The names of the functions that are called.
    pub(super) functions: Vec<Lexeme>,
    /// The numbers that are literals, not indices.
    pub(super) numbers: Vec<Lexeme>,
}

/// Checks the tokens of a path, or of a bare logical expression.
pub(super) fn check(text: &str, lexemes: &[Lexeme], bare: bool) -> Result<Marks, Error> {
    Check { text, lexemes, open: Vec::new(), bare, marks: Marks::default() }.run()
}

struct Check<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
    open: Vec<Inside>,
    bare: bool,
    marks: Marks,
}

impl<'a> Check<'a> {
    fn run(mut self) -> Result<Marks, Error> {
        for at in 0..self.lexemes.len() {
            let lexeme = self.lexemes[at];
            match lexeme.token {
                Token::Open => self.enter(Inside::Selectors, lexeme)?,
                Token::ParenOpen => {
                    let function = (at > 0 && self.is_function(at - 1)).then(|| at - 1);
                    self.enter(Inside::Parentheses { function }, lexeme)?;
                }
                Token::Close => self.leave(lexeme, false)?,
                Token::ParenClose => {
                    let inside = self.open.last().copied();
                    self.leave(lexeme, true)?;
                    if let Some(Inside::Parentheses { function: Some(name) }) = inside {
                        self.call(name, at)?;
                    }
                }
                Token::Question if self.open.last() == Some(&Inside::Selectors) => self.set(Inside::Filter),
                Token::Comma if self.open.last() == Some(&Inside::Filter) => self.set(Inside::Selectors),
                Token::Comma if self.open.is_empty() => {
                    return Err(self.fault(lexeme, "“,” stands only in brackets: one path at a time."));
                }
                Token::Dot | Token::DotDot => self.after_dot(at)?,
                Token::Name => self.name(at)?,
                Token::Number => self.number(lexeme)?,
                Token::Current if self.bare && !self.in_brackets() => {
                    return Err(self.fault(lexeme, "there is no row yet: write “$” (the message) instead of “@”."));
                }
                _ => {}
            }
        }
        Ok(self.marks)
    }

    fn fault(&self, lexeme: Lexeme, what: &str) -> Error {
        syntax(self.text, lexeme.start, what)
    }

    fn in_brackets(&self) -> bool {
        self.open.iter().any(|o| matches!(o, Inside::Selectors | Inside::Filter))
    }

    fn source(&self, lexeme: Lexeme) -> &'a str {
        &self.text[lexeme.start..lexeme.end]
    }

    fn set(&mut self, inside: Inside) {
        if let Some(top) = self.open.last_mut() {
            *top = inside;
        }
    }

    fn enter(&mut self, inside: Inside, lexeme: Lexeme) -> Result<(), Error> {
        if self.open.len() >= limits::PATH_NESTING {
            let message = format!("This path nests deeper than {} brackets.", limits::PATH_NESTING);
            return Err(Error::new(Code::Limit, message).at(self.text, lexeme.start));
        }
        self.open.push(inside);
        Ok(())
    }

    fn leave(&mut self, lexeme: Lexeme, parenthesis: bool) -> Result<(), Error> {
        match self.open.pop() {
            Some(inside) if matches!(inside, Inside::Parentheses { .. }) == parenthesis => Ok(()),
            _ => {
                let what = format!("this “{}” closes nothing.", self.source(lexeme));
                Err(self.fault(lexeme, &what))
            }
        }
    }

    /// No white space may stand between a dot and what it leads to (section 2.5).
    fn after_dot(&self, at: usize) -> Result<(), Error> {
        let dot = self.lexemes[at];
        match self.lexemes.get(at + 1) {
            Some(next) if next.start > dot.end => {
                Err(syntax(self.text, dot.end, "no space may follow the dot: a name or “*” must."))
            }
            Some(next) if next.token == Token::Number => {
                let message = "a name that starts with a digit must be quoted: write “['…']”; an index is “[0]”.";
                Err(self.fault(*next, message))
            }
            _ => Ok(()),
        }
    }

    fn follows_dot(&self, at: usize) -> bool {
        at > 0 && matches!(self.lexemes[at - 1].token, Token::Dot | Token::DotDot)
    }

    fn is_function(&self, at: usize) -> bool {
        self.lexemes[at].token == Token::Name && !self.follows_dot(at)
    }

    /// A member name without quotes, a literal or a function's name.
    fn name(&mut self, at: usize) -> Result<(), Error> {
        let lexeme = self.lexemes[at];
        let next = self.lexemes.get(at + 1).copied();
        if self.follows_dot(at) {
            return match next {
                Some(n) if matches!(n.token, Token::Name | Token::Number) && n.start > lexeme.end => {
                    Err(syntax(self.text, lexeme.end, "a name with a space in it must be quoted: write “['…']”."))
                }
                Some(n) if n.token == Token::Number => {
                    Err(self.fault(n, "a name with a “-” in it must be quoted: write “['…']”."))
                }
                _ => Ok(()),
            };
        }
        let name = self.source(lexeme);
        match next {
            Some(n) if n.token == Token::ParenOpen => {
                if !FUNCTIONS.contains(&name) {
                    let known = "There are length, count, value, match and search.";
                    return Err(self.fault(lexeme, &format!("there is no function “{name}”. {known}")));
                }
                if n.start > lexeme.end {
                    return Err(syntax(self.text, lexeme.end, "no space may stand between a function and its “(”."));
                }
                self.marks.functions.push(lexeme);
                Ok(())
            }
            _ if self.open.last() == Some(&Inside::Selectors) => {
                Err(self.fault(lexeme, &format!("unexpected “{name}”. A name in brackets is quoted: “['{name}']”.")))
            }
            _ if matches!(name, "true" | "false" | "null") => Ok(()),
            _ => {
                let path = if self.in_brackets() { '@' } else { '$' };
                let hint = format!("For a member write “{path}.{name}”, for text “'{name}'”.");
                Err(self.fault(lexeme, &format!("unexpected “{name}”. {hint}")))
            }
        }
    }

    fn number(&mut self, lexeme: Lexeme) -> Result<(), Error> {
        let text = self.source(lexeme);
        let fault = if self.open.last() == Some(&Inside::Selectors) {
            number::index_fault(text)
        } else {
            self.marks.numbers.push(lexeme);
            number::literal_fault(text)
        };
        fault.map_or(Ok(()), |what| Err(self.fault(lexeme, what)))
    }

    /// A call of the function named at `name`, whose closing parenthesis is at `end`.
    fn call(&self, name: usize, end: usize) -> Result<(), Error> {
        let function = self.source(self.lexemes[name]);
        let compares = |at: Option<usize>| {
            at.and_then(|at| self.lexemes.get(at)).is_some_and(|lexeme| lexeme.token == Token::Comparison)
        };
        let compared = compares(name.checked_sub(1)) || compares(Some(end + 1));
        if compared && matches!(function, "match" | "search") {
            let what = format!("“{function}” is true or false by itself: it is not compared.");
            return Err(self.fault(self.lexemes[name], &what));
        }
        let argument = self.lexemes[name + 2];
        match argument.token {
            Token::Not | Token::ParenOpen => {
                Err(self.fault(argument, &format!("“{function}” takes a path, not a condition.")))
            }
            Token::String | Token::Number | Token::Name if matches!(function, "count" | "value") => {
                Err(self.fault(argument, &format!("“{function}” takes a path.")))
            }
            _ => Ok(()),
        }
    }
}

/// RFC 9535's functions (section 2.4).
const FUNCTIONS: [&str; 5] = ["length", "count", "value", "match", "search"];
