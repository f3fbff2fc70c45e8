//! Evaluating paths and conditions on a tape (RFC 9535, sections 2.3 to 2.5).
//!
//! A path is walked depth first: each node that a segment selects goes through the rest of the path before the next
//! one is looked for. The nodes come out in the RFC's order, no list of nodes between two segments is kept, and
//! whoever needs one node only stops at it. Each visit takes a step from a [`Budget`], so every path ends.

mod budget;
mod compare;
mod expr;
mod functions;
mod segment;
mod slice;
mod value;

pub use budget::{Budget, OverBudget};

use std::ops::ControlFlow;

use budget::Stop;

use crate::path::{Expr, Path, Root};
use crate::tape::{Document, NodeId};

/// Adds the nodes that `path` selects to `nodes`, in order. `root` is what `$` stands for, also in filters;
/// `current` is what an `@` at the path's start stands for.
///
/// # Errors
/// When the budget is used up; `nodes` is then incomplete.
pub fn select(
    path: &Path,
    document: Document<'_>,
    root: NodeId,
    current: NodeId,
    budget: &mut Budget,
    nodes: &mut Vec<NodeId>,
) -> Result<(), OverBudget> {
    let flow = Eval { document, root, budget }.path(path, current, &mut |node| {
        nodes.push(node);
        ControlFlow::Continue(())
    });
    outcome(flow).map(drop)
}

/// Whether `expr` holds. `root` is what `$` stands for, `current` what `@` stands for.
///
/// # Errors
/// When the budget is used up.
pub fn holds(
    expr: &Expr,
    document: Document<'_>,
    root: NodeId,
    current: NodeId,
    budget: &mut Budget,
) -> Result<bool, OverBudget> {
    Eval { document, root, budget }.holds(expr, current)
}

/// How a walk goes on: to the end, or no further.
type Flow = ControlFlow<Stop>;

/// What is done with each selected node.
type Sink<'s> = &'s mut dyn FnMut(NodeId) -> Flow;

/// One evaluation.
struct Eval<'a, 'b> {
    document: Document<'a>,
    root: NodeId,
    budget: &'b mut Budget,
}

impl Eval<'_, '_> {
    fn path(&mut self, path: &Path, current: NodeId, sink: Sink<'_>) -> Flow {
        let start = match path.root {
            Root::Message => self.root,
            Root::Current => current,
        };
        self.segments(&path.segments, start, sink)
    }
}

/// Whether a walk was stopped because it had found enough.
fn outcome(flow: Flow) -> Result<bool, OverBudget> {
    match flow {
        ControlFlow::Continue(()) => Ok(false),
        ControlFlow::Break(Stop::Enough) => Ok(true),
        ControlFlow::Break(Stop::OverBudget) => Err(OverBudget),
    }
}
