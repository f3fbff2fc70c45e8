//! What paths and conditions need to find on the tape.

use crate::path::{Expr, Path, Root, Segment};
use crate::tape::Subtrees;

/// Adds what a path from the message leads through and, with `whole`, all of what it selects.
pub(super) fn add_path(subtrees: &mut Subtrees, path: &[Segment], whole: bool) {
    let names = path.iter().map_while(Segment::member);
    let is_named = names.clone().count() == path.len();
    let here = names.fold(&mut *subtrees, Subtrees::member);
    if whole || !is_named {
        *here = Subtrees::Whole;
    }
    add_filters(subtrees, path);
}

/// Adds what a condition looks at in the message.
pub(super) fn add_condition(subtrees: &mut Subtrees, condition: &Expr) {
    condition.queries(&mut |path| add_query(subtrees, path));
}

/// What is below `@` is there already: a filter's own path has put it there.
fn add_query(subtrees: &mut Subtrees, path: &Path) {
    match path.root {
        Root::Message => add_path(subtrees, &path.segments, true),
        Root::Current => add_filters(subtrees, &path.segments),
    }
}

fn add_filters(subtrees: &mut Subtrees, path: &[Segment]) {
    path.iter().for_each(|segment| segment.queries(&mut |path| add_query(subtrees, path)));
}
