//! What a query's columns are called.

use crate::path::Path;
use crate::spec::FieldSpec;

/// Fields that so many names do not tell apart have their whole path as a name.
const MOST_NAMES: usize = 8;

/// A name for each field: its own or, without one, the end of its path: the last member name, or as many more as tell
/// it apart from other paths and from names that are given.
#[inline]
pub(super) fn names(fields: &[FieldSpec], paths: &[Path]) -> Vec<String> {
    let given = |i: usize| fields[i].name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let mut lengths = vec![1; fields.len()];
    loop {
        let name = |i: usize| match given(i) {
            Some(name) => name.to_owned(),
            None if lengths[i] > MOST_NAMES => fields[i].path.trim().to_owned(),
            None => paths[i].longer_label(lengths[i]),
        };
        let names: Vec<String> = (0..fields.len()).map(name).collect();
        let is_taken = |i: usize| {
            (0..names.len()).any(|j| j != i && names[j] == names[i] && (given(j).is_some() || paths[j] != paths[i]))
        };
        let is_short = |i: usize| given(i).is_none() && lengths[i] <= MOST_NAMES;
        let unclear: Vec<usize> = (0..names.len()).filter(|&i| is_short(i) && is_taken(i)).collect();
        if unclear.is_empty() {
            return names;
        }
        for i in unclear {
            lengths[i] += 1;
        }
    }
}
