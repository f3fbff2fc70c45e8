//! Reading a time's text from left to right.

/// English months, in order: three letters, or all of them.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// English days of the week from Sunday: three letters, or all of them.
pub(super) const DAYS: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/// What is left of the text. A method that finds nothing it looks for takes nothing.
pub(super) struct Scan<'a> {
    rest: &'a [u8],
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.as_bytes() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes an ASCII letter, if one is next.
    pub(super) fn letter(&mut self) -> Option<u8> {
        let (&letter, rest) = self.rest.split_first().filter(|(b, _)| b.is_ascii_alphabetic())?;
        self.rest = rest;
        Some(letter.to_ascii_lowercase())
    }

    /// Whether all that is left is one pair of brackets with something in between.
    pub(super) fn is_bracketed(&self) -> bool {
        matches!(self.rest, [b'[', name @ .., b']'] if !name.is_empty() && !name.contains(&b']'))
    }

    /// Takes a byte, if it is next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((&first, rest)) if first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes a word, its ASCII letters in either case.
    #[inline(never)]
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        match self.rest.split_at_checked(word.len()) {
            Some((head, rest)) if head.eq_ignore_ascii_case(word.as_bytes()) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// White space, if there is any: ASCII's, and the no-break spaces that `toLocaleString` writes.
    #[inline(never)]
    pub(super) fn skip_space(&mut self) {
        while let [b' ' | b'\t'..=b'\r', rest @ ..] | [0xc2, 0xa0, rest @ ..] | [0xe2, 0x80, 0xaf, rest @ ..] =
            self.rest
        {
            self.rest = rest;
        }
    }

    /// How many of the next bytes are digits.
    pub(super) fn digits(&self) -> usize {
        self.rest.iter().take_while(|b| b.is_ascii_digit()).count()
    }

    /// As many digits as there are, from `fewest` to `most`, which is at most 18.
    #[inline(never)]
    pub(super) fn number(&mut self, fewest: usize, most: usize) -> Option<i64> {
        let (mut value, mut found) = (0, 0);
        for byte in self.rest.iter().take(most).take_while(|b| b.is_ascii_digit()) {
            value = value * 10 + i64::from(byte - b'0');
            found += 1;
        }
        if found < fewest {
            return None;
        }
        self.rest = self.rest.get(found..).unwrap_or_default();
        Some(value)
    }

    /// Exactly two digits.
    pub(super) fn two(&mut self) -> Option<i64> {
        let [a @ b'0'..=b'9', b @ b'0'..=b'9', rest @ ..] = self.rest else { return None };
        self.rest = rest;
        Some(i64::from(a - b'0') * 10 + i64::from(b - b'0'))
    }

    /// A sign, if there is one; whether it is a minus.
    pub(super) fn sign(&mut self) -> Option<bool> {
        if self.eat(b'-') { Some(true) } else { self.eat(b'+').then_some(false) }
    }

    /// The decimals of a second, as many as there are or exactly so many, as attoseconds; those after the
    /// eighteenth are cut off.
    #[inline(never)]
    pub(super) fn fraction(&mut self, exactly: Option<u8>) -> Option<u64> {
        let most = exactly.map_or(usize::MAX, usize::from);
        let (mut value, mut unit, mut found) = (0, 100_000_000_000_000_000, 0);
        for byte in self.rest.iter().take(most).take_while(|b| b.is_ascii_digit()) {
            value += u64::from(byte - b'0') * unit;
            unit /= 10;
            found += 1;
        }
        self.rest = self.rest.get(found..).unwrap_or_default();
        (found > 0 && (found == most || exactly.is_none())).then_some(value)
    }

    /// `±hh`, `±hhmm`, `±hh:mm` or `±hh:mm:ss`, in seconds east of UTC.
    #[inline(never)]
    pub(super) fn offset(&mut self) -> Option<i64> {
        let west = self.sign()?;
        let hours = self.two()?;
        let colon = self.eat(b':');
        let minutes = if colon || self.digits() >= 2 { self.two()? } else { 0 };
        let has_seconds = colon && matches!(self.rest, [b':', b'0'..=b'9', b'0'..=b'9', ..]) && self.eat(b':');
        let seconds = if has_seconds { self.two()? } else { 0 };
        let offset = (hours * 60 + minutes) * 60 + seconds;
        (hours < 24 && minutes < 60 && seconds < 60).then_some(if west { -offset } else { offset })
    }

    /// One of some English names, whole or by its first three letters: which.
    #[inline(never)]
    pub(super) fn name(&mut self, names: &[&str]) -> Option<i64> {
        let at = names.iter().position(|n| self.eat_word(n) || n.get(..3).is_some_and(|short| self.eat_word(short)))?;
        i64::try_from(at).ok()
    }
}
