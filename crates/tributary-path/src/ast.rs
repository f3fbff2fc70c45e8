//! What a JSONPath says (RFC 9535), in the form that compilation and evaluation work with.

use std::rc::Rc;

use crate::regex::Regex;

/// Where a path starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// `$`: the message (section 2.2, the root identifier).
    Message,
    /// `@`: in a filter the current node (section 2.3.5); in a field the row, which is what `rows` selects.
    Current,
}

/// A query: a root and the segments that follow it (section 2.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it starts.
    pub root: Root,
    /// The steps, outermost first.
    pub segments: Vec<Segment>,
}

/// One step down (section 2.5); its selectors' results are concatenated in their order. Plans share them with the query
/// that they are made of: code that copies them in depth would be a hundredth of the module.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// To children (section 2.5.1).
    Child(Rc<[Selector]>),
    /// To the node itself and every descendant, and then to children (section 2.5.2).
    Descendant(Rc<[Selector]>),
}

/// Which children (section 2.3).
#[derive(Debug, PartialEq)]
pub enum Selector {
    /// The member with this name (section 2.3.1).
    Name(Box<str>),
    /// Every child (section 2.3.2).
    Wildcard,
    /// One element; negative counts from the end (section 2.3.3).
    Index(i64),
    /// A range of elements (section 2.3.4).
    Slice(Slice),
    /// The children for which an expression holds (section 2.3.5).
    Filter(Rc<Expr>),
}

/// `start:end:step` (section 2.3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slice {
    /// The first element; absent: the array's first, or last if the step is negative.
    pub start: Option<i64>,
    /// The element after the last; absent: as far as there are any.
    pub end: Option<i64>,
    /// How far from one to the next; 0 selects nothing.
    pub step: i64,
}

/// A logical expression (section 2.3.5.1), checked to be well-typed (section 2.4.3).
#[derive(Debug, PartialEq)]
pub enum Expr {
    /// One of them holds.
    Or(Vec<Expr>),
    /// All of them hold.
    And(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// The query selects something.
    Exists(Path),
    /// A comparison (section 2.3.5.2.2).
    Compare(Value, Comparison, Value),
    /// `match` or `search` (sections 2.4.6 and 2.4.7).
    Regex {
        /// The text.
        subject: Value,
        /// The I-Regexp (RFC 9485).
        pattern: Pattern,
        /// Whether the whole text must match.
        whole: bool,
    },
}

/// The second argument of `match` and `search`.
#[derive(Debug, PartialEq)]
pub enum Pattern {
    /// Written in the path, and compiled with it. `None` is not an I-Regexp: nothing matches it (section 2.4.6).
    Literal(Option<Regex>),
    /// Taken from the document.
    Dynamic(Value),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Something that is at most one value: `ValueType` (section 2.4.1).
#[derive(Debug, PartialEq)]
pub enum Value {
    /// Itself.
    Literal(Literal),
    /// What a singular query selects, or Nothing.
    Singular(Path),
    /// `length(…)` (section 2.4.4).
    Length(Box<Value>),
    /// `count(…)` (section 2.4.5).
    Count(Path),
    /// `value(…)` (section 2.4.8).
    Value(Path),
}

/// A literal in an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string, unescaped.
    String(Box<str>),
}
