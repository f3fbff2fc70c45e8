//! JSONPath (RFC 9535), in the form that extraction works with.
//!
//! [`parse`] has jsonpath-rust read the text and turns its AST into a [`Path`]: a [`Root`] and segments. What
//! Tributary does not read yet is refused by name, with its position.

mod error;
mod parse;
mod scan;

pub use parse::{parse, parse_query};

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// `$`: the message (RFC 9535, section 2.2, the root identifier).
    Message,
    /// `@`: the row, which is what `rows` selects.
    Row,
}

/// One step down, from a node to at most one of its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A name selector (section 2.3.1).
    Name(Box<str>),
    /// An index selector (section 2.3.3) counted from the array's start: 0 is the first element.
    Index(usize),
    /// A negative index selector, counted from the array's end: 1 is the last element.
    FromEnd(usize),
}

/// A singular path: it selects at most one node (section 2.3.5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// The steps, outermost first.
    pub segments: Vec<Segment>,
}

impl Path {
    /// What a column is called when its field has no name: the last member name, with the indices after it
    /// (`$.axes[0]` → `axes[0]`), or `message` for the root itself.
    #[must_use]
    pub fn label(&self) -> String {
        let named = self.segments.iter().rposition(|s| matches!(s, Segment::Name(_)));
        let mut label = String::new();
        for segment in &self.segments[named.unwrap_or(0)..] {
            match segment {
                Segment::Name(name) => label.push_str(name),
                Segment::Index(index) => label.push_str(&format!("[{index}]")),
                Segment::FromEnd(back) => label.push_str(&format!("[-{back}]")),
            }
        }
        if label.is_empty() { "message".to_owned() } else { label }
    }

    /// Whether the path is the root alone.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.segments.is_empty()
    }
}
