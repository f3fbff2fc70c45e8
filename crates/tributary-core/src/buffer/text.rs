//! A ring of texts that seldom repeat, in one ring of bytes.

use std::ops::Range;

use super::Ring;
use super::place::Place;

/// Texts in order; the oldest ones leave at the front.
///
/// New text always goes to the end of the bytes, so that a row in the middle costs no move of what stands after it.
/// Bytes that no row has any more, and rows that do not stand in the order of their bytes, are put right by
/// `pack`: before the texts are read, and when half of the bytes are wasted.
#[derive(Clone, Debug, Default)]
pub struct TextRing {
    bytes: Ring<u8>,
    /// Where each row's text starts. Counts all bytes that ever came, and wraps: only differences count.
    starts: Ring<u32>,
    /// How many bytes each row's text has.
    lengths: Ring<u32>,
    /// What a start is that is the first of the bytes.
    base: u32,
    /// How many bytes rows have.
    live: usize,
    layout: Layout,
}

/// How the bytes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Layout {
    /// End to end in the order of the rows.
    #[default]
    Packed,
    /// In the order in which they came, with gaps.
    Scattered,
}

/// So many wasted bytes are borne.
const SLACK: usize = 4096;

impl TextRing {
    /// `length` empty texts.
    #[must_use]
    pub fn empties(length: usize) -> Self {
        Self { starts: Ring::filled(0, length), lengths: Ring::filled(0, length), ..Self::default() }
    }

    /// The texts, end to end: as long as a buffer's contents are being read, or nothing but [`Self::push`] and
    /// [`Self::pop`] has happened.
    #[must_use]
    pub fn bytes(&self) -> &Ring<u8> {
        &self.bytes
    }

    /// Each text's length in bytes.
    #[must_use]
    pub fn lengths(&self) -> &Ring<u32> {
        &self.lengths
    }

    /// The texts one by one, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        (0..self.lengths.len()).map(|row| self.get(row))
    }

    /// A row's text.
    pub(super) fn get(&self, row: usize) -> String {
        let mut bytes = Vec::new();
        self.bytes.read(self.range(row), |some| bytes.extend_from_slice(some));
        // Only whole texts were put.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.put(Place::Back, text);
    }

    /// Puts a text at a place.
    pub fn put(&mut self, place: Place, text: &str) {
        // A message, and so a text of it, is limited far below 2^32 bytes.
        self.starts.put(place, self.base.wrapping_add(self.bytes.len() as u32));
        let old = self.lengths.put(place, text.len() as u32);
        self.bytes.extend(text.as_bytes());
        self.live += text.len();
        if place != Place::Back {
            self.layout = Layout::Scattered;
        }
        if let Some(old) = old {
            self.live -= old as usize;
            self.pack_if_wasteful();
        }
    }

    /// Drops the oldest text.
    pub fn pop(&mut self) {
        if self.lengths.is_empty() {
            return;
        }
        let text = self.range(0);
        self.starts.pop_front(1);
        self.lengths.pop_front(1);
        self.live -= text.len();
        if self.live == 0 {
            self.drop_bytes(self.bytes.len());
            self.layout = Layout::Packed;
        } else if text.start == 0 {
            self.drop_bytes(text.len());
        }
        self.pack_if_wasteful();
    }

    /// Keeps the texts at the positions that `keep` says.
    #[cold]
    #[inline(never)]
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        self.starts.retain(keep);
        self.lengths.retain(keep);
        self.live = self.lengths.iter().map(|length| length as usize).sum();
        self.layout = Layout::Scattered;
        self.pack_if_wasteful();
    }

    /// Puts the bytes end to end in the order of the rows.
    #[cold]
    #[inline(never)]
    pub(super) fn pack(&mut self) {
        if self.layout == Layout::Packed {
            return;
        }
        let mut bytes = Ring::default();
        for row in 0..self.lengths.len() {
            let range = self.range(row);
            self.starts.replace(row, bytes.len() as u32);
            self.bytes.read(range, |some| bytes.extend(some));
        }
        (self.bytes, self.base, self.layout) = (bytes, 0, Layout::Packed);
    }

    pub(super) fn give_back(&mut self) {
        self.bytes.give_back();
        self.starts.give_back();
        self.lengths.give_back();
    }

    /// How many bytes the texts have.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    pub(super) fn memory(&self) -> usize {
        self.bytes.memory() + self.starts.memory() + self.lengths.memory()
    }

    fn pack_if_wasteful(&mut self) {
        if self.bytes.len() > 2 * self.live + SLACK {
            self.pack();
        }
    }

    fn drop_bytes(&mut self, bytes: usize) {
        self.bytes.pop_front(bytes);
        self.base = self.base.wrapping_add(bytes as u32);
    }

    /// Where a row's text is in the bytes.
    #[inline(never)]
    fn range(&self, row: usize) -> Range<usize> {
        match (self.starts.get(row), self.lengths.get(row)) {
            (Some(start), Some(length @ 1..)) => {
                let start = start.wrapping_sub(self.base) as usize;
                start..start + length as usize
            }
            _ => 0..0,
        }
    }
}
