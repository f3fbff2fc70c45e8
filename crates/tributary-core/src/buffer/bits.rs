//! A ring of bits, packed.

use std::collections::VecDeque;

use super::place::Place;
use super::room;

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

    /// Puts a bit at a place.
    pub fn put(&mut self, place: Place, bit: bool) {
        match place {
            Place::Back => self.push(bit),
            Place::Before(at) => self.insert(at, bit),
            Place::Over(at) => self.set(at, bit),
        }
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

    /// Changes the bit at a position; beyond the last one, nothing.
    fn set(&mut self, at: usize, bit: bool) {
        if at < self.length {
            let place = self.offset + at;
            let word = &mut self.words[place / 64];
            *word = *word & !(1 << (place % 64)) | u64::from(bit) << (place % 64);
        }
    }

    /// Inserts a bit; the later ones move by one, a word at a time.
    fn insert(&mut self, at: usize, bit: bool) {
        self.push(false);
        let place = self.offset + at.min(self.length - 1);
        let first = place / 64;
        for i in (first + 1..self.words.len()).rev() {
            self.words[i] = self.words[i] << 1 | self.words[i - 1] >> 63;
        }
        let (word, below) = (self.words[first], (1u64 << (place % 64)) - 1);
        self.words[first] = word & below | (word & !below) << 1 | u64::from(bit) << (place % 64);
    }

    /// Keeps the bits at the positions that `keep` says.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        let mut kept = Self::default();
        (0..self.length).filter(|&at| keep(at)).filter_map(|at| self.get(at)).for_each(|bit| kept.push(bit));
        *self = kept;
    }

    pub(super) fn give_back(&mut self) {
        room::give_back(&mut self.words);
    }

    pub(super) fn memory(&self) -> usize {
        room::of(&self.words)
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
