//! A ring of interned strings: a repeated one costs four bytes a row.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

/// Text by code; an entry dies with its last row, and its code is used again.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    codes: VecDeque<u32>,
    entries: Vec<Entry>,
    free: Vec<u32>,
    by_text: HashMap<Rc<str>, u32>,
}

#[derive(Clone, Debug)]
struct Entry {
    text: Rc<str>,
    rows: u32,
}

impl Dictionary {
    /// The code of a row without a value.
    pub const NULL: u32 = u32::MAX;

    /// `length` rows without a value.
    #[must_use]
    pub fn nulls(length: usize) -> Self {
        Self { codes: std::iter::repeat_n(Self::NULL, length).collect(), ..Self::default() }
    }

    /// A code per row, the oldest first, in two halves; [`Self::NULL`] where there is no value.
    #[must_use]
    pub fn codes(&self) -> [&[u32]; 2] {
        super::halves(&self.codes)
    }

    /// The text of each code; empty where a code is free.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|e| e.text.as_ref())
    }

    /// The text of each row, the oldest first; `None` where there is no value.
    pub fn iter(&self) -> impl Iterator<Item = Option<&str>> {
        self.codes.iter().map(|&code| self.entries.get(code as usize).map(|e| e.text.as_ref()))
    }

    /// Appends a row.
    pub fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(Self::NULL, |t| self.intern(t));
        self.codes.push_back(code);
    }

    /// Drops the oldest row.
    pub fn pop(&mut self) {
        let Some(code) = self.codes.pop_front() else { return };
        let Some(entry) = self.entries.get_mut(code as usize) else { return };
        entry.rows -= 1;
        if entry.rows == 0 {
            self.by_text.remove(&entry.text);
            entry.text = Rc::from("");
            self.free.push(code);
        }
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&code) = self.by_text.get(text) {
            self.entries[code as usize].rows += 1;
            return code;
        }
        let text: Rc<str> = text.into();
        let entry = Entry { text: Rc::clone(&text), rows: 1 };
        let code = match self.free.pop() {
            Some(code) => {
                self.entries[code as usize] = entry;
                code
            }
            None => {
                self.entries.push(entry);
                // Codes are fewer than a buffer's rows, which a limit keeps far below 2^32.
                u32::try_from(self.entries.len() - 1).unwrap_or(Self::NULL)
            }
        };
        self.by_text.insert(text, code);
        code
    }
}
