//! Logical expressions (RFC 9535, section 2.3.5).

use std::ops::ControlFlow;

use super::budget::{OverBudget, Stop};
use super::{Eval, outcome};
use crate::path::{Expr, Path, Pattern};
use crate::tape::NodeId;

impl Eval<'_, '_> {
    /// Whether an expression holds for the current node. Recursion is as deep as its parentheses nest.
    pub(super) fn holds(&mut self, expr: &Expr, current: NodeId) -> Result<bool, OverBudget> {
        match expr {
            Expr::Or(all) => {
                for one in all {
                    if self.holds(one, current)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Expr::And(all) => {
                for one in all {
                    if !self.holds(one, current)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Expr::Not(inner) => self.holds(inner, current).map(|holds| !holds),
            Expr::Exists(path) => self.exists(path, current),
            Expr::Compare(left, operator, right) => {
                let (left, right) = (self.value(left, current)?, self.value(right, current)?);
                self.compare(&left, *operator, &right)
            }
            Expr::Regex { subject, pattern, whole } => {
                let subject = self.value(subject, current)?;
                match pattern {
                    Pattern::Literal(Some(regex)) => self.literal_match(&subject, regex, *whole),
                    Pattern::Literal(None) => Ok(false),
                    Pattern::Dynamic(pattern) => {
                        let pattern = self.value(pattern, current)?;
                        self.dynamic_match(&subject, &pattern, *whole)
                    }
                }
            }
        }
    }

    /// An existence test (section 2.3.5.2.1): one node is enough.
    fn exists(&mut self, path: &Path, current: NodeId) -> Result<bool, OverBudget> {
        outcome(self.path(path, current, &mut |_| ControlFlow::Break(Stop::Enough)))
    }
}
