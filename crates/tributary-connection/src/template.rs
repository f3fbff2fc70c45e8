//! Texts to send, with values in them.
//!
//! ```text
//! {"id":${__id},"token":"${match.token}"}
//!        │                └─ of the latest message that was awaited and has it: the path $.token
//!        └─ a number that no other frame of the connection has
//! ```
//!
//! `${match}` alone is what the awaited MATCH has selected, or what follows its prefix. In a template that is JSON, a
//! value within a string is escaped, and one outside of strings is its JSON text. Everything else in a template stands
//! for itself.

use tributary_path::error::Error;
use tributary_path::{Path, parse_query};

/// A value that was taken from a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// Its JSON text.
    pub source: String,
    /// The same as plain text: a string without quotes and escapes.
    pub plain: String,
}

/// The first value that a path selects in a JSON text.
pub type Select = fn(text: &str, path: &Path) -> Option<Captured>;

/// A template, read.
#[derive(Debug, Default)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Id,
    Value {
        /// In a message; without one, what the message was awaited for.
        path: Option<Path>,
        place: Place,
        /// As it is written, for people.
        written: String,
    },
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a text that is no JSON.
    Plain,
    /// In JSON, within quotes.
    InString,
    /// In JSON, in place of a value.
    AsValue,
}

const ID: &str = "${__id}";
const MATCH: &str = "${match";

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// A path that is no JSONPath, with its position in the template.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut parts = Vec::new();
        let mut quotes = Quotes::new(text);
        let mut literal = String::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let (part, length) = if rest.starts_with(ID) {
                (Part::Id, ID.len())
            } else if let Some(inner) = placeholder(rest) {
                let path = if inner.is_empty() { None } else { Some(read(inner, text, at + MATCH.len())?) };
                let length = MATCH.len() + inner.len() + 1;
                (Part::Value { path, place: quotes.place(), written: rest[..length].to_owned() }, length)
            } else {
                quotes.pass(c);
                literal.push(c);
                at += c.len_utf8();
                continue;
            };
            flush(&mut literal, &mut parts);
            parts.push(part);
            at += length;
        }
        flush(&mut literal, &mut parts);
        Ok(Self { parts })
    }

    /// The text to send. `value` finds what a placeholder stands for.
    ///
    /// # Errors
    /// The placeholder that stands for nothing.
    pub fn fill(&self, id: u64, value: &dyn Fn(Option<&Path>) -> Option<Captured>) -> Result<String, &str> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Id => text.push_str(&id.to_string()),
                Part::Value { path, place, written } => {
                    let found = value(path.as_ref()).ok_or(written.as_str())?;
                    match place {
                        Place::Plain => text.push_str(&found.plain),
                        Place::InString => escape(&found.plain, &mut text),
                        Place::AsValue => text.push_str(&found.source),
                    }
                }
            }
        }
        Ok(text)
    }
}

fn flush(literal: &mut String, parts: &mut Vec<Part>) {
    if !literal.is_empty() {
        parts.push(Part::Text(std::mem::take(literal)));
    }
}

/// What stands between `${match` and its brace, if a text starts with that; a brace in quotes is none.
fn placeholder(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(MATCH)?;
    if !inner.starts_with(['}', '.', '[']) {
        return None;
    }
    let (mut quote, mut is_escaped) = (None, false);
    let end = inner.find(|c: char| {
        match quote {
            _ if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            None if c == '\'' || c == '"' => quote = Some(c),
            Some(open) if c == open => quote = None,
            _ => {}
        }
        quote.is_none() && c == '}'
    })?;
    Some(&inner[..end])
}

/// The path `$…` of what follows at a byte of a template.
fn read(inner: &str, template: &str, at: usize) -> Result<Path, Error> {
    let before = template[..at].encode_utf16().count();
    // The path's own `$` is not in the template.
    let shift = |position: usize| before + position.saturating_sub(1);
    parse_query(&format!("${inner}")).map_err(|error| Error { position: error.position.map(shift), ..error })
}

/// Whether a template is JSON, and where in it one is.
struct Quotes {
    is_json: bool,
    is_inside: bool,
    is_escaped: bool,
}

impl Quotes {
    fn new(template: &str) -> Self {
        Self { is_json: template.trim_start().starts_with(['{', '[']), is_inside: false, is_escaped: false }
    }

    fn pass(&mut self, c: char) {
        match c {
            _ if self.is_escaped => self.is_escaped = false,
            '\\' => self.is_escaped = self.is_inside,
            '"' => self.is_inside = !self.is_inside,
            _ => {}
        }
    }

    fn place(&self) -> Place {
        match (self.is_json, self.is_inside) {
            (false, _) => Place::Plain,
            (true, true) => Place::InString,
            (true, false) => Place::AsValue,
        }
    }
}

/// Writes a text as it stands within a JSON string (RFC 8259, section 7).
fn escape(plain: &str, text: &mut String) {
    for c in plain.chars() {
        match c {
            '"' | '\\' => {
                text.push('\\');
                text.push(c);
            }
            '\0'..='\u{1f}' => {
                text.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                text.push(char::from_digit(c as u32 % 16, 16).unwrap_or('0'));
            }
            _ => text.push(c),
        }
    }
}
