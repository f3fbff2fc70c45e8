//! What has at most one value: `ValueType` (RFC 9535, section 2.4.1).

use std::ops::ControlFlow;

use super::Eval;
use super::budget::{OverBudget, Stop};
use super::outcome;
use crate::json::Kind;
use crate::path::{Literal, Path, Value};
use crate::tape::{NodeId, Text};

/// A value, or Nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Operand<'a> {
    /// There is no value.
    Nothing,
    Null,
    Boolean(bool),
    Number(f64),
    Text(Text<'a>),
    /// An array or an object.
    Container(NodeId),
}

impl<'a> Eval<'a, '_> {
    pub(super) fn value<'v>(&mut self, value: &'v Value, current: NodeId) -> Result<Operand<'v>, OverBudget>
    where
        'a: 'v,
    {
        match value {
            Value::Literal(literal) => Ok(match literal {
                Literal::Null => Operand::Null,
                Literal::Boolean(bit) => Operand::Boolean(*bit),
                Literal::Number(number) => Operand::Number(*number),
                Literal::String(text) => Operand::Text(Text::plain(text)),
            }),
            // A singular query selects at most one node.
            Value::Singular(path) | Value::Value(path) => self.only(path, current),
            Value::Length(inner) => {
                let inner = self.value(inner, current)?;
                self.length(&inner)
            }
            Value::Count(path) => self.count(path, current),
        }
    }

    /// The value of the only node that a path selects; Nothing where it selects none or many.
    fn only(&mut self, path: &Path, current: NodeId) -> Result<Operand<'a>, OverBudget> {
        let mut found = None;
        let flow = self.path(path, current, &mut |node| match found.replace(node) {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(Stop::Enough),
        });
        Ok(match (outcome(flow)?, found) {
            (false, Some(node)) => self.operand(node),
            _ => Operand::Nothing,
        })
    }

    pub(super) fn operand(&self, node: NodeId) -> Operand<'a> {
        match self.document.kind(node) {
            Kind::Null => Operand::Null,
            Kind::True => Operand::Boolean(true),
            Kind::False => Operand::Boolean(false),
            Kind::Number => Operand::Number(self.document.number(node)),
            Kind::Text | Kind::Escaped => Operand::Text(self.document.string(node)),
            Kind::Array | Kind::Object => Operand::Container(node),
        }
    }
}
