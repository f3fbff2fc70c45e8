//! Runs of bytes, found many at a time.

/// The offset of the first byte from `at` on that is not white space (RFC 8259, section 2).
#[inline(never)]
pub(super) fn whitespace(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// Whether a string's plain text from `at` on has so many bytes, up to 15, and ends with a quote.
#[inline(always)]
pub(super) fn is_plain(bytes: &[u8], at: usize, length: usize) -> bool {
    let Some(chunk) = chunk(bytes, at) else { return false };
    length < 16 && special(chunk) & ((2 << length) - 1) == 1 << length && bytes.get(at + length) == Some(&b'"')
}

/// Whether each byte ends a string's plain text: a quote, a backslash or a control character.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] = byte < 0x20 || byte == b'"' as usize || byte == b'\\' as usize;
        byte += 1;
    }
    special
};

/// The offset of the first byte from `at` on that ends a string's plain text: a quote, a backslash or a control
/// character.
#[inline(always)]
pub(super) fn plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = chunk(bytes, at) {
        match first_special(chunk) {
            CHUNK => at += CHUNK,
            found => return at + found,
        }
    }
    while bytes.get(at).is_some_and(|byte| !SPECIAL[usize::from(*byte)]) {
        at += 1;
    }
    at
}

/// The offset of the first byte from `at` on that is no digit. One by one: numbers are short, and a processor foresees
/// their lengths better than it can wait for a vector's answer.
#[inline(always)]
pub(super) fn digits(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// Eight bytes from `at` on, the first one lowest; zeros behind the end.
#[inline(always)]
pub(super) fn word(bytes: &[u8], at: usize) -> u64 {
    chunk(bytes, at).map_or_else(|| last_word(bytes, at), |&eight| u64::from_le_bytes(eight))
}

/// Sixteen bytes from `at` on, the first one lowest; zeros behind the end.
#[inline(always)]
pub(super) fn two_words(bytes: &[u8], at: usize) -> [u64; 2] {
    match chunk(bytes, at) {
        Some(sixteen) => {
            let all = u128::from_le_bytes(*sixteen);
            [all as u64, (all >> 64) as u64]
        }
        None => [word(bytes, at), word(bytes, at + 8)],
    }
}

/// As [`plain`], for names, which are short and the same in object after object: one by one, so that a processor can
/// foresee where they end.
#[inline(always)]
pub(super) fn plain_name(bytes: &[u8], mut at: usize) -> usize {
    if let Some(eight) = chunk::<8>(bytes, at) {
        for (i, byte) in eight.iter().enumerate() {
            if SPECIAL[usize::from(*byte)] {
                return at + i;
            }
        }
        at += 8;
    }
    plain(bytes, at)
}

#[cold]
fn last_word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

#[inline(always)]
fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Option<&[u8; N]> {
    bytes.get(at..).and_then(<[u8]>::first_chunk)
}

#[cfg(target_feature = "simd128")]
mod wide {
    use std::arch::wasm32::{i8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, v128, v128_or};

    pub(super) const CHUNK: usize = 16;

    /// The position of the first quote, backslash or control character; [`CHUNK`] where there is none.
    #[inline(always)]
    pub(super) fn first_special(chunk: &[u8; CHUNK]) -> usize {
        (special(chunk) | 1 << CHUNK).trailing_zeros() as usize
    }

    /// The places of quotes, backslashes and control characters, a bit each.
    #[inline(always)]
    pub(super) fn special(chunk: &[u8; CHUNK]) -> u32 {
        let text: v128 = bytemuck::cast(*chunk);
        let quote = u8x16_eq(text, u8x16_splat(b'"'));
        let backslash = u8x16_eq(text, u8x16_splat(b'\\'));
        let control = u8x16_lt(text, u8x16_splat(0x20));
        u32::from(i8x16_bitmask(v128_or(v128_or(quote, backslash), control)))
    }
}

#[cfg(not(target_feature = "simd128"))]
mod wide {
    pub(super) const CHUNK: usize = 8;

    /// The position of the first quote, backslash or control character; [`CHUNK`] where there is none.
    #[inline(always)]
    pub(super) fn first_special(chunk: &[u8; CHUNK]) -> usize {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGHS: u64 = 0x8080_8080_8080_8080;
        let word = u64::from_le_bytes(*chunk);
        let zero_byte = |x: u64| x.wrapping_sub(ONES) & !x & HIGHS;
        let quote = zero_byte(word ^ (ONES * u64::from(b'"')));
        let backslash = zero_byte(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        // The lowest set bit is exact; higher ones may be borrows of the subtraction.
        (quote | backslash | control).trailing_zeros() as usize / 8
    }

    pub(super) fn special(chunk: &[u8; 16]) -> u32 {
        chunk.iter().rev().fold(0, |bits, byte| bits << 1 | u32::from(super::SPECIAL[usize::from(*byte)]))
    }
}

use wide::{CHUNK, first_special, special};
