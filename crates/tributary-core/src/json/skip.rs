//! Passing over whole values, checking them strictly, without recursion.

use super::Reader;
use super::error::{JsonError, Reason};
use super::numbers;
use super::reader::{ARRAY, OBJECT};
use crate::limits;

/// The containers around a value, as far as they are being passed over.
struct Containers {
    /// A bit each, the innermost one lowest: 1 is an object. At most 64 of them.
    bits: u64,
    depth: usize,
    /// The bits of those further out, 64 at a time.
    outer: Vec<u64>,
}

impl Containers {
    #[inline(always)]
    fn push(&mut self, is_object: bool) {
        if self.depth.is_multiple_of(64) {
            self.put_away();
        }
        self.bits = self.bits << 1 | u64::from(is_object);
        self.depth += 1;
    }

    #[inline(always)]
    fn pop(&mut self) {
        self.bits >>= 1;
        self.depth -= 1;
        if self.depth.is_multiple_of(64) {
            self.bits = self.outer.pop().unwrap_or(0);
        }
    }

    #[cold]
    fn put_away(&mut self) {
        if self.depth > 0 {
            self.outer.push(self.bits);
        }
    }

    #[inline(always)]
    fn is_object(&self) -> bool {
        self.bits & 1 == 1
    }

    /// Passes over elements of the innermost array, of which one begins at `at`: the offset after them.
    fn pass_numbers(&mut self, bytes: &[u8], mut at: usize, outer: usize) -> usize {
        loop {
            // As far as a word tells; an array within an object does not hold the object.
            let arrays = self.depth.min(self.bits.trailing_zeros() as usize);
            let most = (limits::NESTING - outer - self.depth) + arrays;
            let Some(passed) = numbers::pass(bytes, at, arrays, most) else { return at };
            (arrays..passed.arrays).for_each(|_| self.push(false));
            (passed.arrays..arrays).for_each(|_| self.pop());
            at = passed.end;
        }
    }
}

/// So many numbers announce more of them.
const MANY: u32 = 4;

/// The offset after the value that begins at `at` and is `outer` containers deep already.
pub(super) fn end_of_value(bytes: &[u8], at: usize, outer: usize) -> Result<usize, JsonError> {
    end(bytes, at, Containers { bits: 0, depth: 0, outer: Vec::new() }, outer)
}

/// The offset after the array that is `outer` containers deep and of which an element begins at `at`.
pub(super) fn end_of_array(bytes: &[u8], at: usize, outer: usize) -> Result<usize, JsonError> {
    end(bytes, at, Containers { bits: 0, depth: 1, outer: Vec::new() }, outer)
}

/// The offset after the outermost of some containers; a value begins at `at`.
#[inline(never)]
fn end(bytes: &[u8], at: usize, mut around: Containers, outer: usize) -> Result<usize, JsonError> {
    let mut reader = Reader::at(bytes, at);
    // How many numbers have come one after the other.
    let mut numbers = 0;
    loop {
        if around.is_object() {
            reader.skip_name()?;
        }
        match reader.token() {
            token @ (b'{' | b'[') => {
                if outer + around.depth >= limits::NESTING {
                    return Err(reader.error(Reason::Nesting));
                }
                reader.bump();
                around.push(token == b'{');
                // A bracket's end is two after its beginning in ASCII.
                if reader.token() != token + 2 {
                    continue;
                }
                reader.bump();
                around.pop();
            }
            token @ (b'-' | b'0'..=b'9') => {
                if numbers == MANY && !around.is_object() {
                    numbers = 0;
                    reader.seek(around.pass_numbers(bytes, reader.position(), outer));
                    continue;
                }
                numbers += 1;
                reader.scalar(token)?;
            }
            token => {
                numbers = 0;
                reader.scalar(token)?;
            }
        }
        // A value has ended: close what ends with it, then go on to the next one.
        loop {
            if around.depth == 0 {
                return Ok(reader.position());
            }
            // Branches, one for each token that may come: a processor foresees them.
            match reader.token() {
                b',' => break,
                b'}' if around.is_object() => {}
                b']' if !around.is_object() => {}
                _ => return Err(reader.error(Reason::Expected(if around.is_object() { OBJECT } else { ARRAY }))),
            }
            reader.bump();
            around.pop();
        }
        reader.bump();
    }
}
