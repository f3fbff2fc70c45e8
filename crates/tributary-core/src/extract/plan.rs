//! What a stream takes from a message that was read.

use super::column::{Column, Source};
use super::condition::Condition;
use super::direct::{Direct, DirectRows};
use super::extractor::Message;
use super::pick::Picked;
use super::taped::{Taped, TapedRows};
use super::trie::Place;
use crate::eval::{Budget, OverBudget};
use crate::json::Found;
use crate::spec::FieldRole;

/// A compiled query.
#[derive(Debug)]
pub struct Plan {
    columns: Vec<Column>,
    condition: Option<Condition>,
    /// The paths of which a row selects something by at least one: those of the value fields or, where there are none,
    /// of all.
    telling: Vec<usize>,
    /// For each column, where its value is if that is simple: in the row's own visit.
    own: Vec<Option<Place>>,
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
    pub(super) fn new(columns: Vec<Column>, condition: Option<Condition>, way: Way) -> Self {
        let has_values = columns.iter().any(|c| c.role == FieldRole::Value);
        let path = |column: &Column| match column.source {
            Source::Received => None,
            Source::Path(path) | Source::Composite { seconds: path, .. } => Some(path),
        };
        let telling = columns.iter().filter(|c| c.role == FieldRole::Value || !has_values).filter_map(path).collect();
        let own = |column: &Column| match (&way, column.source) {
            (Way::Direct(direct), Source::Path(path)) => direct.own(path),
            _ => None,
        };
        let own = columns.iter().map(own).collect();
        Self { columns, condition, telling, own, way }
    }

    /// The columns: the row's time first, the others in the order of the query's fields.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether its rows tell when their message came.
    #[must_use]
    pub fn tells_time(&self) -> bool {
        // Only the first column can be without a path.
        self.columns.first().is_some_and(|column| column.source == Source::Received)
    }

    /// The rows of a message; `None` where `where` does not select it.
    ///
    /// # Errors
    /// When the budget is used up; the message has no rows then.
    #[inline(always)]
    pub fn rows<'a>(&'a mut self, message: &Message<'a>, budget: &mut Budget) -> Result<Option<Rows<'a>>, OverBudget> {
        if let Some(condition) = &self.condition
            && !condition.takes(message, budget)?
        {
            return Ok(None);
        }
        let way = match &mut self.way {
            Way::Direct(direct) => {
                WayRows::Direct(DirectRows::new(direct, &self.telling, message.staging, message.text))
            }
            Way::Taped(taped) => WayRows::Taped(taped.rows(&self.telling, message.document, budget)?),
        };
        Ok(Some(Rows { columns: &self.columns, own: &self.own, way }))
    }
}

/// The rows of one message: the elements that `rows` selected in which a value field selects something, or any field
/// where there are no value fields. A JSON null is something.
#[derive(Debug)]
pub struct Rows<'a> {
    columns: &'a [Column],
    own: &'a [Option<Place>],
    way: WayRows<'a>,
}

#[derive(Debug)]
enum WayRows<'a> {
    Direct(DirectRows<'a>),
    Taped(TapedRows),
}

impl<'a> Rows<'a> {
    /// How many rows there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.way {
            WayRows::Direct(rows) => rows.len(),
            WayRows::Taped(rows) => rows.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many elements are no rows. A message in which `rows` selected nothing counts as one.
    #[must_use]
    pub fn rowless(&self) -> usize {
        let selected = match &self.way {
            WayRows::Direct(rows) => rows.selected,
            WayRows::Taped(rows) => rows.selected,
        };
        selected.max(1) - self.len()
    }

    /// A column.
    #[inline]
    #[must_use]
    pub fn column(&self, column: usize) -> &'a Column {
        &self.columns[column]
    }

    /// Every column, with the place of its values in the rows' own elements, where that is all there is to them.
    #[inline(always)]
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&'a Column, Option<Place>)> + use<'a> {
        self.columns.iter().zip(self.own.iter().copied())
    }

    /// What such a place has in each row.
    #[inline(always)]
    pub(crate) fn own(&self, place: Place) -> Option<impl Iterator<Item = Option<Found>>> {
        match &self.way {
            WayRows::Direct(rows) => Some(rows.own(place)),
            WayRows::Taped(_) => None,
        }
    }

    /// What a column has in a row. Within a column, rows are to be asked for in their order, each once.
    #[inline(always)]
    pub fn pick(&mut self, row: usize, column: usize) -> Picked {
        match self.columns[column].source {
            Source::Received => Picked::Received,
            Source::Path(path) => self.pick_path(row, path),
            Source::Composite { seconds, nanoseconds } => self.compose(row, seconds, nanoseconds),
        }
    }

    #[inline(never)]
    fn compose(&mut self, row: usize, seconds: usize, nanoseconds: usize) -> Picked {
        let [seconds, nanoseconds] = [seconds, nanoseconds].map(|path| self.pick_path(row, path));
        match (seconds, nanoseconds) {
            (Picked::One(seconds), Picked::One(nanoseconds)) => Picked::Composite(seconds.span, Some(nanoseconds.span)),
            (Picked::One(seconds), _) => Picked::Composite(seconds.span, None),
            _ => Picked::Nothing,
        }
    }

    #[inline(always)]
    fn pick_path(&mut self, row: usize, path: usize) -> Picked {
        match &mut self.way {
            WayRows::Direct(rows) => rows.pick(row, path),
            WayRows::Taped(rows) => rows.pick(row, path),
        }
    }
}
