//! Column buffers: the rows of a stream that are kept, column by column.
//!
//! ```text
//! Buffer::push ──▶ Append: where in the order of arrival or of times │ what leaves: capacity, age
//!              └─▶ Latest: instead of which row, or at the end       │ what leaves: deleted keys
//!                    └─▶ Table: one ring per column, and the rows' label sets, in step
//! Buffer::read ──▶ Contents: rows in their order, to be copied slice by slice
//!              └─▶ Views: of a large buffer, the rows that a chart can tell apart
//! ```
//!
//! What grows with the rows is made of [`Ring`]s: of numbers and times, codes, words of bits, starts and lengths of
//! texts, and bytes of texts. A ring grows by a chunk of 8 KiB and copies nothing, where one allocation for all would
//! double and be there twice as it grows; what has left is given back by the chunk, too. A chunk of times or numbers that
//! is full, and in which each is a whole number of steps of 1 from the first, is packed into half of the room. So a row
//! of a time and a number takes 12 bytes.
//!
//! Rows have numbers that stay their own: how many left before, and the position. [`Buffer::take_touched`] says from
//! which number on rows may be others than before, for who keeps something that was made of them.

mod append;
mod bits;
mod check;
mod chunk;
mod column;
mod condition;
mod contents;
mod counts;
mod decimator;
mod dictionary;
mod interner;
mod key;
mod lane;
mod latest;
mod numbering;
mod packed;
mod place;
mod ring;
mod room;
mod series;
mod table;
mod text;
mod values;
mod views;

pub use bits::Bits;
pub use check::check;
pub use column::ColumnBuffer;
pub use contents::{Contents, Selected};
pub use counts::{Counts, Fate};
pub use dictionary::Dictionary;
pub use place::Place;
pub use ring::Ring;
pub use series::Series;
pub use text::TextRing;
pub use values::Values;

use crate::convert::Cell;
use crate::extract::Column;
use crate::limits;
use crate::spec::{BufferSpec, FieldRole, ViewSpec};
use crate::time::Millis;
use append::{Append, Order};
use condition::Condition;
use latest::Latest;
use table::Table;
use views::{Selection, Views};

/// The rows of a stream that are kept.
#[derive(Debug)]
pub struct Buffer {
    table: Table,
    keeping: Keeping,
    counts: Counts,
    /// The cells of the row that is being put; kept for its room.
    cells: Vec<Cell<'static>>,
    /// Rows until the next look at the room that is wasted.
    until_tidy: usize,
    views: Views,
    /// What was read last, where that was no more than a selection.
    selection: Option<Selection>,
}

/// Which rows are kept.
#[derive(Debug)]
enum Keeping {
    /// Every one, up to a capacity and an age.
    Append(Append),
    /// The latest of each key.
    Latest(Box<Latest>),
}

/// Room is looked at once in so many rows, and when the rows are read.
const TIDY_EVERY: usize = 4096;

impl Buffer {
    /// An empty buffer; the first of `columns` holds the rows' times. Rows of an append buffer stand in the order of
    /// their times with a `sort_window_ms`, and as they came without one.
    #[must_use]
    pub fn new(columns: &[Column], spec: &BufferSpec, sort_window_ms: Option<u64>) -> Self {
        let labels = (0..columns.len()).filter(|&i| columns[i].role == FieldRole::Label).collect();
        let mut table = Table {
            columns: columns.iter().map(|c| ColumnBuffer::new(c.kind)).collect(),
            series: Series::new(labels, limits::SERIES),
            length: 0,
            has_text: None,
            rests: None,
            left: 0,
            touched: None,
        };
        let keeping = match spec {
            BufferSpec::Append { rows, age_seconds } => Keeping::Append(Append {
                capacity: (*rows).clamp(1, limits::BUFFER_ROWS),
                age_ms: age_seconds.filter(|s| *s > 0.0).map(|s| s * 1000.0),
                order: sort_window_ms.map_or(Order::Arrival, |ms| Order::Time {
                    window_ms: Millis(ms).as_f64(),
                    newest: (f64::NEG_INFINITY, 0.0),
                }),
            }),
            BufferSpec::Latest { key, delete } => {
                let key = key.iter().filter_map(|name| named(name, columns)).collect();
                let delete = delete.as_ref().and_then(|d| {
                    let at = named(&d.field, columns)?;
                    Some(Condition::new(at, columns[at].clone(), d.equals.clone()))
                });
                Keeping::Latest(Box::new(Latest::new(key, delete, limits::BUFFER_ROWS)))
            }
        };
        if let Keeping::Append(Append { order: Order::Time { .. }, .. }) = keeping {
            table.rests = Some(Ring::default());
        }
        let (counts, cells, until_tidy) = (Counts::default(), Vec::new(), TIDY_EVERY);
        Self { table, keeping, counts, cells, until_tidy, views: Views::default(), selection: None }
    }

    /// Other limits than those of [`limits`]: on keys, and on label sets.
    #[must_use]
    pub fn with_limits(mut self, keys: usize, series: usize) -> Self {
        if let Keeping::Latest(latest) = &mut self.keeping {
            latest.limit = keys;
        }
        if let Some(all) = &mut self.table.series {
            all.set_limit(series);
        }
        self
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.keeping {
            Keeping::Append(_) => self.table.length,
            Keeping::Latest(latest) => latest.len(),
        }
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What became of the rows.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What the buffer takes, about, in bytes.
    #[must_use]
    pub fn memory(&self) -> usize {
        let keys = if let Keeping::Latest(latest) = &self.keeping { latest.memory() } else { 0 };
        self.table.memory() + keys
    }

    /// Whether rows are sorted by their times, and so by what [`Self::push_sorted`] is told of them.
    #[must_use]
    pub fn sorts(&self) -> bool {
        self.table.rests.is_some()
    }

    /// Takes a row. `cell` makes the cell of column `i`, and may settle that column's type first.
    pub fn push<'a>(&mut self, cell: impl FnMut(usize, &mut ColumnBuffer) -> Cell<'a>) -> Fate {
        self.push_sorted(0.0, cell)
    }

    /// Takes a row whose time is by `rest` milliseconds later than its cell can say.
    pub fn push_sorted<'a>(&mut self, rest: f32, mut cell: impl FnMut(usize, &mut ColumnBuffer) -> Cell<'a>) -> Fate {
        let mut cells: Vec<Cell<'a>> = std::mem::take(&mut self.cells);
        cells.extend(self.table.columns.iter_mut().enumerate().map(|(i, column)| cell(i, column)));
        let fate = match &mut self.keeping {
            Keeping::Append(append) => append.push(&mut self.table, &cells, rest, &mut self.counts.dropped),
            Keeping::Latest(latest) => latest.push(&mut self.table, &cells),
        };
        self.cells = emptied(cells);
        self.counts.note(fate);
        self.keep_up(1);
        fate
    }

    /// Whether every row is kept, and where it comes: then rows can be taken by [`Self::extend`].
    #[must_use]
    pub fn keeps_order(&self) -> bool {
        matches!(self.keeping, Keeping::Append(Append { order: Order::Arrival, .. })) && self.table.series.is_none()
    }

    /// Takes so many rows at once, into a buffer that [`Self::keeps_order`]. `fill` pushes a cell for each of them into
    /// every column, and may settle the columns' types first.
    #[inline]
    pub fn extend(&mut self, rows: usize, fill: impl FnOnce(&mut [ColumnBuffer])) {
        let Keeping::Append(append) = &self.keeping else { return };
        let dropped = append.extend(&mut self.table, rows, fill);
        self.counts.dropped += dropped as u64;
        self.counts.rows += rows as u64;
        self.keep_up(rows);
    }

    /// Takes a row of nulls that stands for what was missed, behind the newest row. The latest rows of keys need none.
    #[cold]
    pub fn push_gap(&mut self) {
        if let Keeping::Append(append) = &mut self.keeping
            && let Some(leaving) = append.push_gap(&mut self.table)
        {
            self.counts.dropped += leaving as u64;
            self.counts.gaps += 1;
        }
    }

    /// What there is to do from time to time, after so many rows.
    #[inline(always)]
    fn keep_up(&mut self, rows: usize) {
        if self.table.has_text() && matches!(self.keeping, Keeping::Append(_)) {
            while self.table.text_bytes() > limits::BUFFER_TEXT_BYTES && self.len() > 1 {
                self.table.pop(1);
                self.counts.dropped += 1;
            }
        }
        self.until_tidy = self.until_tidy.saturating_sub(rows);
        if self.until_tidy == 0 {
            self.tidy();
        }
    }

    /// Drops the rows at the front that are too old at `now`, or have no time; whether there were any.
    #[inline]
    pub fn expire(&mut self, now: Millis) -> bool {
        let Keeping::Append(Append { age_ms: Some(age), .. }) = self.keeping else { return false };
        let dropped = self.table.expire(now.as_f64() - age);
        self.counts.dropped += dropped;
        dropped > 0
    }

    /// Drops the oldest quarter of the rows, for want of memory; whether there were any. The latest rows of keys stay.
    #[inline]
    pub fn shed(&mut self) -> bool {
        let rows = match self.keeping {
            Keeping::Append(_) => self.table.length.div_ceil(4),
            Keeping::Latest(_) => 0,
        };
        self.table.pop(rows);
        self.counts.dropped += rows as u64;
        self.tidy();
        rows > 0
    }

    /// What there is to read.
    pub fn read(&mut self) -> Contents<'_> {
        self.selection = None;
        if let Keeping::Latest(latest) = &mut self.keeping {
            latest.pack(&mut self.table);
        }
        self.table.pack();
        self.tidy();
        Contents::of(&self.table, None)
    }

    /// What a view shows at `now`: of a large buffer of every row, no more rows than can be told apart.
    #[inline]
    pub fn read_view(&mut self, view: ViewSpec, now: Millis) -> Contents<'_> {
        let selection = match self.keeping {
            Keeping::Append(_) => self.views.select(view, &mut self.table, now),
            Keeping::Latest(_) => None,
        };
        let Some(selection) = selection else { return self.read() };
        self.tidy();
        let selected = Selected { of: self.table.length, bucket_ms: selection.bucket_ms };
        Contents::of(&self.selection.insert(selection).table, Some(selected))
    }

    /// Gives back room that is far more than is needed.
    fn tidy(&mut self) {
        self.until_tidy = TIDY_EVERY;
        self.table.give_back();
        if let Keeping::Latest(latest) = &mut self.keeping {
            latest.give_back();
        }
    }
}

/// The column of a field. The receive time that stands first for a missing time field may have a field's name.
fn named(name: &str, columns: &[Column]) -> Option<usize> {
    (1..columns.len()).chain([0]).find(|&i| columns.get(i).is_some_and(|c| c.name == name))
}

/// The room of a row's cells, for those of another row, whose text may live elsewhere.
fn emptied(mut cells: Vec<Cell<'_>>) -> Vec<Cell<'static>> {
    cells.clear();
    // No cell is left: only the type changes, and the allocation stays.
    cells.into_iter().map(|_| Cell::Null).collect()
}
