//! How fields stand to rows: which `rows` are meant where none are given, and which of a field's wildcards stand
//! for the same elements as those of `rows`.

use crate::error::{Code, Error};
use crate::path::{Path, Root, Segment, Selector};

/// A field's path from the message: relative to the row, or bound to the elements that enclose it.
#[inline]
pub fn absolute(rows: &[Segment], field: &Path) -> Vec<Segment> {
    let shared = match field.root {
        Root::Current => return [rows, &field.segments].concat(),
        Root::Message => rows.iter().zip(&field.segments).take_while(|(r, f)| binds(f, r)).count(),
    };
    [&rows[..shared], &field.segments[shared..]].concat()
}

/// How many segments a path from the message has in common with `rows`.
#[inline]
pub fn shared(path: &[Segment], rows: &[Segment]) -> usize {
    path.iter().zip(rows).take_while(|(p, r)| p == r).count()
}

/// Whether a field's segment stands for what `rows` selects there: an equal one does, and a wildcard does for a
/// slice or a filter.
#[inline]
fn binds(field: &Segment, rows: &Segment) -> bool {
    let is_wider = match (field, rows) {
        (Segment::Child(field), Segment::Child(rows)) => {
            matches!((&field[..], &rows[..]), ([Selector::Wildcard], [Selector::Slice(_) | Selector::Filter(_)]))
        }
        _ => false,
    };
    is_wider || field == rows
}

/// The rows that the fields' own paths run over: the longest of their row prefixes, which must form a chain. A
/// row prefix ends at the last segment that can select several nodes.
///
/// # Errors
/// [`Code::RowsAmbiguous`] where the fields run over different arrays; with the index of the second of them.
#[inline]
pub fn infer<'a>(fields: impl Iterator<Item = &'a Path>) -> Result<Vec<Segment>, (usize, Error)> {
    let mut longest: &[Segment] = &[];
    for (index, field) in fields.enumerate().filter(|(_, f)| f.root == Root::Message) {
        let end = field.segments.iter().rposition(|s| !s.is_singular()).map_or(0, |last| last + 1);
        let prefix = &field.segments[..end];
        let (short, long) = if prefix.len() < longest.len() { (prefix, longest) } else { (longest, prefix) };
        if !long.starts_with(short) {
            let message = "These fields run over different arrays: choose the rows, such as “$.data[*]”, and give \
                           the fields relative to them, as “@.price”.";
            return Err((index, Error::new(Code::RowsAmbiguous, message)));
        }
        longest = long;
    }
    Ok(longest.to_vec())
}
