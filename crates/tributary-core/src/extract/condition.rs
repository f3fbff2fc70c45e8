//! `where`, compiled.

use std::rc::Rc;

use super::extractor::Message;
use super::guard::Guard;
use super::needs::add_condition;
use super::step::{Step, holds_directly, steps};
use super::trie::{Place, Trie};
use crate::eval::{Budget, OverBudget, holds};
use crate::path::{Expr, Root};
use crate::tape::Document;

/// Which messages a query takes.
#[derive(Debug)]
pub(crate) enum Condition {
    /// Those in which a path selects something.
    Selects(Place),
    /// Those for which an expression over staged values holds.
    Holds(Guard),
    /// Those for which any other expression holds, on the tape.
    Evaluated(Rc<Expr>),
}

impl Condition {
    /// What the one pass can tell, it tells.
    pub(crate) fn new(expr: &Rc<Expr>, trie: &mut Trie) -> Self {
        if let Expr::Exists(path) = &**expr
            && let Some(steps) = steps(&path.segments)
        {
            return Self::Selects(trie.insert(&steps));
        }
        // A condition's `$` is the message, which is its node.
        let is_direct = holds_directly(expr, Root::Message);
        let guard = if is_direct { Guard::new(expr, |s: &[Step]| trie.insert(s)) } else { None };
        guard.map_or_else(|| Self::on_tape(expr, trie), Self::Holds)
    }

    /// On a tape, as every expression can be told.
    pub(super) fn on_tape(expr: &Rc<Expr>, trie: &mut Trie) -> Self {
        add_condition(&mut trie.taped, expr);
        Self::Evaluated(Rc::clone(expr))
    }

    /// Whether a message is taken.
    ///
    /// # Errors
    /// When the budget is used up.
    #[inline(never)]
    pub(crate) fn takes(&self, message: &Message<'_>, budget: &mut Budget) -> Result<bool, OverBudget> {
        match self {
            Self::Selects(place) => Ok(message.staging.all(*place).next().is_some()),
            Self::Holds(guard) => Ok(guard.holds(message.staging, message.text)),
            Self::Evaluated(expr) => holds(expr, message.document, Document::ROOT, Document::ROOT, budget),
        }
    }
}
