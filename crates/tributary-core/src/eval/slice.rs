//! The array slice selector (RFC 9535, section 2.3.4).

use std::ops::ControlFlow;

use super::{Eval, Flow, Sink};
use crate::json::Kind;
use crate::path::{Segment, Slice};
use crate::tape::NodeId;

impl Eval<'_, '_> {
    pub(super) fn slice(&mut self, slice: Slice, rest: &[Segment], node: NodeId, sink: Sink<'_>) -> Flow {
        let len = self.document.len(node);
        if self.document.kind(node) != Kind::Array || slice.step == 0 || len == 0 {
            return ControlFlow::Continue(());
        }
        let (first, last) = bounds(slice, len);
        let Some((first, last)) = first.zip(last) else { return ControlFlow::Continue(()) };
        let step = usize::try_from(slice.step.unsigned_abs()).unwrap_or(usize::MAX);
        self.budget.walk(1 + first.max(last) / 8)?;
        if slice.step > 0 {
            for element in self.document.children(node).take(last + 1).skip(first).step_by(step) {
                self.segments(rest, element, sink)?;
            }
        } else {
            let elements: Vec<_> = self.document.children(node).take(first + 1).skip(last).collect();
            self.budget.walk(elements.len())?;
            for &element in elements.iter().rev().step_by(step) {
                self.segments(rest, element, sink)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// A slice's first element in its direction and the last one that it may reach (section 2.3.4.2.2); `None`
/// where there is none.
fn bounds(slice: Slice, len: usize) -> (Option<usize>, Option<usize>) {
    let len = len as i64;
    let normal = |bound: i64| if bound >= 0 { bound } else { bound.saturating_add(len) };
    let (first, last) = if slice.step > 0 {
        let start = normal(slice.start.unwrap_or(0)).clamp(0, len);
        let end = normal(slice.end.unwrap_or(len)).clamp(0, len);
        (start, end - 1)
    } else {
        let start = slice.start.map_or(len - 1, normal).clamp(-1, len - 1);
        let end = slice.end.map_or(-1, normal).clamp(-1, len - 1);
        (start, end + 1)
    };
    let empty = if slice.step > 0 { first > last } else { first < last };
    let place = |at: i64| if empty { None } else { usize::try_from(at).ok() };
    (place(first), place(last))
}
