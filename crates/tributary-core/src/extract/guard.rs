//! Filters whose operands are staged: judged as soon as their node's last byte was read.

use super::staging::Staging;
use super::step::{Step, steps};
use super::trie::Place;
use crate::convert::text;
use crate::json::{Found, Kind, parse_number};
use crate::path::{Comparison, Expr, Literal, Path, Value};

/// An expression over places of one scope.
#[derive(Debug)]
pub(crate) enum Guard {
    Or(Vec<Guard>),
    And(Vec<Guard>),
    Not(Box<Guard>),
    Exists(Place),
    Compare(Place, Comparison, Literal),
}

impl Guard {
    /// Compiles an expression for which [`super::step::holds_directly`] is true; `place` gives its operands
    /// their places.
    pub(super) fn new(expr: &Expr, mut place: impl FnMut(&[Step]) -> Place) -> Option<Self> {
        Self::build(expr, &mut place)
    }

    fn build(expr: &Expr, place: &mut dyn FnMut(&[Step]) -> Place) -> Option<Self> {
        let mut all = |list: &[Expr]| list.iter().map(|e| Self::build(e, place)).collect::<Option<Vec<_>>>();
        Some(match expr {
            Expr::Or(list) => Self::Or(all(list)?),
            Expr::And(list) => Self::And(all(list)?),
            Expr::Not(inner) => Self::Not(Box::new(Self::build(inner, place)?)),
            Expr::Exists(path) => Self::Exists(operand(path, place)?),
            Expr::Compare(Value::Singular(path), how, Value::Literal(literal)) => {
                Self::Compare(operand(path, place)?, *how, literal.clone())
            }
            Expr::Compare(Value::Literal(literal), how, Value::Singular(path)) => {
                Self::Compare(operand(path, place)?, mirrored(*how), literal.clone())
            }
            Expr::Compare(..) | Expr::Regex { .. } => return None,
        })
    }

    /// Whether it holds in the latest visit of its scope.
    pub(super) fn holds(&self, staging: &Staging, message: &str) -> bool {
        match self {
            Self::Or(all) => all.iter().any(|g| g.holds(staging, message)),
            Self::And(all) => all.iter().all(|g| g.holds(staging, message)),
            Self::Not(inner) => !inner.holds(staging, message),
            Self::Exists(place) => staging.latest(*place).is_some(),
            Self::Compare(place, how, literal) => compare(staging.latest(*place), message, *how, literal),
        }
    }
}

fn operand(path: &Path, place: &mut dyn FnMut(&[Step]) -> Place) -> Option<Place> {
    steps(&path.segments).map(|steps| place(&steps))
}

/// The comparison with its sides exchanged.
fn mirrored(how: Comparison) -> Comparison {
    match how {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        Comparison::Equal | Comparison::NotEqual => how,
    }
}

/// RFC 9535, section 2.3.5.2.2, with a literal on the right: Nothing equals no literal and is less than none.
fn compare(found: Option<Found>, message: &str, how: Comparison, literal: &Literal) -> bool {
    let order = found.and_then(|found| order(found, message, literal));
    match how {
        Comparison::Equal => order.is_some_and(|o| o.equal),
        Comparison::NotEqual => !order.is_some_and(|o| o.equal),
        Comparison::Less => order.is_some_and(|o| o.less),
        Comparison::LessOrEqual => order.is_some_and(|o| o.less || o.equal),
        Comparison::Greater => order.is_some_and(|o| o.greater),
        Comparison::GreaterOrEqual => order.is_some_and(|o| o.greater || o.equal),
    }
}

/// How a value stands to a literal of its own type.
#[derive(Clone, Copy)]
struct Order {
    less: bool,
    equal: bool,
    greater: bool,
}

fn order(Found { span, number }: Found, message: &str, literal: &Literal) -> Option<Order> {
    let equal = Order { less: false, equal: true, greater: false };
    match (span.kind, literal) {
        (Kind::Null, Literal::Null) | (Kind::True, Literal::Boolean(true)) | (Kind::False, Literal::Boolean(false)) => {
            Some(equal)
        }
        (Kind::Number, Literal::Number(right)) => {
            let left = if number.is_nan() { long_number(span.source(message)) } else { number };
            Some(Order { less: left < *right, equal: left == *right, greater: left > *right })
        }
        (Kind::Text | Kind::Escaped, Literal::String(right)) => {
            // By Unicode scalar values, which is the order of UTF-8's bytes.
            let order = text(span, message).as_ref().cmp(right);
            Some(Order { less: order.is_lt(), equal: order.is_eq(), greater: order.is_gt() })
        }
        _ => None,
    }
}

/// A JSON number, also one that overflows: as JSON.parse reads it.
fn long_number(source: &str) -> f64 {
    let infinite = if source.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
    parse_number(source).unwrap_or(infinite)
}
