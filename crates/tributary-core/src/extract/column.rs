//! A stream's columns.

use crate::convert::{ColumnType, TimeFormat};
use crate::spec::FieldRole;

/// A column of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type; `None` until the first value settles it.
    pub kind: Option<ColumnType>,
    /// What it is for.
    pub role: FieldRole,
    /// How its times are written.
    pub format: TimeFormat,
    /// Where its values come from.
    pub source: Source,
}

/// Where a column's values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The time at which the message came.
    Received,
    /// The query's path with this index.
    Path(usize),
    /// Two of the query's paths, of which a composite time is made.
    Composite {
        /// The index of the seconds' path.
        seconds: usize,
        /// The index of the nanoseconds' path.
        nanoseconds: usize,
    },
}

impl Column {
    /// The column that stands for a missing time field.
    pub(super) fn received() -> Self {
        Self {
            name: "time".to_owned(),
            kind: Some(ColumnType::Time),
            role: FieldRole::Time,
            format: TimeFormat::Auto,
            source: Source::Received,
        }
    }
}
