//! What a driver reads of a stream: columns, borrowed.

use super::stats::Stats;
use crate::buffer::{Bits, Values};
use crate::convert::ColumnType;
use crate::spec::FieldRole;

/// A column, as it stands in the buffer.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotColumn<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its type; `None` while no value has settled it: every row is null then.
    pub kind: Option<ColumnType>,
    /// What it is for.
    pub role: FieldRole,
    /// The values; `None` as for `kind`.
    pub values: Option<&'a Values>,
    /// A bit a row, 1 where there is a value; `None` where every row has one.
    pub validity: Option<&'a Bits>,
}

/// A stream's rows, oldest first.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// How many rows.
    pub length: usize,
    /// The rows' time first, then the query's other fields in their order.
    pub columns: Vec<SnapshotColumn<'a>>,
    /// What was counted.
    pub stats: &'a Stats,
}
