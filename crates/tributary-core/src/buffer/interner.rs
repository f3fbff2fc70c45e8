//! Things by a small number: each kept once, for as long as a row has it.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::room;

/// Entries, text or keys made of several cells, by code. An entry dies with its last row, and its code is used again.
#[derive(Debug, Default)]
pub(super) struct Interner {
    entries: Vec<Entry>,
    free: Vec<u32>,
    /// By a hash that is quick for short texts; its seed is random, so that nobody can make entries collide on purpose.
    codes: HashMap<Rc<[u8]>, u32, RandomState>,
    /// What the living entries' own bytes come to.
    bytes: usize,
}

#[derive(Debug)]
struct Entry {
    /// `None` where the code is free.
    key: Option<Rc<[u8]>>,
    rows: u32,
}

impl Interner {
    /// How many entries live.
    pub(super) fn len(&self) -> usize {
        self.codes.len()
    }

    /// The entry of each code; `None` where the code is free.
    pub(super) fn entries(&self) -> impl ExactSizeIterator<Item = Option<&[u8]>> {
        self.entries.iter().map(|e| e.key.as_deref())
    }

    /// The entry of a code.
    pub(super) fn get(&self, code: u32) -> Option<&[u8]> {
        self.entries.get(code as usize)?.key.as_deref()
    }

    /// The code of an entry.
    pub(super) fn code(&self, key: &[u8]) -> Option<u32> {
        self.codes.get(key).copied()
    }

    /// How many rows have a code.
    pub(super) fn rows(&self, code: u32) -> u32 {
        self.entries.get(code as usize).map_or(0, |e| e.rows)
    }

    /// One row more for a code that is in use.
    pub(super) fn acquire(&mut self, code: u32) {
        if let Some(entry) = self.entries.get_mut(code as usize) {
            entry.rows += 1;
        }
    }

    /// One row more for an entry, which is made where it is not there yet; its code.
    pub(super) fn intern(&mut self, key: &[u8]) -> u32 {
        if let Some(code) = self.code(key) {
            self.acquire(code);
            return code;
        }
        let shared: Rc<[u8]> = key.into();
        let entry = Entry { key: Some(Rc::clone(&shared)), rows: 1 };
        self.bytes += key.len();
        let code = match self.free.pop() {
            Some(code) => {
                self.entries[code as usize] = entry;
                code
            }
            None => {
                self.entries.push(entry);
                // Codes are at most as many as a buffer's rows, which a limit keeps far below 2^32.
                (self.entries.len() - 1) as u32
            }
        };
        self.codes.insert(shared, code);
        code
    }

    /// One row less for a code; whether its entry is gone. A code that is not in use is none.
    pub(super) fn release(&mut self, code: u32) -> bool {
        let Some(entry) = self.entries.get_mut(code as usize) else { return false };
        entry.rows = entry.rows.saturating_sub(1);
        let Some(key) = entry.key.take_if(|_| entry.rows == 0) else { return false };
        self.bytes -= key.len();
        self.codes.remove(&key);
        self.free.push(code);
        true
    }

    /// Gives back the room of entries that are gone. `Some` where codes have changed: the new one by the old one.
    pub(super) fn give_back(&mut self) -> Option<Vec<u32>> {
        if room::is_wasted(self.codes.capacity(), self.codes.len()) {
            self.codes.shrink_to(self.codes.len() * 2);
        }
        if !room::is_wasted(self.entries.capacity(), self.codes.len()) {
            return None;
        }
        let mut next = 0;
        let mut renumber = |entry: &Entry| {
            let code = next;
            next += u32::from(entry.key.is_some());
            code
        };
        let codes: Vec<u32> = self.entries.iter().map(&mut renumber).collect();
        self.entries.retain(|e| e.key.is_some());
        self.entries.shrink_to(self.entries.len() * 2);
        self.free = Vec::new();
        for code in self.codes.values_mut() {
            *code = codes[*code as usize];
        }
        Some(codes)
    }

    /// What all of it takes, about, in bytes.
    pub(super) fn memory(&self) -> usize {
        // A shared entry has two counters before its bytes; a hash table has a byte of its own for each place.
        let shared = self.len() * 2 * size_of::<usize>() + self.bytes;
        let entries = self.entries.capacity() * size_of::<Entry>() + self.free.capacity() * size_of::<u32>();
        shared + entries + self.codes.capacity() * (size_of::<(Rc<[u8]>, u32)>() + 1)
    }
}
