//! Unicode's general categories.

use std::sync::LazyLock;

/// Their short names; a category's number is its place here.
pub(super) const NAMES: [&str; 30] = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm",
    "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
];

/// Runs of code points of one category, from 0 on: a byte with the category in its lower five bits and the length
/// in the upper three, or 0 there and the length after it, seven bits a byte, the lowest first. Written by the
/// ignored test in `tests/categories.rs`, which also compares it with the regex crate's.
const TABLE: &[u8] = include_bytes!("categories.bin");

/// The first code point and the category of each run; unpacked when a pattern first asks.
static RUNS: LazyLock<Vec<(u32, u8)>> = LazyLock::new(|| {
    let mut runs = Vec::new();
    let (mut at, mut point) = (0, 0);
    while let Some(&byte) = TABLE.get(at) {
        at += 1;
        runs.push((point, byte & 0x1f));
        let mut length = u32::from(byte >> 5);
        if length == 0 {
            let mut shift = 0;
            while let Some(&more) = TABLE.get(at) {
                at += 1;
                length |= u32::from(more & 0x7f) << shift;
                shift += 7;
                if more < 0x80 {
                    break;
                }
            }
        }
        point += length;
    }
    runs
});

/// The category of a code point, surrogates included.
#[inline]
pub(super) fn category(point: u32) -> u8 {
    let after = RUNS.partition_point(|&(first, _)| first <= point);
    after.checked_sub(1).and_then(|i| RUNS.get(i)).map_or(0, |&(_, category)| category)
}
