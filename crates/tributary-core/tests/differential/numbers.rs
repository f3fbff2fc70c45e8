//! Numbers, alone and many of them.

use crate::documents::Writer;
use crate::words::{NO_NUMBERS, NUMBERS};

impl Writer<'_> {
    /// Many short numbers, as in order books and curves, for readers that take many of them at a time.
    pub(crate) fn numbers(&mut self) {
        for i in 0..self.rng.usize(8..48) {
            if i > 0 {
                self.token(",");
            }
            let is_pair = self.one_in(4);
            if is_pair {
                self.token("[");
                self.short_number();
                self.token(",");
            }
            self.short_number();
            if is_pair {
                self.token("]");
            }
        }
    }

    fn short_number(&mut self) {
        if self.slips() {
            return self.one_of(&NO_NUMBERS);
        }
        if self.one_in(4) {
            self.token("-");
        }
        let number = self.rng.u32(..100_000);
        self.put(&number.to_string());
        if self.rng.bool() {
            self.token(".");
            let decimals = self.rng.u32(..1_000);
            self.put(&decimals.to_string());
        }
    }

    pub(crate) fn number(&mut self) {
        if self.slips() {
            return self.one_of(&NO_NUMBERS);
        }
        if self.one_in(4) {
            return self.one_of(&NUMBERS);
        }
        if self.one_in(4) {
            self.token("-");
        }
        if self.one_in(3) {
            self.token("0");
        } else {
            self.out.push(self.rng.u8(b'1'..=b'9'));
            self.digits(0);
        }
        if self.one_in(2) {
            self.token(".");
            self.digits(1);
        }
        if self.one_in(5) {
            self.one_of(&["e", "E"]);
            self.one_of(&["", "+", "-"]);
            self.digits(1);
        }
    }

    /// Few digits, or more than a double holds.
    fn digits(&mut self, least: usize) {
        let most = [3, 24, 400][usize::from(self.one_in(8)) + usize::from(self.one_in(400))];
        for _ in 0..self.rng.usize(least..=most) {
            self.out.push(self.rng.u8(b'0'..=b'9'));
        }
    }
}
