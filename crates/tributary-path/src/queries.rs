//! The queries in an expression.

use super::{Expr, Path, Pattern, Segment, Selector, Value};

impl Expr {
    /// Has every query looked at that is a part of the expression itself: not those in their filters.
    pub fn queries(&self, look: &mut dyn FnMut(&Path)) {
        match self {
            Self::Or(all) | Self::And(all) => all.iter().for_each(|expr| expr.queries(look)),
            Self::Not(inner) => inner.queries(look),
            Self::Exists(path) => look(path),
            Self::Compare(left, _, right) => [left, right].iter().for_each(|value| value.queries(look)),
            Self::Regex { subject, pattern, .. } => {
                subject.queries(look);
                if let Pattern::Dynamic(pattern) = pattern {
                    pattern.queries(look);
                }
            }
        }
    }
}

impl Value {
    fn queries(&self, look: &mut dyn FnMut(&Path)) {
        match self {
            Self::Literal(_) => {}
            Self::Length(inner) => inner.queries(look),
            Self::Singular(path) | Self::Count(path) | Self::Value(path) => look(path),
        }
    }
}

impl Segment {
    /// Has every query looked at that is a part of one of its filters: not those in their own filters.
    pub fn queries(&self, look: &mut dyn FnMut(&Path)) {
        for selector in self.selectors() {
            if let Selector::Filter(expr) = selector {
                expr.queries(look);
            }
        }
    }
}
