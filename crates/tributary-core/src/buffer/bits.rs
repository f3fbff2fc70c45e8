//! A ring of bits, packed.

use std::collections::VecDeque;

/// Bits in order; the oldest ones leave at the front.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: VecDeque<u64>,
    /// Where the first bit stands in the first word, 0 to 63.
    offset: usize,
    length: usize,
}

impl Bits {
    /// `length` bits, all the same.
    #[must_use]
    pub fn filled(bit: bool, length: usize) -> Self {
        let word = if bit { u64::MAX } else { 0 };
        Self { words: std::iter::repeat_n(word, length.div_ceil(64)).collect(), offset: 0, length }
    }

    /// How many bits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no bit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bit at a position, 0 being the oldest.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<bool> {
        let place = self.offset + at;
        (at < self.length).then(|| (self.words[place / 64] >> (place % 64)) & 1 == 1)
    }

    /// Appends a bit.
    pub fn push(&mut self, bit: bool) {
        let at = (self.offset + self.length) % 64;
        if at == 0 {
            self.words.push_back(0);
        }
        if let Some(last) = self.words.back_mut() {
            *last = *last & !(1 << at) | u64::from(bit) << at;
        }
        self.length += 1;
    }

    /// Drops the oldest bit and tells it.
    pub fn pop(&mut self) -> Option<bool> {
        let bit = self.get(0)?;
        self.offset += 1;
        self.length -= 1;
        if self.offset == 64 || self.length == 0 {
            // An emptied ring starts anew at a word's first bit.
            self.offset = 0;
            self.words.pop_front();
        }
        Some(bit)
    }

    /// The bits packed from the first on, the least significant bit of each byte first; unused ones are 0.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let shift = self.offset;
        let mut bytes = Vec::with_capacity(self.length.div_ceil(8) + 8);
        for (i, &word) in self.words.iter().enumerate() {
            let next = self.words.get(i + 1).copied().unwrap_or(0);
            let joined = if shift == 0 { word } else { word >> shift | next << (64 - shift) };
            bytes.extend_from_slice(&joined.to_le_bytes());
        }
        bytes.truncate(self.length.div_ceil(8));
        if let (Some(last), rest @ 1..) = (bytes.last_mut(), self.length % 8) {
            *last &= (1 << rest) - 1;
        }
        bytes
    }
}
