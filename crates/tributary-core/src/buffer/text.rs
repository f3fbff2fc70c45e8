//! A ring of texts that seldom repeat, end to end in one ring of bytes.

use std::collections::VecDeque;

/// Texts in order; the oldest ones leave at the front.
#[derive(Clone, Debug, Default)]
pub struct TextRing {
    bytes: VecDeque<u8>,
    lengths: VecDeque<u32>,
}

impl TextRing {
    /// `length` empty texts.
    #[must_use]
    pub fn empties(length: usize) -> Self {
        Self { bytes: VecDeque::new(), lengths: std::iter::repeat_n(0, length).collect() }
    }

    /// The texts, end to end, in two halves.
    #[must_use]
    pub fn bytes(&self) -> [&[u8]; 2] {
        super::halves(&self.bytes)
    }

    /// Each text's length in bytes.
    pub fn lengths(&self) -> impl ExactSizeIterator<Item = u32> {
        self.lengths.iter().copied()
    }

    /// The texts one by one, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = String> {
        let mut start = 0;
        self.lengths.iter().map(move |&length| {
            let bytes: Vec<u8> = self.bytes.range(start..start + length as usize).copied().collect();
            start += length as usize;
            // Only whole texts were pushed.
            String::from_utf8_lossy(&bytes).into_owned()
        })
    }

    /// Appends a text.
    pub fn push(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
        // A message, and so a text of it, is limited far below 2^32 bytes.
        self.lengths.push_back(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }

    /// Drops the oldest text.
    pub fn pop(&mut self) {
        if let Some(length) = self.lengths.pop_front() {
            self.bytes.drain(..length as usize);
        }
    }
}
