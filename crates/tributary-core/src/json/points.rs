//! The characters of a string, without a copy of it.

/// The code points that a string says. Lone surrogates, which only escapes can write, stay what they are, so that
/// two strings are equal here exactly when `JSON.parse` makes equal ones of them.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    rest: &'a str,
    escaped: bool,
}

impl<'a> CodePoints<'a> {
    /// Of the text between a JSON string's quotes, which has escapes or, if not `escaped`, is what it says.
    #[must_use]
    pub fn new(text: &'a str, escaped: bool) -> Self {
        Self { rest: text, escaped }
    }

    fn unit(&self, at: usize) -> Option<u32> {
        u32::from_str_radix(self.rest.get(at..at + 4)?, 16).ok()
    }

    /// After `\u`: the code point, and the length of what wrote it.
    fn unicode(&self) -> (u32, usize) {
        let high = self.unit(0).unwrap_or(0xfffd);
        if (0xd800..0xdc00).contains(&high)
            && self.rest.get(4..6) == Some("\\u")
            && let Some(low @ 0xdc00..=0xdfff) = self.unit(6)
        {
            return (0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00), 10);
        }
        (high, 4)
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = self.rest.chars().next()?;
        self.skip(first.len_utf8());
        if first != '\\' || !self.escaped {
            return Some(first.into());
        }
        let escape = self.rest.chars().next()?;
        self.skip(escape.len_utf8());
        Some(match escape {
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'u' => {
                let (point, used) = self.unicode();
                self.skip(used);
                point
            }
            other => other.into(),
        })
    }
}
