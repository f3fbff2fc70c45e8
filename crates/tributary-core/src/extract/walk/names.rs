//! The member names of one object, to notice one that is repeated.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

use crate::json::CodePoints;

/// Names as they read, escapes resolved.
#[derive(Default)]
pub(super) struct MemberNames {
    /// Keys and values are those of the tables of interned keys: the module has the code for one kind.
    places: HashMap<Rc<[u8]>, u32, RandomState>,
    /// In the order in which the names first came: where the last value of each starts.
    starts: Vec<usize>,
}

impl MemberNames {
    /// Adds a name as it is written in the message; `false` if it was there.
    pub(super) fn insert(&mut self, raw: &[u8], escaped: bool) -> bool {
        let names = self.places.len();
        self.place(raw, escaped) == names
    }

    /// Adds a name whose value starts at `start`, in place of an earlier value.
    pub(super) fn insert_at(&mut self, raw: &[u8], escaped: bool, start: usize) {
        let place = self.place(raw, escaped);
        match self.starts.get_mut(place) {
            Some(earlier) => *earlier = start,
            None => self.starts.push(start),
        }
    }

    /// A name's place among those that came; the next one if it has not come yet.
    fn place(&mut self, raw: &[u8], escaped: bool) -> usize {
        let name = said(raw, escaped);
        if let Some(place) = self.places.get(&*name) {
            return *place as usize;
        }
        let place = self.places.len();
        // A message has fewer bytes, and so fewer names, than 2^32.
        self.places.insert((&*name).into(), place as u32);
        place
    }

    /// Each name and where its last value starts, in the order in which the names first came.
    pub(super) fn into_last_values(self) -> Vec<(Rc<[u8]>, usize)> {
        let mut named: Vec<_> = self.starts.into_iter().map(|start| (Rc::default(), start)).collect();
        for (name, place) in self.places {
            if let Some(last) = named.get_mut(place as usize) {
                last.0 = name;
            }
        }
        named
    }
}

/// What a name says, in UTF-8. A lone surrogate, which only escapes can write, has three bytes that no other text has:
/// such a name equals itself alone, as it does for `JSON.parse`.
pub(super) fn said(raw: &[u8], escaped: bool) -> Cow<'_, [u8]> {
    let text = if escaped { std::str::from_utf8(raw).ok() } else { None };
    let Some(text) = text else { return Cow::Borrowed(raw) };
    let mut bytes = Vec::with_capacity(raw.len());
    for point in CodePoints::new(text, true) {
        match char::from_u32(point) {
            Some(character) => bytes.extend(character.encode_utf8(&mut [0; 4]).bytes()),
            None => bytes.extend([0xed, 0x80 | (point >> 6 & 0x3f) as u8, 0x80 | (point & 0x3f) as u8]),
        }
    }
    Cow::Owned(bytes)
}
