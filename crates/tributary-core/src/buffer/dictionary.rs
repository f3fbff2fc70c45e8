//! A ring of interned values: a repeated one costs four bytes a row.

use super::Ring;
use super::interner::Interner;
use super::place::Place;

/// A code per row; an entry dies with its last row, and its code is used again.
#[derive(Debug, Default)]
pub struct Dictionary {
    codes: Ring<u32>,
    interner: Interner,
}

impl Dictionary {
    /// The code of a row without a value.
    pub const NULL: u32 = u32::MAX;

    /// `length` rows without a value.
    #[must_use]
    pub fn nulls(length: usize) -> Self {
        Self { codes: Ring::filled(Self::NULL, length), ..Self::default() }
    }

    /// A code per row; [`Self::NULL`] where there is no value.
    #[must_use]
    pub fn codes(&self) -> &Ring<u32> {
        &self.codes
    }

    /// The entry of each code; `None` where a code is free.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Option<&[u8]>> {
        self.interner.entries()
    }

    /// How many entries rows have.
    #[must_use]
    pub fn live(&self) -> usize {
        self.interner.len()
    }

    /// The entry of each row, the oldest first; `None` where there is no value.
    pub fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> {
        self.codes.iter().map(|code| self.interner.get(code))
    }

    /// A row's code.
    pub(super) fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row)
    }

    /// A row's entry; `None` where it has no value.
    pub(super) fn get(&self, row: usize) -> Option<&[u8]> {
        self.interner.get(self.code(row)?)
    }

    /// Appends a row.
    pub fn push(&mut self, key: Option<&[u8]>) {
        self.put(Place::Back, key);
    }

    /// Puts a row at a place.
    pub fn put(&mut self, place: Place, key: Option<&[u8]>) {
        let code = key.map_or(Self::NULL, |k| self.interner.intern(k));
        self.put_code(place, code);
    }

    /// Puts a row with the code that [`Self::admit`] gave, or [`Self::NULL`].
    pub(super) fn put_code(&mut self, place: Place, code: u32) {
        if let Some(old) = self.codes.put(place, code) {
            self.interner.release(old);
        }
    }

    /// The code for one row more of an entry, which [`Self::put_code`] has to put; `None` where the entry would be
    /// one more than `limit` of them. The row at `leaving` is about to go.
    pub(super) fn admit(&mut self, key: &[u8], limit: usize, leaving: Option<usize>) -> Option<u32> {
        if let Some(code) = self.interner.code(key) {
            self.interner.acquire(code);
            return Some(code);
        }
        let leaving = leaving.and_then(|row| self.codes.get(row));
        let is_last = leaving.is_some_and(|code| self.interner.rows(code) == 1);
        (self.live() < limit + usize::from(is_last)).then(|| self.interner.intern(key))
    }

    /// Drops the oldest row.
    pub fn pop(&mut self) {
        if let Some(code) = self.codes.get(0) {
            self.codes.pop_front(1);
            self.interner.release(code);
        }
    }

    /// Keeps the rows at the positions that `keep` says.
    pub(super) fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        for (row, code) in self.codes.iter().enumerate() {
            if !keep(row) {
                self.interner.release(code);
            }
        }
        self.codes.retain(keep);
    }

    pub(super) fn give_back(&mut self) {
        self.codes.give_back();
        if let Some(renumbered) = self.interner.give_back() {
            for row in 0..self.codes.len() {
                // Rows without a value keep their code: no entry has it.
                if let Some(&code) = self.codes.get(row).and_then(|code| renumbered.get(code as usize)) {
                    self.codes.replace(row, code);
                }
            }
        }
    }

    pub(super) fn memory(&self) -> usize {
        self.codes.memory() + self.interner.memory()
    }
}
