//! What a column is called when its field has no name.

use std::fmt::Write;

use super::{Path, Segment, Selector, Slice};

impl Path {
    /// The last member name, with what follows it (`$.axes[0]` → `axes[0]`, `$.data[*].p` → `p`), or `message` for
    /// the root itself.
    #[must_use]
    pub fn label(&self) -> String {
        self.longer_label(1)
    }

    /// The same with the last so many member names, or all where there are fewer: `$.a.b[0].c` → `b[0].c` with two.
    #[must_use]
    pub fn longer_label(&self, names: usize) -> String {
        let named = |(_, segment): &(usize, &Segment)| segment.name().is_some();
        let first = self.segments.iter().enumerate().rev().filter(named).nth(names.saturating_sub(1));
        let mut label = String::new();
        for segment in &self.segments[first.map_or(0, |(at, _)| at)..] {
            match segment.name() {
                Some(name) if label.is_empty() => label.push_str(name),
                Some(name) => label.extend([".", name]),
                None => brackets(segment.selectors(), &mut label),
            }
        }
        if label.is_empty() { "message".to_owned() } else { label }
    }

    /// Whether the path is the root alone.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.segments.is_empty()
    }
}

impl Segment {
    /// Its selectors, whichever way down it goes.
    #[must_use]
    pub fn selectors(&self) -> &[Selector] {
        match self {
            Self::Child(selectors) | Self::Descendant(selectors) => selectors,
        }
    }

    /// The name, where it selects by one name alone.
    fn name(&self) -> Option<&str> {
        match self.selectors() {
            [Selector::Name(name)] => Some(name),
            _ => None,
        }
    }
}

fn brackets(selectors: &[Selector], label: &mut String) {
    let mut open = '[';
    for selector in selectors {
        label.push(open);
        open = ',';
        // Writing to a String does not fail.
        let _ = match selector {
            Selector::Name(name) => write!(label, "'{name}'"),
            Selector::Wildcard => write!(label, "*"),
            Selector::Index(index) => write!(label, "{index}"),
            Selector::Slice(slice) => write_slice(*slice, label),
            Selector::Filter(_) => write!(label, "?"),
        };
    }
    label.push(']');
}

fn write_slice(slice: Slice, label: &mut String) -> std::fmt::Result {
    let bound = |bound: Option<i64>| bound.map_or_else(String::new, |b| b.to_string());
    write!(label, "{}:{}", bound(slice.start), bound(slice.end))?;
    if slice.step == 1 { Ok(()) } else { write!(label, ":{}", slice.step) }
}
