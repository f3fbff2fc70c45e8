//! Documents: JSON, what is nearly JSON, and bytes that once were.

use fastrand::Rng;

use crate::words::*;

/// One document. A quarter are as the grammar has them, the others have slips of the grammar, damaged bytes, or both;
/// and some are the one before, damaged: what a reader has learned of that may mislead it.
pub fn document(rng: &mut Rng, before: &[u8]) -> Vec<u8> {
    let (has_slips, is_damaged) = (rng.bool(), rng.bool());
    let mut document = if rng.u8(..5) == 0 { before.to_vec() } else { written(rng, has_slips) };
    if is_damaged {
        for _ in 0..rng.usize(1..=3) {
            damage(&mut document, rng);
        }
    }
    document
}

fn written(rng: &mut Rng, has_slips: bool) -> Vec<u8> {
    let values = [1, 4, 12, 40][rng.usize(..4)];
    let mut writer = Writer { rng, out: Vec::new(), has_slips, values };
    if writer.one_in(2000) {
        writer.nested();
    } else {
        writer.value();
    }
    writer.out
}

pub(crate) struct Writer<'a> {
    pub(crate) rng: &'a mut Rng,
    pub(crate) out: Vec<u8>,
    has_slips: bool,
    /// How many values may still be begun.
    values: usize,
}

impl Writer<'_> {
    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.rng.usize(..n) == 0
    }

    /// Whether to depart from the grammar here.
    pub(crate) fn slips(&mut self) -> bool {
        self.has_slips && self.one_in(24)
    }

    pub(crate) fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn one_of(&mut self, texts: &[&str]) {
        let text = texts[self.rng.usize(..texts.len())];
        self.put(text);
    }

    /// Puts a text of the grammar, or something else, nothing or two of it.
    pub(crate) fn token(&mut self, text: &str) {
        if !self.slips() {
            return self.put(text);
        }
        match self.rng.u8(..4) {
            0 => {}
            1 => self.put(&text.repeat(2)),
            2 => self.one_of(&["'", ";", "=", "]", "}", ","]),
            _ => self.put(&format!("{text},")),
        }
    }

    fn space(&mut self) {
        if self.slips() {
            self.one_of(&NO_SPACES);
        } else if self.one_in(4) {
            self.one_of(&SPACES);
        }
    }

    fn value(&mut self) {
        self.values = self.values.saturating_sub(1);
        self.space();
        match self.rng.u8(..8) {
            0 | 1 if self.values > 0 => self.array(),
            2..=4 if self.values > 0 => self.object(),
            5 => self.literal(),
            6 => self.string(),
            _ => self.number(),
        }
        self.space();
    }

    fn array(&mut self) {
        self.token("[");
        if self.one_in(8) {
            self.numbers();
        } else {
            self.items(Self::value);
        }
        self.token("]");
    }

    fn object(&mut self) {
        self.token("{");
        self.items(|writer| {
            writer.space();
            writer.name();
            writer.space();
            writer.token(":");
            writer.value();
        });
        self.token("}");
    }

    fn items(&mut self, item: impl Fn(&mut Self)) {
        for i in 0..self.rng.usize(..6) {
            if i > 0 {
                self.token(",");
            }
            item(self);
        }
        if self.slips() {
            self.put(",");
        }
    }

    fn name(&mut self) {
        self.token("\"");
        if self.one_in(20) {
            self.one_of(&STRANGE_NAMES);
        } else {
            let among = if self.one_in(3) { NAMES.len() } else { 2 };
            for character in NAMES[self.rng.usize(..among)].chars() {
                if self.one_in(12) || matches!(character, '"' | '\\') {
                    let units =
                        character.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect::<String>();
                    self.put(&units);
                } else {
                    self.put(character.encode_utf8(&mut [0; 4]));
                }
            }
        }
        self.token("\"");
    }

    fn literal(&mut self) {
        if self.slips() {
            self.one_of(&NO_LITERALS);
        } else {
            self.one_of(&["null", "true", "false"]);
        }
    }

    /// Short or, for readers that take many bytes at a time, long.
    fn string(&mut self) {
        let most = if self.one_in(8) { 100 } else { 6 };
        self.token("\"");
        for _ in 0..self.rng.usize(..most) {
            if self.slips() {
                match self.rng.u8(..3) {
                    0 => self.one_of(&CONTROLS),
                    _ => self.one_of(&NO_ESCAPES),
                }
                continue;
            }
            match self.rng.u8(..8) {
                0 => self.one_of(&ESCAPES),
                1 => {
                    self.put("\\u");
                    self.one_of(&UNITS);
                }
                2 | 3 => self.one_of(&CHARACTERS),
                _ => self.out.push(self.rng.alphanumeric() as u8),
            }
        }
        self.token("\"");
    }

    /// Arrays and objects in one another, up to the limit and over it.
    fn nested(&mut self) {
        let depth = if self.one_in(8) { 5000 } else { self.rng.usize(510..=514) };
        let mut ends = Vec::new();
        for _ in 0..depth {
            let (begin, end) = if self.rng.bool() { ("[", "]") } else { ("{\"a\":", "}") };
            self.put(begin);
            ends.push(end);
        }
        self.values = 1;
        self.value();
        ends.iter().rev().for_each(|end| self.token(end));
    }
}

/// Damages a document at one place.
fn damage(document: &mut Vec<u8>, rng: &mut Rng) {
    let at = rng.usize(..=document.len());
    let end = (at + rng.usize(1..=4)).min(document.len());
    let mark = rng.usize(..MARKS.len());
    let shrapnel = if rng.bool() { SHRAPNEL[rng.usize(..SHRAPNEL.len())] } else { &MARKS[mark..=mark] };
    match rng.u8(..8) {
        0 => document.truncate(at),
        1 => drop(document.drain(at..end)),
        2 => document.extend_from_within(at..),
        3 => document.insert(at, rng.u8(..)),
        4 if at < document.len() => document[at] = rng.u8(..),
        4 | 5 => drop(document.splice(at..end, shrapnel.iter().copied())),
        6 if at > 0 && at < document.len() => document.swap(at - 1, at),
        _ => drop(document.splice(at..at, shrapnel.iter().copied())),
    }
}
