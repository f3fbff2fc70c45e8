//! Comparisons (RFC 9535, section 2.3.5.2.2).

use std::cmp::Ordering;

use super::Eval;
use super::budget::OverBudget;
use super::value::Operand;
use crate::json::Kind;
use crate::path::Comparison;
use crate::tape::NodeId;

impl Eval<'_, '_> {
    pub(super) fn compare(
        &mut self,
        left: &Operand<'_>,
        operator: Comparison,
        right: &Operand<'_>,
    ) -> Result<bool, OverBudget> {
        Ok(match operator {
            Comparison::Equal => self.equal(left, right)?,
            Comparison::NotEqual => !self.equal(left, right)?,
            Comparison::Less => self.less(left, right)?,
            Comparison::Greater => self.less(right, left)?,
            Comparison::LessOrEqual => self.less(left, right)? || self.equal(left, right)?,
            Comparison::GreaterOrEqual => self.less(right, left)? || self.equal(left, right)?,
        })
    }

    fn equal(&mut self, left: &Operand<'_>, right: &Operand<'_>) -> Result<bool, OverBudget> {
        match (left, right) {
            (Operand::Nothing, Operand::Nothing) | (Operand::Null, Operand::Null) => Ok(true),
            (Operand::Boolean(a), Operand::Boolean(b)) => Ok(a == b),
            (Operand::Number(a), Operand::Number(b)) => Ok(a == b),
            (Operand::Text(a), Operand::Text(b)) => {
                self.budget.spend(a.raw.len().min(b.raw.len()) / 16)?;
                Ok(a.says(*b))
            }
            (Operand::Container(a), Operand::Container(b)) => self.same(*a, *b),
            _ => Ok(false),
        }
    }

    /// Only numbers and strings have an order.
    fn less(&mut self, left: &Operand<'_>, right: &Operand<'_>) -> Result<bool, OverBudget> {
        match (left, right) {
            (Operand::Number(a), Operand::Number(b)) => Ok(a < b),
            (Operand::Text(a), Operand::Text(b)) => {
                self.budget.spend(a.raw.len().min(b.raw.len()) / 16)?;
                Ok(a.order(*b) == Ordering::Less)
            }
            _ => Ok(false),
        }
    }

    /// Whether two nodes are deeply equal. Recursion is as deep as the document nests.
    fn same(&mut self, a: NodeId, b: NodeId) -> Result<bool, OverBudget> {
        self.budget.spend(1)?;
        let (kind, len) = (self.document.kind(a), self.document.len(a));
        if kind != self.document.kind(b) || len != self.document.len(b) {
            let (left, right) = (self.operand(a), self.operand(b));
            // A string may be written with escapes or without.
            return match (left, right) {
                (Operand::Text(_), Operand::Text(_)) => self.equal(&left, &right),
                _ => Ok(false),
            };
        }
        match kind {
            Kind::Array => {
                for (x, y) in self.document.children(a).zip(self.document.children(b)) {
                    if !self.same(x, y)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Kind::Object => self.same_members(a, b),
            _ => {
                let (left, right) = (self.operand(a), self.operand(b));
                self.equal(&left, &right)
            }
        }
    }

    /// Whether each member of `a` is one of `b`; there are as many of both, and names do not repeat.
    fn same_members(&mut self, a: NodeId, b: NodeId) -> Result<bool, OverBudget> {
        let mut beside = self.document.children(b);
        for member in self.document.children(a) {
            let name = self.document.name(member);
            // Mostly the members have the same order.
            let other = match beside.next().filter(|&other| self.document.name(other).says(name)) {
                Some(other) => other,
                None => {
                    self.budget.spend(1 + self.document.len(b) / 8)?;
                    match self.document.member(b, name) {
                        Some(other) => other,
                        None => return Ok(false),
                    }
                }
            };
            if !self.same(member, other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
