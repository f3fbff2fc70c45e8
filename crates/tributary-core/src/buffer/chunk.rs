//! What a ring is made of: chunks of as many elements as fit into some kilobytes.

/// What rings hold.
pub trait Element: Copy {
    /// How a chunk of them is kept once it is full.
    type Chunk: Chunk<Self>;
}

impl Element for u8 {
    type Chunk = Vec<Self>;
}

impl Element for u32 {
    type Chunk = Vec<Self>;
}

/// A full chunk. Its elements change seldom, and their number never does.
pub trait Chunk<T>: Sized {
    /// Takes the elements of a chunk that has become full, and leaves room for those of the next one.
    fn seal(full: &mut Vec<T>) -> Self;

    /// The element at a position.
    fn element(&self, at: usize) -> T;

    /// Puts another element at a position; the one that was there.
    fn replace(&mut self, at: usize, element: T) -> T;

    /// Puts an element before the one at a position, which moves by one as all later ones do; the last, which has no
    /// room any more.
    fn carry(&mut self, at: usize, element: T) -> T;

    /// The elements, made in `scratch` where they are not kept as such.
    fn elements<'a>(&'a self, scratch: &'a mut Vec<T>) -> &'a [T];

    /// What it takes beside itself, in bytes.
    fn memory(&self) -> usize;
}

impl<T: Copy> Chunk<T> for Vec<T> {
    fn seal(full: &mut Self) -> Self {
        let room = Self::with_capacity(full.len());
        std::mem::replace(full, room)
    }

    fn element(&self, at: usize) -> T {
        self[at]
    }

    fn replace(&mut self, at: usize, element: T) -> T {
        std::mem::replace(&mut self[at], element)
    }

    fn carry(&mut self, at: usize, element: T) -> T {
        let last = self.len() - 1;
        let leaving = self[last];
        self.copy_within(at..last, at + 1);
        self[at] = element;
        leaving
    }

    fn elements<'a>(&'a self, _: &'a mut Self) -> &'a [T] {
        self
    }

    fn memory(&self) -> usize {
        self.capacity() * size_of::<T>()
    }
}
