//! A ring of chunks: it grows by one at a time, and copies nothing that it holds.

use std::ops::Range;

use super::chunk::{Chunk, Element};
use super::place::Place;
use super::room;

/// Elements in order; the oldest ones leave at the front.
///
/// They come into `tail`, which is sealed when it is full; sealed chunks leave as a whole. Of few elements, `tail` is
/// all there is: it grows with them up to a chunk, and they are moved to its start when that makes room enough.
#[derive(Clone, Debug)]
pub struct Ring<T: Element> {
    /// [`Self::CHUNK`] elements each, the oldest first.
    sealed: Vec<T::Chunk>,
    /// The youngest elements: at least one of them, where there is any.
    tail: Vec<T>,
    /// How many elements of the first chunk have left.
    left: usize,
}

/// A chunk's room, in bytes: little beside what fills many of them, and much beside what there is to do for each.
const CHUNK_BYTES: usize = 8192;

/// What [`Ring::tail`] begins with, in elements.
const FIRST: usize = 16;

/// The list of chunks grows by so many.
const MORE_CHUNKS: usize = 32;

impl<T: Element> Default for Ring<T> {
    fn default() -> Self {
        Self { sealed: Vec::new(), tail: Vec::new(), left: 0 }
    }
}

impl<T: Element> Ring<T> {
    /// How many elements a chunk has.
    pub const CHUNK: usize = CHUNK_BYTES / size_of::<T>();

    /// `length` elements, all the same.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn filled(element: T, length: usize) -> Self {
        let mut ring = Self::default();
        (0..length).for_each(|_| ring.push_back(element));
        ring
    }

    /// How many elements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sealed.len() * Self::CHUNK + self.tail.len() - self.left
    }

    /// Whether there is no element.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at a position, 0 being the oldest.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<T> {
        if at >= self.len() {
            return None;
        }
        let (chunk, at) = self.find(at);
        Some(match self.sealed.get(chunk) {
            Some(sealed) => sealed.element(at),
            None => self.tail[at],
        })
    }

    /// The youngest element, to be changed.
    pub(super) fn last_mut(&mut self) -> Option<&mut T> {
        self.tail.last_mut()
    }

    /// The elements one by one, the oldest first: for few of them, [`Self::read`] being for many.
    pub fn iter(&self) -> impl Iterator<Item = T> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Gives the elements at these positions to `each`, slice by slice.
    pub fn read(&self, range: Range<usize>, mut each: impl FnMut(&[T])) {
        let mut scratch = Vec::new();
        let (mut at, end) = (self.left + range.start, self.left + range.end.min(self.len()));
        while at < end {
            let chunk = at / Self::CHUNK;
            let start = chunk * Self::CHUNK;
            let slice = self.sealed.get(chunk).map_or(&self.tail[..], |sealed| sealed.elements(&mut scratch));
            let next = end.min(start + Self::CHUNK);
            each(&slice[at - start..next - start]);
            at = next;
        }
    }

    /// The first position whose element is not as `is_before` says, if it says so of those at the front and of no
    /// other.
    pub(super) fn partition_point(&self, is_before: impl Fn(T) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).is_some_and(&is_before) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    /// Appends an element.
    #[inline(always)]
    pub fn push_back(&mut self, element: T) {
        if self.tail.len() < self.tail.capacity() {
            self.tail.push(element);
        } else {
            self.push_to_more_room(element);
        }
    }

    #[cold]
    #[inline(never)]
    fn push_to_more_room(&mut self, element: T) {
        self.make_room();
        self.tail.push(element);
    }

    /// Appends elements.
    pub fn extend(&mut self, mut elements: &[T]) {
        while !elements.is_empty() {
            if self.tail.len() == self.tail.capacity() {
                self.make_room();
            }
            let room = self.tail.capacity() - self.tail.len();
            let (fitting, others) = elements.split_at(room.min(elements.len()));
            self.tail.extend_from_slice(fitting);
            elements = others;
        }
    }

    /// Drops the oldest elements: so many, of those that there are.
    #[inline(always)]
    pub fn pop_front(&mut self, elements: usize) {
        self.left += elements;
        if self.left >= Self::CHUNK {
            self.drop_chunks();
        }
    }

    #[cold]
    #[inline(never)]
    fn drop_chunks(&mut self) {
        let chunks = (self.left / Self::CHUNK).min(self.sealed.len());
        self.sealed.drain(..chunks);
        self.left -= chunks * Self::CHUNK;
        if self.left == Self::CHUNK {
            self.tail.clear();
            self.left = 0;
        }
    }

    /// Puts an element at a place; what it took the place of.
    #[inline]
    pub fn put(&mut self, place: Place, element: T) -> Option<T> {
        match place {
            Place::Back => self.push_back(element),
            Place::Before(at) => self.insert(at, element),
            Place::Over(at) => return self.replace(at, element),
        }
        None
    }

    /// Puts another element at a position; the one that was there. Beyond the last one, nothing.
    #[inline(never)]
    pub(super) fn replace(&mut self, at: usize, element: T) -> Option<T> {
        if at >= self.len() {
            return None;
        }
        let (chunk, at) = self.find(at);
        Some(match self.sealed.get_mut(chunk) {
            Some(sealed) => sealed.replace(at, element),
            None => self.tail.replace(at, element),
        })
    }

    /// Puts an element before the one at a position, or at the end; the later ones move by one, in each chunk as a
    /// whole.
    #[cold]
    #[inline(never)]
    fn insert(&mut self, at: usize, element: T) {
        let at = at.min(self.len());
        self.push_back(element);
        let (first, mut at) = self.find(at);
        let mut carried = element;
        for sealed in self.sealed.iter_mut().skip(first) {
            carried = sealed.carry(at, carried);
            at = 0;
        }
        self.tail.carry(at, carried);
    }

    /// Keeps the elements at the positions that `keep` says.
    #[cold]
    #[inline(never)]
    pub fn retain(&mut self, keep: &dyn Fn(usize) -> bool) {
        let Self { sealed, tail, left } = std::mem::take(self);
        let mut scratch = Vec::new();
        let mut place = 0;
        let mut keep_some = |elements: &[T]| {
            for &element in elements {
                if place >= left && keep(place - left) {
                    self.push_back(element);
                }
                place += 1;
            }
        };
        // A chunk goes before there is much more of what is kept.
        sealed.into_iter().for_each(|chunk| keep_some(chunk.elements(&mut scratch)));
        keep_some(&tail);
    }

    /// Gives back room that is far more than is needed.
    #[cold]
    #[inline(never)]
    pub fn give_back(&mut self) {
        self.sealed.shrink_to(self.sealed.len() + MORE_CHUNKS);
        if self.sealed.is_empty() && room::is_wasted(self.tail.capacity(), self.len()) {
            self.move_to_start();
            self.tail.shrink_to(self.tail.len() * 2);
        }
    }

    /// What it takes, in bytes.
    pub fn memory(&self) -> usize {
        let sealed: usize = self.sealed.iter().map(Chunk::memory).sum();
        self.sealed.capacity() * size_of::<T::Chunk>() + sealed + self.tail.memory()
    }

    /// Makes room in a tail that has none.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self) {
        let length = self.tail.len();
        if self.sealed.is_empty() && self.left > 0 && self.left >= length / 2 {
            self.move_to_start();
        } else if length < Self::CHUNK {
            let room = (length * 2).clamp(FIRST, Self::CHUNK);
            self.tail.reserve_exact(room - length);
        } else {
            if self.sealed.len() == self.sealed.capacity() {
                self.sealed.reserve_exact(MORE_CHUNKS);
            }
            self.sealed.push(T::Chunk::seal(&mut self.tail));
        }
    }

    /// Moves what there is in the tail, where that is all, to its start.
    fn move_to_start(&mut self) {
        self.tail.copy_within(self.left.., 0);
        self.tail.truncate(self.tail.len() - self.left);
        self.left = 0;
    }

    /// The chunk that a position is in, and where there.
    fn find(&self, at: usize) -> (usize, usize) {
        let place = self.left + at;
        (place / Self::CHUNK, place % Self::CHUNK)
    }
}

impl Ring<f64> {
    /// Where the chunk ends that starts at a position, or that has begun to leave, if all that is left of it is less
    /// than a bound.
    pub(super) fn skip_less(&self, at: usize, than: f64) -> Option<usize> {
        let (chunk, within) = self.find(at);
        let is_start = at == 0 || within == 0;
        let sealed = self.sealed.get(chunk).filter(|sealed| is_start && sealed.are_less(than));
        sealed.map(|_| (chunk + 1) * Self::CHUNK - self.left)
    }
}
