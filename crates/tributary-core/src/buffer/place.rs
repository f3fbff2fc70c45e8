//! Where a row goes.

/// A row's place in a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// After the last row.
    Back,
    /// Before the row at this position, which moves by one as all later ones do.
    Before(usize),
    /// Instead of the row at this position.
    Over(usize),
}
