//! Several cells as one: what makes a row's key or its label set.

use crate::convert::Cell;

/// How each cell starts.
mod tag {
    pub(super) const NULL: u8 = 0;
    pub(super) const NUMBER: u8 = 1;
    pub(super) const FALSE: u8 = 2;
    pub(super) const TRUE: u8 = 3;
    pub(super) const TEXT: u8 = 4;
}

/// Writes cells so that the bytes are equal where the cells are, and only there.
pub(super) fn encode<'r>(cells: impl Iterator<Item = &'r Cell<'r>>, into: &mut Vec<u8>) {
    into.clear();
    for cell in cells {
        match cell {
            Cell::Null => into.push(tag::NULL),
            Cell::Boolean(bit) => into.push(if *bit { tag::TRUE } else { tag::FALSE }),
            Cell::Number(number) => {
                into.push(tag::NUMBER);
                // Makes one of -0 and 0, which are equal.
                into.extend_from_slice(&(number + 0.0).to_le_bytes());
            }
            Cell::Text(text) => {
                into.push(tag::TEXT);
                // A text is limited far below 2^32 bytes.
                into.extend_from_slice(&(text.len() as u32).to_le_bytes());
                into.extend_from_slice(text.as_bytes());
            }
        }
    }
}

/// The cells that were written.
pub(super) fn decode(mut key: &[u8]) -> impl Iterator<Item = Cell<'_>> {
    std::iter::from_fn(move || {
        let (cell, rest) = first(key)?;
        key = rest;
        Some(cell)
    })
}

fn first(key: &[u8]) -> Option<(Cell<'_>, &[u8])> {
    let (&tag, rest) = key.split_first()?;
    match tag {
        tag::FALSE | tag::TRUE => Some((Cell::Boolean(tag == tag::TRUE), rest)),
        tag::NUMBER => {
            let (number, rest) = rest.split_first_chunk()?;
            Some((Cell::Number(f64::from_le_bytes(*number)), rest))
        }
        tag::TEXT => {
            let (length, rest) = rest.split_first_chunk()?;
            let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            Some((Cell::Text(String::from_utf8_lossy(text)), rest))
        }
        _ => Some((Cell::Null, rest)),
    }
}
