//! What became of the rows.

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is in the buffer.
    Kept,
    /// It was older than every row of a full buffer, and so left at once.
    Outlived,
    /// It deleted the row of its key.
    Deleting,
    /// It would have deleted a row of its key, but there is none.
    Needless,
    /// It came later than the sort window allows.
    Late,
    /// A cell of its key is null.
    Keyless,
    /// Its key would be one more than a buffer may hold.
    KeyOverLimit,
    /// Its label set would be one more than a buffer may hold.
    SeriesOverLimit,
}

impl Fate {
    /// Whether the buffer's rows changed.
    #[must_use]
    pub fn changes_rows(self) -> bool {
        matches!(self, Self::Kept | Self::Deleting)
    }
}

/// Counters since the buffer was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows committed.
    pub rows: u64,
    /// Rows that left, by capacity or age.
    pub dropped: u64,
    /// Rows that a delete condition took away.
    pub deleted: u64,
    /// Rows that came later than the sort window allows.
    pub late: u64,
    /// Rows with a null in their key.
    pub keyless: u64,
    /// Rows of further keys than a buffer may hold.
    pub keys_over_limit: u64,
    /// Rows of further label sets than a buffer may hold.
    pub series_over_limit: u64,
    /// Rows of nulls that stand for what was missed.
    pub gaps: u64,
}

impl Counts {
    pub(super) fn note(&mut self, fate: Fate) {
        match fate {
            Fate::Kept => self.rows += 1,
            Fate::Outlived => {
                self.rows += 1;
                self.dropped += 1;
            }
            Fate::Deleting => self.deleted += 1,
            Fate::Needless => {}
            Fate::Late => self.late += 1,
            Fate::Keyless => self.keyless += 1,
            Fate::KeyOverLimit => self.keys_over_limit += 1,
            Fate::SeriesOverLimit => self.series_over_limit += 1,
        }
    }
}
