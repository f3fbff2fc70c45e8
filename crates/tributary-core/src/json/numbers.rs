//! Arrays of nothing but numbers and such arrays, sixty-four bytes at a time: order books, curves, coordinates.
//!
//! Their grammar is almost local: which byte may stand behind which. So each kind of byte becomes a word with a bit for
//! every place where it stands, and one operation on words checks all places at once.

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// Where each kind of byte stands, the first place lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    digits: u64,
    zeros: u64,
    points: u64,
    minuses: u64,
    commas: u64,
    opening: u64,
    closing: u64,
}

/// What was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// The offset after it, where another element begins.
    pub(super) end: usize,
    /// How many arrays are around that.
    pub(super) arrays: usize,
}

/// Passes over elements of the innermost of so many `arrays` around, of which one begins at `at`: those that are numbers
/// without exponents or arrays of such, as far as 64 bytes go and up to a comma. The arrays may come to be more or
/// fewer, from one to `most`. `None` where it finds nothing to pass, or anything that is not so simple.
#[inline(never)]
pub(super) fn pass(bytes: &[u8], at: usize, arrays: usize, most: usize) -> Option<Passed> {
    let block = Block::read(bytes.get(at..)?.first_chunk()?);
    let all = block.digits | block.points | block.minuses | block.commas | block.opening | block.closing;
    let simple = below((!all).trailing_zeros());
    let within = simple & block.before_end_of(arrays);
    let comma = (block.commas & within).checked_ilog2()?;
    let block = block.first(comma + 1);
    if !block.is_valid() || arrays + block.opening.count_ones() as usize > most {
        return None;
    }
    let arrays = arrays + block.opening.count_ones() as usize - block.closing.count_ones() as usize;
    Some(Passed { end: at + comma as usize + 1, arrays })
}

impl Block {
    /// Every place before the closing bracket of the outermost of so many arrays.
    fn before_end_of(&self, arrays: usize) -> u64 {
        let mut closing = self.closing;
        let mut closed = 0;
        while closing != 0 {
            let place = closing.trailing_zeros();
            closed += 1;
            if arrays + (self.opening & below(place)).count_ones() as usize == closed {
                return below(place);
            }
            closing &= closing - 1;
        }
        u64::MAX
    }

    /// The first so many places alone.
    fn first(self, places: u32) -> Self {
        let kept = below(places);
        Self {
            digits: self.digits & kept,
            zeros: self.zeros & kept,
            points: self.points & kept,
            minuses: self.minuses & kept,
            commas: self.commas & kept,
            opening: self.opening & kept,
            closing: self.closing & kept,
        }
    }

    /// Whether elements stand there that each end with a comma, as RFC 8259 has them (sections 5 and 6); but for
    /// brackets without a partner.
    fn is_valid(&self) -> bool {
        let Self { digits, zeros, points, minuses, commas, opening, closing } = *self;
        // What stands before the first place is a comma, or an opening bracket.
        let element = (commas | opening) << 1 | 1;
        let first_digits = digits & !((digits | points) << 1);
        // A sum runs through the digits behind a point, up to the place behind them.
        let behind_decimals = (digits + (points << 1 & digits)) & !digits;
        let wrong = (minuses | opening) & !element
            | (commas | points) & !(digits << 1 | closing << 1)
            | points & closing << 1
            | closing & !((digits | opening | closing) << 1)
            | digits & closing << 1
            | (points | minuses) << 1 & !digits
            | (first_digits & zeros) << 1 & digits
            | behind_decimals & points;
        wrong == 0
    }
}

/// The bits below a place.
fn below(place: u32) -> u64 {
    1u64.checked_shl(place).map_or(u64::MAX, |bit| bit - 1)
}

impl Block {
    #[inline(always)]
    fn read(bytes: &[u8; BLOCK]) -> Self {
        let bytes = lanes::load(bytes);
        Self {
            digits: lanes::between(&bytes, b'0', b'9'),
            zeros: lanes::between(&bytes, b'0', b'0'),
            points: lanes::between(&bytes, b'.', b'.'),
            minuses: lanes::between(&bytes, b'-', b'-'),
            commas: lanes::between(&bytes, b',', b','),
            opening: lanes::between(&bytes, b'[', b'['),
            closing: lanes::between(&bytes, b']', b']'),
        }
    }
}

#[cfg(target_feature = "simd128")]
mod lanes {
    use std::arch::wasm32::{i8x16_bitmask, u8x16_le, u8x16_splat, u8x16_sub, v128};

    use super::BLOCK;

    #[inline(always)]
    pub(super) fn load(bytes: &[u8; BLOCK]) -> [v128; 4] {
        bytemuck::cast(*bytes)
    }

    /// Where bytes from `first` to `last` stand.
    #[inline(always)]
    pub(super) fn between(bytes: &[v128; 4], first: u8, last: u8) -> u64 {
        let (first, reach) = (u8x16_splat(first), u8x16_splat(last - first));
        let bits = bytes.map(|lanes| u64::from(i8x16_bitmask(u8x16_le(u8x16_sub(lanes, first), reach))));
        bits[0] | bits[1] << 16 | bits[2] << 32 | bits[3] << 48
    }
}

#[cfg(not(target_feature = "simd128"))]
mod lanes {
    use super::BLOCK;

    pub(super) fn load(bytes: &[u8; BLOCK]) -> [u8; BLOCK] {
        *bytes
    }

    /// Where bytes from `first` to `last` stand.
    pub(super) fn between(bytes: &[u8; BLOCK], first: u8, last: u8) -> u64 {
        bytes.iter().rev().fold(0, |bits, byte| bits << 1 | u64::from((first..=last).contains(byte)))
    }
}
