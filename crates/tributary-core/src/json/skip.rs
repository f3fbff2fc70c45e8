//! Passing over a whole value, checking it strictly, without recursion.

use super::Reader;
use super::error::{JsonError, Reason};
use crate::limits;

/// The containers around the innermost open one, a bit each: 1 is an object.
struct Containers {
    bits: [u64; limits::NESTING / 64],
    depth: usize,
}

impl Containers {
    #[inline(always)]
    fn push(&mut self, is_object: bool) {
        let (word, bit) = (self.depth / 64 % self.bits.len(), self.depth % 64);
        self.bits[word] = self.bits[word] & !(1 << bit) | u64::from(is_object) << bit;
        self.depth += 1;
    }

    #[inline(always)]
    fn pop(&mut self) -> bool {
        self.depth -= 1;
        self.bits[self.depth / 64 % self.bits.len()] >> (self.depth % 64) & 1 == 1
    }
}

/// The offset after an array or an object that begins at `at` and is `outer` containers deep already.
#[inline(never)]
pub(super) fn end_of_container(bytes: &[u8], at: usize, outer: usize) -> Result<usize, JsonError> {
    let mut around = Containers { bits: [0; limits::NESTING / 64], depth: 0 };
    let mut reader = Reader::at(bytes, at);
    let mut in_object = false;
    loop {
        // A value starts here.
        match reader.token() {
            token @ (b'{' | b'[') => {
                if outer + around.depth >= limits::NESTING {
                    return Err(reader.error(Reason::Nesting));
                }
                reader.bump();
                around.push(in_object);
                in_object = token == b'{';
                // A bracket's end is two after its beginning in ASCII.
                if reader.token() != token + 2 {
                    if in_object {
                        reader.skip_name()?;
                    }
                    continue;
                }
                reader.bump();
                in_object = around.pop();
            }
            token => {
                reader.scalar(token)?;
            }
        }
        // A value has ended: close what ends with it, then go on to the next one.
        while around.depth > 0 {
            if !reader.comma_or(if in_object { b'}' } else { b']' })? {
                if in_object {
                    reader.skip_name()?;
                }
                break;
            }
            in_object = around.pop();
        }
        if around.depth == 0 {
            return Ok(reader.position());
        }
    }
}
