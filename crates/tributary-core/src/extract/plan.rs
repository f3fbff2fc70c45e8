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
    pub fn rows<'a>(&'a self, message: Message<'a>, budget: &mut Budget) -> Result<Option<Rows<'a>>, OverBudget> {
        let way = match &self.way {
            Way::Direct(direct) => direct
                .selects(message.staging, message.text)
                .then(|| WayRows::Direct(DirectRows::new(direct, message.staging, message.text))),
            Way::Taped(taped) => match message.nodes {
                Some(nodes) => taped.rows(nodes, budget)?.map(WayRows::Taped),
                None => None,
            },
        };
        Ok(way.map(|way| Rows { plan: self, way }))
    }
}

/// The rows of one message, one after the other.
#[derive(Debug)]
pub struct Rows<'a> {
    plan: &'a Plan,
    way: WayRows<'a>,
}

#[derive(Debug)]
enum WayRows<'a> {
    Direct(DirectRows<'a>),
    Taped(TapedRows),
}

impl Rows<'_> {
    /// Goes to the next row that `rows` selected; `false` after the last.
    pub fn advance(&mut self) -> bool {
        match &mut self.way {
            WayRows::Direct(rows) => rows.advance(),
            WayRows::Taped(rows) => rows.advance(),
        }
    }

    /// What a column has in the current row.
    pub fn pick(&mut self, column: usize) -> Picked {
        match self.plan.columns[column].source {
            Source::Received => Picked::Received,
            Source::Path(path) => self.pick_path(path),
            Source::Composite { seconds, nanoseconds } => {
                match (self.pick_path(seconds), self.pick_path(nanoseconds)) {
                    (Picked::One(seconds), Picked::One(nanoseconds)) => Picked::Composite(seconds, Some(nanoseconds)),
                    (Picked::One(seconds), _) => Picked::Composite(seconds, None),
                    _ => Picked::Nothing,
                }
            }
        }
    }

    fn pick_path(&mut self, path: usize) -> Picked {
        match &mut self.way {
            WayRows::Direct(rows) => rows.pick(path),
            WayRows::Taped(rows) => rows.pick(path),
        }
    }

    /// Whether the current row is one: whether a value field selects something in it, or any field where there
    /// are no value fields. A JSON null is something.
    pub fn is_row(&mut self) -> bool {
        (0..self.plan.columns.len()).any(|i| {
            let counts = self.plan.columns[i].role == FieldRole::Value || !self.plan.has_values;
            counts && matches!(self.pick(i), Picked::One(_) | Picked::Composite(..) | Picked::Array(_))
        })
    }
}
