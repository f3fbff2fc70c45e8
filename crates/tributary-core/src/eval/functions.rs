//! Function extensions (RFC 9535, section 2.4).

use std::ops::ControlFlow;

use super::budget::OverBudget;
use super::value::Operand;
use super::{Eval, outcome};
use crate::path::Path;
use crate::regex::Regex;
use crate::tape::NodeId;

impl Eval<'_, '_> {
    /// `length` (section 2.4.4): of a string its Unicode scalar values, of an array or object its children.
    pub(super) fn length<'v>(&mut self, value: &Operand<'_>) -> Result<Operand<'v>, OverBudget> {
        Ok(match value {
            Operand::Text(text) => {
                self.budget.spend(text.raw.len() / 8)?;
                Operand::Number(text.code_points().count() as f64)
            }
            Operand::Container(node) => Operand::Number(self.document.len(*node) as f64),
            _ => Operand::Nothing,
        })
    }

    /// `count` (section 2.4.5): how many nodes a path selects.
    pub(super) fn count<'v>(&mut self, path: &Path, current: NodeId) -> Result<Operand<'v>, OverBudget> {
        let mut nodes = 0u32;
        let flow = self.path(path, current, &mut |_| {
            nodes += 1;
            ControlFlow::Continue(())
        });
        outcome(flow).map(|_| Operand::Number(nodes.into()))
    }

    /// `match` (section 2.4.6) or `search` (section 2.4.7) with a pattern that the path itself holds.
    pub(super) fn literal_match(
        &mut self,
        subject: &Operand<'_>,
        regex: &Regex,
        whole: bool,
    ) -> Result<bool, OverBudget> {
        match subject {
            Operand::Text(text) => self.budget.matches(regex, *text, whole),
            _ => Ok(false),
        }
    }

    /// The same with a pattern that the document holds.
    pub(super) fn dynamic_match(
        &mut self,
        subject: &Operand<'_>,
        pattern: &Operand<'_>,
        whole: bool,
    ) -> Result<bool, OverBudget> {
        match (subject, pattern) {
            (Operand::Text(text), Operand::Text(pattern)) => match self.budget.pattern(*pattern)? {
                Some(regex) => self.budget.matches(&regex, *text, whole),
                None => Ok(false),
            },
            _ => Ok(false),
        }
    }
}
