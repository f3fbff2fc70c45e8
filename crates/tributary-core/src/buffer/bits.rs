//! A ring of bits, packed.

use super::Ring;
use super::place::Place;

/// How many bits there are in a word.
const WORD: usize = 32;

/// Bits in order; the oldest ones leave at the front.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    words: Ring<u32>,
    /// Where the first bit stands in the first word, 0 to 31.
    offset: usize,
    length: usize,
}

impl Bits {
    /// `length` bits, all the same.
    #[must_use]
    pub fn filled(bit: bool, length: usize) -> Self {
        let word = if bit { u32::MAX } else { 0 };
        Self { words: Ring::filled(word, length.div_ceil(WORD)), offset: 0, length }
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
        (at < self.length).then(|| self.word(place / WORD) >> (place % WORD) & 1 == 1)
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
        let at = (self.offset + self.length) % WORD;
        if at == 0 {
            self.words.push_back(0);
        }
        if let Some(last) = self.words.last_mut() {
            *last = with(*last, at, bit);
        }
        self.length += 1;
    }

    /// Drops the oldest bit and tells it.
    pub fn pop(&mut self) -> Option<bool> {
        let bit = self.get(0)?;
        self.offset += 1;
        self.length -= 1;
        if self.offset == WORD || self.length == 0 {
            // An emptied ring starts anew at a word's first bit.
            self.offset = 0;
            self.words.pop_front(1);
        }
        Some(bit)
    }

    /// Changes the bit at a position; beyond the last one, nothing.
    fn set(&mut self, at: usize, bit: bool) {
        if at < self.length {
            let place = self.offset + at;
            self.words.replace(place / WORD, with(self.word(place / WORD), place % WORD, bit));
        }
    }

    /// Inserts a bit; the later ones move by one, a word at a time.
    #[cold]
    #[inline(never)]
    fn insert(&mut self, at: usize, bit: bool) {
        self.push(false);
        let place = self.offset + at.min(self.length - 1);
        let first = place / WORD;
        for i in (first + 1..self.words.len()).rev() {
            self.words.replace(i, self.word(i) << 1 | self.word(i - 1) >> (WORD - 1));
        }
        let (word, below) = (self.word(first), (1 << (place % WORD)) - 1);
        self.words.replace(first, word & below | (word & !below) << 1 | u32::from(bit) << (place % WORD));
    }

    #[inline(never)]
    fn word(&self, at: usize) -> u32 {
        self.words.get(at).unwrap_or(0)
    }

    /// Keeps the bits at the positions that `keep` says.
    #[cold]
    #[inline(never)]
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        let mut kept = Self::default();
        (0..self.length).filter(|&at| keep(at)).filter_map(|at| self.get(at)).for_each(|bit| kept.push(bit));
        *self = kept;
    }

    pub(super) fn give_back(&mut self) {
        self.words.give_back();
    }

    pub(super) fn memory(&self) -> usize {
        self.words.memory()
    }

    /// The bits packed from the first on, the least significant bit of each byte first; unused ones are 0.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let shift = self.offset;
        let mut bytes = Vec::with_capacity(self.length.div_ceil(8) + 4);
        for i in 0..self.words.len() {
            let joined = u64::from(self.word(i)) | u64::from(self.word(i + 1)) << WORD;
            bytes.extend_from_slice(&((joined >> shift) as u32).to_le_bytes());
        }
        bytes.truncate(self.length.div_ceil(8));
        if let (Some(last), rest @ 1..) = (bytes.last_mut(), self.length % 8) {
            *last &= (1 << rest) - 1;
        }
        bytes
    }
}

/// A word with a bit changed.
fn with(word: u32, at: usize, bit: bool) -> u32 {
    word & !(1 << at) | u32::from(bit) << at
}
