//! jsonpath-rust's AST → ours, checked to be well-typed (RFC 9535, section 2.4.3).
//!
//! The AST has no positions. Functions and literals are met in the order in which they are written, so each takes
//! its place from the next token of its kind.

use std::rc::Rc;
use std::slice::Iter;

use jsonpath_rust::parser::model as parsed;

use super::check::Marks;
use super::lex::{Lexeme, syntax};
use super::{Comparison, Expr, Literal, Path, Root, Segment, Selector, Slice, Value};
use crate::error::{Code, Error};
use crate::limits;

/// One conversion: the tokens not yet met, and how deep it is.
pub(super) struct Convert<'a> {
    pub(super) text: &'a str,
    functions: Iter<'a, Lexeme>,
    numbers: Iter<'a, Lexeme>,
    /// Segments on the way to here, those of the enclosing paths included: it bounds evaluation's recursion.
    depth: usize,
    /// States that the patterns still to come may have, all together.
    pub(super) states: usize,
}

impl<'a> Convert<'a> {
    pub(super) fn new(text: &'a str, marks: &'a Marks) -> Self {
        Self {
            text,
            functions: marks.functions.iter(),
            numbers: marks.numbers.iter(),
            depth: 0,
            states: limits::REGEX_STATES,
        }
    }

    pub(super) fn segments(&mut self, segments: &[parsed::Segment]) -> Result<Vec<Segment>, Error> {
        self.depth += segments.len();
        if self.depth > limits::NESTING {
            let message = format!("This path has more than {} segments.", limits::NESTING);
            return Err(Error::new(Code::Limit, message));
        }
        let converted = segments.iter().map(|s| self.segment(s)).collect();
        self.depth -= segments.len();
        converted
    }

    fn segment(&mut self, segment: &parsed::Segment) -> Result<Segment, Error> {
        match segment {
            parsed::Segment::Selector(selector) => Ok(Segment::Child([self.selector(selector)?].into())),
            parsed::Segment::Selectors(selectors) => {
                let converted = selectors.iter().map(|s| self.selector(s)).collect::<Result<Vec<_>, _>>()?;
                Ok(Segment::Child(converted.into()))
            }
            parsed::Segment::Descendant(inner) => match self.segment(inner)? {
                Segment::Child(selectors) | Segment::Descendant(selectors) => Ok(Segment::Descendant(selectors)),
            },
        }
    }

    fn selector(&mut self, selector: &parsed::Selector) -> Result<Selector, Error> {
        Ok(match selector {
            parsed::Selector::Name(name) => Selector::Name(name.as_str().into()),
            parsed::Selector::Wildcard => Selector::Wildcard,
            parsed::Selector::Index(index) => Selector::Index(*index),
            parsed::Selector::Slice(start, end, step) => {
                Selector::Slice(Slice { start: *start, end: *end, step: step.unwrap_or(1) })
            }
            parsed::Selector::Filter(filter) => Selector::Filter(Rc::new(self.filter(filter)?)),
        })
    }

    fn filter(&mut self, filter: &parsed::Filter) -> Result<Expr, Error> {
        match filter {
            parsed::Filter::Or(all) => all.iter().map(|f| self.filter(f)).collect::<Result<_, _>>().map(Expr::Or),
            parsed::Filter::And(all) => all.iter().map(|f| self.filter(f)).collect::<Result<_, _>>().map(Expr::And),
            parsed::Filter::Atom(parsed::FilterAtom::Filter { expr, not }) => {
                self.filter(expr).map(|expr| negated(expr, *not))
            }
            parsed::Filter::Atom(parsed::FilterAtom::Test { expr, not }) => {
                self.test(expr).map(|expr| negated(expr, *not))
            }
            parsed::Filter::Atom(parsed::FilterAtom::Comparison(comparison)) => self.comparison(comparison),
        }
    }

    /// A test expression (section 2.3.5.1): a query, or a function of `LogicalType`.
    fn test(&mut self, test: &parsed::Test) -> Result<Expr, Error> {
        match test {
            parsed::Test::Function(function) => self.logical_function(function),
            query => self.query(query).map(Expr::Exists),
        }
    }

    pub(super) fn query(&mut self, query: &parsed::Test) -> Result<Path, Error> {
        match query {
            parsed::Test::RelQuery(segments) => Ok(Path { root: Root::Current, segments: self.segments(segments)? }),
            parsed::Test::AbsQuery(query) => {
                Ok(Path { root: Root::Message, segments: self.segments(&query.segments)? })
            }
            parsed::Test::Function(_) => Err(self.at_function("a path is wanted here, not a function.")),
        }
    }

    fn comparison(&mut self, comparison: &parsed::Comparison) -> Result<Expr, Error> {
        let operator = match comparison {
            parsed::Comparison::Eq(..) => Comparison::Equal,
            parsed::Comparison::Ne(..) => Comparison::NotEqual,
            parsed::Comparison::Gt(..) => Comparison::Greater,
            parsed::Comparison::Gte(..) => Comparison::GreaterOrEqual,
            parsed::Comparison::Lt(..) => Comparison::Less,
            parsed::Comparison::Lte(..) => Comparison::LessOrEqual,
        };
        let (left, right) = comparison.vals();
        let left = self.comparable(left)?;
        Ok(Expr::Compare(left, operator, self.comparable(right)?))
    }

    fn comparable(&mut self, comparable: &parsed::Comparable) -> Result<Value, Error> {
        match comparable {
            parsed::Comparable::Literal(literal) => Ok(Value::Literal(self.literal(literal))),
            parsed::Comparable::Function(function) => self.value_function(function),
            parsed::Comparable::SingularQuery(query) => self.singular_query(query).map(Value::Singular),
        }
    }

    fn singular_query(&mut self, query: &parsed::SingularQuery) -> Result<Path, Error> {
        let (root, steps) = match query {
            parsed::SingularQuery::Current(steps) => (Root::Current, steps),
            parsed::SingularQuery::Root(steps) => (Root::Message, steps),
        };
        let segment = |step: &parsed::SingularQuerySegment| match step {
            parsed::SingularQuerySegment::Name(name) => parsed::Segment::name(name),
            parsed::SingularQuerySegment::Index(index) => parsed::Segment::Selector(parsed::Selector::Index(*index)),
        };
        let segments: Vec<_> = steps.iter().map(segment).collect();
        Ok(Path { root, segments: self.segments(&segments)? })
    }

    pub(super) fn literal(&mut self, literal: &parsed::Literal) -> Literal {
        match literal {
            parsed::Literal::Int(_) | parsed::Literal::Float(_) => {
                let text = self.numbers.next().and_then(|l| self.text.get(l.start..l.end));
                Literal::Number(text.and_then(|t| t.parse().ok()).unwrap_or(f64::NAN))
            }
            parsed::Literal::String(text) => Literal::String(text.as_str().into()),
            parsed::Literal::Bool(bit) => Literal::Boolean(*bit),
            parsed::Literal::Null => Literal::Null,
        }
    }

    /// The place of the function that is met next.
    pub(super) fn next_function(&mut self) -> usize {
        self.functions.next().map_or(0, |l| l.start)
    }

    fn at_function(&mut self, what: &str) -> Error {
        let at = self.next_function();
        syntax(self.text, at, what)
    }
}

fn negated(expr: Expr, not: bool) -> Expr {
    if not { Expr::Not(Box::new(expr)) } else { expr }
}
