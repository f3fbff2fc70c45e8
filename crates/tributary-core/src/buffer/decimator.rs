//! Of a large buffer, the rows that a chart can tell apart.
//!
//! Time is cut into buckets as wide as a point of the chart. Of each bucket, and of each series in it, stay the first
//! row, the last, and the rows with the least and the greatest value of each column: lines drawn through them cover the
//! same points as lines through all rows would. What is picked are rows, as they are; nothing is averaged.
//!
//! It is kept from one look to the next: only rows that have come since then are looked at.

use super::Series;
use super::lane::Lane;
use super::table::Table;
use crate::convert::ColumnType;
use crate::sort::heap_sort;
use crate::spec::ViewSpec;
use crate::time::Millis;

/// The rows of one series that stay for each point.
const ROWS_A_POINT: usize = 4;

/// By so much at least buckets grow when there are too many rows all the same.
const WIDER: f64 = 1.25;

/// And so often in one look.
const TRIES: usize = 4;

/// What is picked for one view.
#[derive(Debug)]
pub(super) struct Decimator {
    view: ViewSpec,
    /// The columns whose extremes count.
    columns: Vec<usize>,
    /// A bucket's width in milliseconds.
    width: f64,
    /// Rows picked from the buckets before the open one: by their numbers, ascending.
    picked: Vec<u64>,
    /// Which bucket is open; none is NaN.
    open: f64,
    /// What is known of it, by series.
    lanes: Vec<Lane>,
    /// The number of the first row that has not been looked at.
    next: u64,
    /// When buckets that had to grow may be as narrow again as they should be.
    narrow_at: f64,
}

/// Whether a buffer of so many rows is too large to be shown as it is.
#[inline]
pub(super) fn is_large(rows: usize, view: ViewSpec) -> bool {
    rows > ROWS_A_POINT * view.points
}

impl Decimator {
    #[inline]
    pub(super) fn new(view: ViewSpec) -> Self {
        let (columns, picked, lanes) = (Vec::new(), Vec::new(), Vec::new());
        Self { view, columns, width: 0.0, picked, open: f64::NAN, lanes, next: 0, narrow_at: 0.0 }
    }

    #[inline]
    pub(super) fn view(&self) -> ViewSpec {
        self.view
    }

    /// A bucket's width in milliseconds.
    #[inline]
    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// The rows that stay of what the view shows at `now`, at most four for each series and point: their numbers.
    #[inline]
    pub(super) fn rows(&mut self, table: &Table, now: Millis) -> Vec<u64> {
        self.follow_columns(table);
        let now = now.as_f64();
        let limit = ROWS_A_POINT * self.view.points * table.series.as_ref().map_or(1, |series| series.live().max(1));
        let mut rows = self.pick(table, now);
        // Gaps, times in no order and times to come take rows that nobody could foresee.
        for _ in 0..TRIES {
            if rows.len() <= limit {
                break;
            }
            self.restart(self.width * WIDER.max(rows.len() as f64 / limit as f64));
            self.narrow_at = now + self.view.span_ms as f64;
            rows = self.pick(table, now);
        }
        if rows.len() > limit {
            thin(&mut rows, limit);
        } else if self.width > self.narrowest() && now >= self.narrow_at && rows.len() < limit / 2 {
            self.restart(self.narrowest());
        }
        rows
    }

    /// Looks at the rows that have come, and picks those that stay of all.
    #[inline]
    fn pick(&mut self, table: &Table, now: f64) -> Vec<u64> {
        let from = self.view.from_ms.map_or(now - self.view.span_ms as f64, |from| from as f64);
        // A line comes into the picture from the bucket before it.
        let from = from - self.width;
        let first = table.left;
        let end = first + table.length as u64;
        for row in self.next.max(first)..end {
            self.look_at(table, row, from);
        }
        self.next = end;
        let mut over = 0;
        while let Some(&row) = self.picked.get(over)
            && (row < first || table.time((row - first) as usize).is_none_or(|time| time < from))
        {
            over += 1;
        }
        self.picked.drain(..over);
        let closed = self.picked.len();
        self.pick_open(first);
        let rows = self.picked.clone();
        self.picked.truncate(closed);
        rows
    }

    /// Forgets what it knows of this row and those that came after it.
    #[inline]
    pub(super) fn go_back(&mut self, table: &Table, touched: u64) {
        if touched >= self.next {
            return;
        }
        let first = table.left;
        let bucket = |row: u64| table.time(row.checked_sub(first)? as usize).map(|time| self.bucket(time));
        let touched_bucket = bucket(touched);
        let mut stays = self.picked.len();
        while stays > 0 && (self.picked[stays - 1] >= touched || bucket(self.picked[stays - 1]) >= touched_bucket) {
            stays -= 1;
        }
        self.picked.truncate(stays);
        // The last row of a bucket always stays.
        self.next = self.picked.last().map_or(0, |last| last + 1);
        self.forget_open();
    }

    /// Columns get their types from what comes.
    #[inline]
    fn follow_columns(&mut self, table: &Table) {
        let labels = table.series.as_ref().map_or(&[][..], Series::columns);
        let mut columns = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            if column.kind() == Some(ColumnType::Number) && !labels.contains(&at) {
                columns.push(at);
            }
        }
        if columns != self.columns || self.width == 0.0 {
            self.columns = columns;
            self.restart(self.narrowest());
        }
    }

    /// The width at which a full chart has just enough points.
    #[inline]
    fn narrowest(&self) -> f64 {
        let buckets = ROWS_A_POINT * self.view.points / (2 + 2 * self.columns.len());
        // One more comes into the picture, and one is not yet full.
        (self.view.span_ms.max(1) as f64) / buckets.saturating_sub(2).max(1) as f64
    }

    #[inline]
    fn restart(&mut self, width: f64) {
        self.width = width;
        self.forget_open();
        self.picked.clear();
        self.next = 0;
    }

    #[inline]
    fn bucket(&self, time: f64) -> f64 {
        (time / self.width).floor()
    }

    #[inline]
    fn look_at(&mut self, table: &Table, row: u64, from: f64) {
        let at = (row - table.left) as usize;
        if let Some(time) = table.time(at) {
            if time < from {
                return;
            }
            let bucket = self.bucket(time);
            if bucket != self.open {
                self.close();
                self.open = bucket;
            }
        }
        let lane = table.series.as_ref().map_or(0, |series| series.lane(at));
        while self.lanes.len() <= lane {
            self.lanes.push(Lane::default());
        }
        let lane = &mut self.lanes[lane];
        lane.begin(row, self.columns.len());
        let mut is_gap = true;
        for (extremes, &column) in lane.extremes.iter_mut().zip(&self.columns) {
            if let Some(number) = table.columns[column].number(at) {
                is_gap = false;
                extremes.note(number, row);
            }
        }
        if is_gap && lane.gap.is_none() && !self.columns.is_empty() {
            lane.gap = Some(row);
        }
    }

    /// Appends the rows that stay of the open bucket, from the `first` on.
    #[inline(never)]
    fn pick_open(&mut self, first: u64) {
        let mut rows = Vec::new();
        for lane in &self.lanes {
            lane.pick(&mut rows);
        }
        heap_sort(&mut rows, |a, b| a < b);
        for row in rows {
            // Some have been picked for several reasons, and others may have left.
            if row >= first && self.picked.last() != Some(&row) {
                self.picked.push(row);
            }
        }
    }

    #[inline]
    fn close(&mut self) {
        self.pick_open(0);
        self.forget_open();
    }

    #[inline]
    fn forget_open(&mut self) {
        for lane in &mut self.lanes {
            lane.rows = 0;
        }
        self.open = f64::NAN;
    }
}

/// Keeps every so many rows, and the last one.
#[inline]
fn thin(rows: &mut Vec<u64>, limit: usize) {
    let every = rows.len().div_ceil(limit);
    let (mut kept, mut at) = (0, (rows.len() - 1) % every);
    while at < rows.len() {
        rows[kept] = rows[at];
        (kept, at) = (kept + 1, at + every);
    }
    rows.truncate(kept);
}
