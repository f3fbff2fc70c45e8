//! Which segments the one pass can follow by itself.

use std::rc::Rc;

use crate::path::{Expr, Path, Root, Segment, Selector, Slice, Value};

/// A step that the one pass follows without a tape.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// To the member with this name.
    Member(Box<str>),
    /// To one element, counted from the start.
    Element(usize),
    /// To one element, counted from the end: 1 is the last.
    FromEnd(usize),
    /// To every child that the selector takes: a scope begins.
    Each(Each),
}

/// Which children a scope visits.
#[derive(Clone, Debug, PartialEq)]
pub enum Each {
    /// All of them.
    All,
    /// The elements of a forward slice.
    Range {
        /// The first.
        start: usize,
        /// The one after the last; absent: as far as there are any.
        end: Option<usize>,
        /// How far from one to the next, at least 1.
        step: usize,
    },
    /// Those for which an expression over singular queries holds.
    Filter(Rc<Expr>),
}

/// A path's steps from the message, or `None` where it needs a tape.
pub fn steps(segments: &[Segment]) -> Option<Vec<Step>> {
    segments.iter().map(step).collect()
}

fn step(segment: &Segment) -> Option<Step> {
    let Segment::Child(selectors) = segment else { return None };
    let [selector] = &selectors[..] else { return None };
    match selector {
        Selector::Name(name) => Some(Step::Member(name.clone())),
        Selector::Index(index) => {
            let distance = usize::try_from(index.unsigned_abs()).ok()?;
            Some(if *index < 0 { Step::FromEnd(distance) } else { Step::Element(distance) })
        }
        Selector::Wildcard => Some(Step::Each(Each::All)),
        Selector::Slice(slice) => range(*slice).map(Step::Each),
        Selector::Filter(expr) => {
            holds_directly(expr, Root::Current).then(|| Step::Each(Each::Filter(Rc::clone(expr))))
        }
    }
}

fn range(Slice { start, end, step }: Slice) -> Option<Each> {
    let step = usize::try_from(step).ok().filter(|&s| s > 0)?;
    let start = usize::try_from(start.unwrap_or(0)).ok()?;
    let end = end.map(usize::try_from).transpose().ok()?;
    Some(Each::Range { start, end, step })
}

/// Whether an expression can be judged when its node's last byte was read: everything it asks for is below the
/// node, which is what `node` stands for, and no comparison needs more than the spans of scalars.
pub fn holds_directly(expr: &Expr, node: Root) -> bool {
    let is_below = |path| is_below(path, node);
    match expr {
        Expr::Or(all) | Expr::And(all) => all.iter().all(|e| holds_directly(e, node)),
        Expr::Not(inner) => holds_directly(inner, node),
        Expr::Exists(path) => is_below(path),
        Expr::Compare(left, _, right) => match (left, right) {
            (Value::Singular(path), Value::Literal(_)) | (Value::Literal(_), Value::Singular(path)) => is_below(path),
            _ => false,
        },
        Expr::Regex { .. } => false,
    }
}

fn is_below(path: &Path, node: Root) -> bool {
    let singular = |steps: Vec<Step>| steps.iter().all(|s| !matches!(s, Step::Each(_)));
    path.root == node && steps(&path.segments).is_some_and(singular)
}
