//! Repeated member names: the last one's value at the first one's place.

use super::text::Text;
use super::{Node, Tape};

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
    /// An object's members.
    members: Vec<u32>,
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
        for _ in 0..len {
            members.push(at);
            at += nodes[at as usize].size;
        }
        let name = |id: u32| nodes[id as usize].name(text);
        members.sort_unstable_by(|&a, &b| name(a).order(name(b)).then(a.cmp(&b)));
        for same in members.chunk_by(|&a, &b| name(a).says(name(b))) {
            if let [first, rest @ .., last] = same {
                duplicates.found.push((*first, Some(*last)));
                duplicates.found.extend(rest.iter().chain([last]).map(|&id| (id, None)));
            }
        }
    }

    /// Writes the nodes from `root` on again, each repeated member once.
    pub(super) fn drop_duplicates(&mut self, root: usize) {
        let mut duplicates = std::mem::take(&mut self.duplicates);
        duplicates.found.sort_unstable();
        let mut kept = std::mem::take(&mut duplicates.kept);
        kept.clear();
        self.keep(root as u32, &duplicates, &mut kept);
        self.nodes.truncate(root);
        self.nodes.extend_from_slice(&kept);
        duplicates.kept = kept;
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
