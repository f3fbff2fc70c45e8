//! Repeated member names: the last one's value at the first one's place.

use super::text::Text;
use super::{Document, Node, Tape};
use crate::sort::heap_sort;

/// Which names an object may have had already: never misses a repetition, and rarely suspects one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameSet {
    seen: u64,
    suspect: bool,
}

impl NameSet {
    pub(super) fn add(&mut self, name: &[u8], escaped: bool) {
        // Two different writings of one name can only be told by what they say.
        let ends = match name {
            [] => 0,
            [only] => usize::from(*only),
            [first, .., last] => usize::from(*first) + 7 * usize::from(*last),
        };
        let bit = 1 << ((ends + 29 * name.len()) & 63);
        self.suspect |= escaped || self.seen & bit != 0;
        self.seen |= bit;
    }

    pub(super) fn may_repeat(self) -> bool {
        self.suspect
    }
}

/// The repeated members of a text, and memory for putting them right.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    /// A member, and the one that stands in its place; `None`: it is left out. Ascending when used.
    found: Vec<(u32, Option<u32>)>,
    /// An object's members, each after a hash of its name.
    members: Vec<(u32, u32)>,
    /// The nodes that stay.
    kept: Vec<Node>,
}

impl Duplicates {
    pub(super) fn clear(&mut self) {
        self.found.clear();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn of(&self, id: u32) -> Option<Option<u32>> {
        self.found.binary_search_by_key(&id, |&(member, _)| member).ok().map(|at| self.found[at].1)
    }
}

impl Node {
    pub(super) fn name<'a>(&self, text: &'a str) -> Text<'a> {
        let raw = text.get(self.name_start as usize..self.name_end as usize).unwrap_or_default();
        Text { raw, escaped: self.name_escaped }
    }
}

impl Tape {
    /// Notes the repeated names among the `len` members from `first` on.
    pub(super) fn find_duplicates(&mut self, first: usize, len: u32, text: &str) {
        let Self { nodes, duplicates } = self;
        let members = &mut duplicates.members;
        members.clear();
        let mut at = first as u32;
        let name = |id: u32| nodes[id as usize].name(text);
        for _ in 0..len {
            // FNV-1a, over characters: names that say the same have the same.
            let hash = name(at).code_points().fold(0x811c_9dc5, |hash: u32, c| (hash ^ c).wrapping_mul(0x0100_0193));
            members.push((hash, at));
            at += nodes[at as usize].size;
        }
        heap_sort(members, |a, b| a < b);
        for alike in members.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            // Whoever makes hashes meet on purpose gains nothing: names are sorted too.
            heap_sort(alike, |a, b| name(a.1).order(name(b.1)).then(a.1.cmp(&b.1)).is_lt());
            for same in alike.chunk_by(|a, b| name(a.1).says(name(b.1))) {
                if let [first, rest @ .., last] = same {
                    duplicates.found.push((first.1, Some(last.1)));
                    duplicates.found.extend(rest.iter().chain([last]).map(|&(_, id)| (id, None)));
                }
            }
        }
    }

    /// Writes the nodes again, each repeated member once.
    pub(super) fn drop_duplicates(&mut self) {
        let mut duplicates = std::mem::take(&mut self.duplicates);
        heap_sort(&mut duplicates.found, |a, b| a.0 < b.0);
        let mut kept = std::mem::take(&mut duplicates.kept);
        kept.clear();
        self.keep(Document::ROOT.0, &duplicates, &mut kept);
        duplicates.kept = std::mem::replace(&mut self.nodes, kept);
        self.duplicates = duplicates;
    }

    /// Recursion is as deep as the text nests, which is bounded.
    fn keep(&self, id: u32, duplicates: &Duplicates, kept: &mut Vec<Node>) {
        let place = kept.len();
        let node = self.nodes[id as usize];
        kept.push(node);
        let (mut child, mut len) = (id + 1, 0);
        while child < id + node.size {
            let stands = duplicates.of(child).unwrap_or(Some(child));
            if let Some(stands) = stands {
                self.keep(stands, duplicates, kept);
                len += 1;
            }
            child += self.nodes[child as usize].size;
        }
        let size = (kept.len() - place) as u32;
        (kept[place].size, kept[place].len) = (size, len);
    }
}
