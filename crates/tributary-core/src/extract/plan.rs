//! What a stream takes from a message that was read.

use super::column::{Column, Source};
use super::direct::{Direct, DirectRows};
use super::extractor::Message;
use super::pick::Picked;
use super::taped::{Taped, TapedRows};
use crate::eval::{Budget, OverBudget};
use crate::spec::FieldRole;

/// A compiled query.
#[derive(Debug)]
pub struct Plan {
    columns: Vec<Column>,
    has_values: bool,
    way: Way,
}

/// How its values are found.
#[derive(Debug)]
pub(super) enum Way {
    /// In what one pass has staged.
    Direct(Direct),
    /// On a tape.
    Taped(Taped),
}

impl Plan {
    pub(super) fn new(columns: Vec<Column>, way: Way) -> Self {
        let has_values = columns.iter().any(|c| c.role == FieldRole::Value);
        Self { columns, has_values, way }
    }

    /// The columns: the row's time first, the others in the order of the query's fields.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether messages must be read onto a tape for it.
    #[must_use]
    pub fn needs_tape(&self) -> bool {
        matches!(self.way, Way::Taped(_))
    }

    /// The rows of a message; `None` where `where` does not select it.
    ///
    /// # Errors
    /// When the budget is used up; the message has no rows then.
    pub fn rows<'a>(&'a mut self, message: Message<'a>, budget: &mut Budget) -> Result<Option<Rows<'a>>, OverBudget> {
        let way = match &mut self.way {
            Way::Direct(direct) => direct
                .selects(message.staging, message.text)
                .then(|| WayRows::Direct(DirectRows::new(direct, message.staging, message.text))),
            Way::Taped(taped) => match message.nodes {
                Some(nodes) => taped.rows(nodes, budget)?.map(WayRows::Taped),
                None => None,
            },
        };
        Ok(way.map(|way| Rows { columns: &self.columns, has_values: self.has_values, way }))
    }
}

/// The rows of one message, one after the other.
#[derive(Debug)]
pub struct Rows<'a> {
    columns: &'a [Column],
    has_values: bool,
    way: WayRows<'a>,
}

#[derive(Debug)]
enum WayRows<'a> {
    Direct(DirectRows<'a>),
    Taped(TapedRows),
}

impl Rows<'_> {
    /// Goes to the next row that `rows` selected; `false` after the last.
    #[inline]
    pub fn advance(&mut self) -> bool {
        match &mut self.way {
            WayRows::Direct(rows) => rows.advance(),
            WayRows::Taped(rows) => rows.advance(),
        }
    }

    /// Whether the current row is one: whether a value field selects something in it, or any field where there
    /// are no value fields. A JSON null is something.
    #[inline]
    pub fn is_row(&mut self) -> bool {
        let (columns, has_values) = (self.columns, self.has_values);
        columns.iter().filter(|c| c.role == FieldRole::Value || !has_values).any(|column| match column.source {
            Source::Received => false,
            Source::Path(path) | Source::Composite { seconds: path, .. } => match &mut self.way {
                WayRows::Direct(rows) => rows.has(path),
                WayRows::Taped(rows) => rows.has(path),
            },
        })
    }

    /// A column.
    #[inline]
    #[must_use]
    pub fn column(&self, column: usize) -> &Column {
        &self.columns[column]
    }

    /// What a column has in the current row.
    #[inline(always)]
    pub fn pick(&mut self, column: usize) -> Picked {
        match self.columns[column].source {
            Source::Received => Picked::Received,
            Source::Path(path) => self.pick_path(path),
            Source::Composite { seconds, nanoseconds } => {
                match (self.pick_path(seconds), self.pick_path(nanoseconds)) {
                    (Picked::One(seconds), Picked::One(nanoseconds)) => {
                        Picked::Composite(seconds.span, Some(nanoseconds.span))
                    }
                    (Picked::One(seconds), _) => Picked::Composite(seconds.span, None),
                    _ => Picked::Nothing,
                }
            }
        }
    }

    #[inline(always)]
    fn pick_path(&mut self, path: usize) -> Picked {
        match &mut self.way {
            WayRows::Direct(rows) => rows.pick(path),
            WayRows::Taped(rows) => rows.pick(path),
        }
    }
}
