//! What paths and conditions need to find on the tape.

use crate::path::{Expr, Path, Pattern, Root, Segment, Selector, Value};
use crate::tape::Subtrees;

/// Adds what a path from the message leads through and, with `whole`, all of what it selects.
pub(super) fn add_path(subtrees: &mut Subtrees, path: &[Segment], whole: bool) {
    let names = path.iter().map_while(name);
    let is_named = names.clone().count() == path.len();
    let here = names.fold(&mut *subtrees, Subtrees::member);
    if whole || !is_named {
        *here = Subtrees::Whole;
    }
    add_filters(subtrees, path);
}

/// Adds what a condition looks at in the message.
pub(super) fn add_condition(subtrees: &mut Subtrees, condition: &Expr) {
    match condition {
        Expr::Or(all) | Expr::And(all) => all.iter().for_each(|expr| add_condition(subtrees, expr)),
        Expr::Not(inner) => add_condition(subtrees, inner),
        Expr::Exists(path) => add_query(subtrees, path),
        Expr::Compare(left, _, right) => [left, right].iter().for_each(|value| add_value(subtrees, value)),
        Expr::Regex { subject, pattern, .. } => {
            add_value(subtrees, subject);
            if let Pattern::Dynamic(pattern) = pattern {
                add_value(subtrees, pattern);
            }
        }
    }
}

fn add_value(subtrees: &mut Subtrees, value: &Value) {
    match value {
        Value::Literal(_) => {}
        Value::Length(inner) => add_value(subtrees, inner),
        Value::Singular(path) | Value::Count(path) | Value::Value(path) => add_query(subtrees, path),
    }
}

/// What is below `@` is there already: a filter's own path has put it there.
fn add_query(subtrees: &mut Subtrees, path: &Path) {
    match path.root {
        Root::Message => add_path(subtrees, &path.segments, true),
        Root::Current => add_filters(subtrees, &path.segments),
    }
}

fn add_filters(subtrees: &mut Subtrees, path: &[Segment]) {
    for segment in path {
        let (Segment::Child(selectors) | Segment::Descendant(selectors)) = segment;
        for selector in selectors.iter() {
            if let Selector::Filter(expr) = selector {
                add_condition(subtrees, expr);
            }
        }
    }
}

/// The member that a segment leads to, if it leads to no other node.
fn name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Child(selectors) => match &**selectors {
            [Selector::Name(name)] => Some(name),
            _ => None,
        },
        Segment::Descendant(_) => None,
    }
}
