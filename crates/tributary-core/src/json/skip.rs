//! Passing over a whole value, checking it strictly, without recursion.

use super::error::{JsonError, Reason};
use super::{Kind, Reader};
use crate::limits;

/// The open containers of a skip, a bit each: 1 is an object.
struct Containers {
    bits: [u64; limits::NESTING / 64],
    depth: usize,
}

impl Containers {
    fn push(&mut self, is_object: bool) {
        let (word, bit) = (self.depth / 64, self.depth % 64);
        self.bits[word] = self.bits[word] & !(1 << bit) | u64::from(is_object) << bit;
        self.depth += 1;
    }

    fn top_is_object(&self) -> bool {
        let top = self.depth - 1;
        self.bits[top / 64] >> (top % 64) & 1 == 1
    }
}

impl Reader<'_> {
    /// Passes over the next value, which is `depth` containers deep already.
    ///
    /// # Errors
    /// Where it is not JSON, or nests too deep.
    pub fn skip_value(&mut self, depth: usize) -> Result<Kind, JsonError> {
        self.skip_whitespace();
        let kind = match self.peek() {
            Some(b'{' | b'[') => return self.skip_container(depth),
            _ => self.scalar()?,
        };
        Ok(kind)
    }

    /// Passes over a value that is neither an array nor an object.
    pub(crate) fn scalar(&mut self) -> Result<Kind, JsonError> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true", Kind::True),
            Some(b'f') => self.literal("false", Kind::False),
            Some(b'n') => self.literal("null", Kind::Null),
            _ => Err(self.error(Reason::Expected("a value"))),
        }
    }

    fn skip_container(&mut self, outer: usize) -> Result<Kind, JsonError> {
        let kind = if self.peek() == Some(b'{') { Kind::Object } else { Kind::Array };
        let mut open = Containers { bits: [0; limits::NESTING / 64], depth: 0 };
        loop {
            // A value starts here.
            self.skip_whitespace();
            match self.peek() {
                Some(b @ (b'{' | b'[')) => {
                    if outer + open.depth >= limits::NESTING {
                        return Err(self.error(Reason::Nesting));
                    }
                    self.bump();
                    open.push(b == b'{');
                    self.skip_whitespace();
                    if !self.eat(if b == b'{' { b'}' } else { b']' }) {
                        if b == b'{' {
                            self.member_name()?;
                        }
                        continue;
                    }
                    open.depth -= 1;
                }
                _ => {
                    self.scalar()?;
                }
            }
            // A value has ended: close what ends with it, then go on to the next one.
            loop {
                if open.depth == 0 {
                    return Ok(kind);
                }
                self.skip_whitespace();
                let is_object = open.top_is_object();
                if self.eat(b',') {
                    if is_object {
                        self.member_name()?;
                    }
                    break;
                }
                if !self.eat(if is_object { b'}' } else { b']' }) {
                    let what = if is_object { "“,” or “}”" } else { "“,” or “]”" };
                    return Err(self.error(Reason::Expected(what)));
                }
                open.depth -= 1;
            }
        }
    }
}
