//! Things by their numbers: a sorted list. There are as many as a page has connections or panels, and B-trees would be
//! a twentieth of the whole module.

/// Things by their numbers.
#[derive(Debug)]
pub(super) struct ById<T> {
    /// In the order of the numbers.
    items: Vec<(u32, T)>,
}

impl<T> ById<T> {
    pub(super) fn new() -> Self {
        Self { items: Vec::new() }
    }

    /// Puts something in the place of what had the number.
    pub(super) fn insert(&mut self, id: u32, item: T) {
        match self.place(id) {
            Ok(at) => self.items[at].1 = item,
            Err(at) => self.items.insert(at, (id, item)),
        }
    }

    pub(super) fn remove(&mut self, id: u32) -> Option<T> {
        self.place(id).ok().map(|at| self.items.remove(at).1)
    }

    /// Takes out what `is_over`.
    pub(super) fn remove_all(&mut self, is_over: impl Fn(&T) -> bool) -> Vec<T> {
        self.items.extract_if(.., |(_, item)| is_over(item)).map(|(_, item)| item).collect()
    }

    pub(super) fn get_mut(&mut self, id: u32) -> Option<&mut T> {
        let at = self.place(id).ok()?;
        self.items.get_mut(at).map(|(_, item)| item)
    }

    /// The number of the first that `is_wanted`.
    pub(super) fn find(&self, is_wanted: impl Fn(&T) -> bool) -> Option<u32> {
        self.items.iter().find(|(_, item)| is_wanted(item)).map(|(id, _)| *id)
    }

    /// The numbers of all that are wanted.
    pub(super) fn all(&self, is_wanted: impl Fn(&T) -> bool) -> Vec<u32> {
        self.items.iter().filter(|(_, item)| is_wanted(item)).map(|(id, _)| *id).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (u32, &mut T)> {
        self.items.iter_mut().map(|(id, item)| (*id, item))
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.items.iter().map(|(_, item)| item)
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut().map(|(_, item)| item)
    }

    fn place(&self, id: u32) -> Result<usize, usize> {
        self.items.binary_search_by_key(&id, |(id, _)| *id)
    }
}
