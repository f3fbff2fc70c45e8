//! A ring of texts that seldom repeat, in one ring of bytes.

use std::collections::VecDeque;

use super::place::Place;
use super::room;

/// Texts in order; the oldest ones leave at the front.
///
/// New text always goes to the end of the bytes, so that a row in the middle costs no move of what stands after it.
/// Bytes that no row has any more, and rows that do not stand in the order of their bytes, are put right by
/// `pack`: before the texts are read, and when half of the bytes are wasted.
#[derive(Clone, Debug, Default)]
pub struct TextRing {
    bytes: VecDeque<u8>,
    spans: VecDeque<Span>,
    /// What [`Span::start`] is for the first of the bytes.
    base: usize,
    /// How many bytes rows have.
    live: usize,
    layout: Layout,
}

/// Where a row's text is.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    /// Counts all bytes that ever came, and may wrap: only differences count.
    start: usize,
    length: u32,
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
        Self { spans: std::iter::repeat_n(Span::default(), length).collect(), ..Self::default() }
    }

    /// The texts, end to end, in two halves: as long as a buffer's contents are being read, or nothing but
    /// [`Self::push`] and [`Self::pop`] has happened.
    #[must_use]
    pub fn bytes(&self) -> [&[u8]; 2] {
        super::halves(&self.bytes)
    }

    /// Each text's length in bytes.
    pub fn lengths(&self) -> impl ExactSizeIterator<Item = u32> {
        self.spans.iter().map(|span| span.length)
    }

    /// The texts one by one, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        self.spans.iter().map(|&span| {
            let bytes: Vec<u8> = self.bytes.range(self.range(span)).copied().collect();
            // Only whole texts were put.
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.put(Place::Back, text);
    }

    /// Puts a text at a place.
    pub fn put(&mut self, place: Place, text: &str) {
        // A message, and so a text of it, is limited far below 2^32 bytes.
        let span = Span { start: self.base.wrapping_add(self.bytes.len()), length: text.len() as u32 };
        self.bytes.extend(text.as_bytes());
        self.live += text.len();
        if place != Place::Back {
            self.layout = Layout::Scattered;
        }
        if let Some(old) = place.put(&mut self.spans, span) {
            self.live -= old.length as usize;
            self.pack_if_wasteful();
        }
    }

    /// Drops the oldest text.
    pub fn pop(&mut self) {
        let Some(span) = self.spans.pop_front() else { return };
        self.live -= span.length as usize;
        if self.live == 0 {
            self.base = self.base.wrapping_add(self.bytes.len());
            self.bytes.clear();
            self.layout = Layout::Packed;
        } else if self.range(span).start == 0 {
            self.bytes.drain(..span.length as usize);
            self.base = self.base.wrapping_add(span.length as usize);
        }
        self.pack_if_wasteful();
    }

    /// Keeps the texts at the positions that `keep` says.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        room::retain(&mut self.spans, keep);
        self.live = self.lengths().map(|length| length as usize).sum();
        self.layout = Layout::Scattered;
        self.pack_if_wasteful();
    }

    /// Puts the bytes end to end in the order of the rows.
    pub(super) fn pack(&mut self) {
        if self.layout == Layout::Packed {
            return;
        }
        let mut bytes = VecDeque::with_capacity(self.live);
        for at in 0..self.spans.len() {
            let range = self.range(self.spans[at]);
            self.spans[at].start = bytes.len();
            bytes.extend(self.bytes.range(range));
        }
        (self.bytes, self.base, self.layout) = (bytes, 0, Layout::Packed);
    }

    pub(super) fn give_back(&mut self) {
        room::give_back(&mut self.bytes);
        room::give_back(&mut self.spans);
    }

    /// How many bytes the texts have.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    pub(super) fn memory(&self) -> usize {
        room::of(&self.bytes) + room::of(&self.spans)
    }

    fn pack_if_wasteful(&mut self) {
        if self.bytes.len() > 2 * self.live + SLACK {
            self.pack();
        }
    }

    fn range(&self, span: Span) -> std::ops::Range<usize> {
        if span.length == 0 {
            return 0..0;
        }
        let start = span.start.wrapping_sub(self.base);
        start..start + span.length as usize
    }
}
