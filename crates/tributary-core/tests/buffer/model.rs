//! What a buffer should hold, said plainly: a vector of rows, and nothing that is fast.

use tributary_core::buffer::Counts;
use tributary_core::convert::Cell;

use super::rows::Row;

#[derive(Debug, Default)]
pub struct Model {
    labels: Vec<usize>,
    series_limit: usize,
    rows: Vec<Placed>,
    pub counts: Counts,
    newest: Option<f64>,
}

/// A row, and the time by which it is sorted: a row without one stays behind the row that it came after.
#[derive(Clone, Debug)]
struct Placed {
    cells: Row,
    sorted_by: f64,
}

pub struct Append {
    pub capacity: usize,
    pub window: Option<u64>,
}

pub struct Latest {
    pub key: Vec<usize>,
    pub deletes: fn(&Row) -> bool,
    pub limit: usize,
}

fn time(row: &Row) -> Option<f64> {
    if let Cell::Number(time) = row[0] { Some(time) } else { None }
}

fn some_of(row: &Row, columns: &[usize]) -> Row {
    columns.iter().map(|&i| row[i].clone()).collect()
}

impl Model {
    pub fn new(labels: &[usize], series_limit: usize) -> Self {
        Self { labels: labels.to_vec(), series_limit, ..Self::default() }
    }

    pub fn rows(&self) -> Vec<Row> {
        self.rows.iter().map(|r| r.cells.clone()).collect()
    }

    /// The label set of each row, and how many different ones there are.
    pub fn series(&self) -> (Vec<Row>, usize) {
        let sets: Vec<Row> = self.rows.iter().map(|r| some_of(&r.cells, &self.labels)).collect();
        let mut distinct = sets.clone();
        distinct.sort_by_key(|set| format!("{set:?}"));
        distinct.dedup();
        (sets, distinct.len())
    }

    pub fn append(&mut self, how: &Append, row: &Row) {
        let (window, time) = (how.window.map(|w| w as f64), time(row));
        if let (Some(window), Some(time), Some(newest)) = (window, time, self.newest)
            && time < newest - window
        {
            self.counts.late += 1;
            return;
        }
        let behind = self.rows.last().map_or(f64::NEG_INFINITY, |r| r.sorted_by);
        let mut rows = self.rows.clone();
        rows.push(Placed { cells: row.clone(), sorted_by: time.unwrap_or(behind) });
        let new = if window.is_some() {
            let first_later = time.and_then(|t| self.rows.iter().position(|r| r.sorted_by > t));
            rows.sort_by(|a, b| a.sorted_by.total_cmp(&b.sorted_by));
            first_later.unwrap_or(self.rows.len())
        } else {
            self.rows.len()
        };
        if rows.len() > how.capacity {
            if new == 0 && self.rows.len() == how.capacity {
                self.counts.rows += 1;
                self.counts.dropped += 1;
                return;
            }
            rows.remove(0);
        }
        if self.is_over_limit(rows) {
            return;
        }
        self.counts.rows += 1;
        self.counts.dropped = self.counts.rows - self.rows.len() as u64;
        self.newest = self.newest.into_iter().chain(time).reduce(f64::max);
        self.forget_who_left();
    }

    pub fn expire(&mut self, oldest: f64) {
        while self.rows.first().is_some_and(|r| time(&r.cells).is_none_or(|t| t < oldest)) {
            self.rows.remove(0);
            self.counts.dropped += 1;
        }
        self.forget_who_left();
    }

    pub fn upsert(&mut self, how: &Latest, row: &Row) {
        let key = some_of(row, &how.key);
        if key.contains(&Cell::Null) {
            self.counts.keyless += 1;
            return;
        }
        let found = self.rows.iter().position(|r| some_of(&r.cells, &how.key) == key);
        if (how.deletes)(row) {
            if let Some(found) = found {
                self.rows.remove(found);
                self.counts.deleted += 1;
            }
            return;
        }
        let mut rows = self.rows.clone();
        let new = Placed { cells: row.clone(), sorted_by: 0.0 };
        match found {
            Some(found) => rows[found] = new,
            None if rows.len() == how.limit => {
                self.counts.keys_over_limit += 1;
                return;
            }
            None => rows.push(new),
        }
        if !self.is_over_limit(rows) {
            self.counts.rows += 1;
        }
    }

    /// Takes these rows, unless there are too many label sets among them.
    fn is_over_limit(&mut self, rows: Vec<Placed>) -> bool {
        let before = std::mem::replace(&mut self.rows, rows);
        let over = !self.labels.is_empty() && self.series().1 > self.series_limit;
        if over {
            self.rows = before;
            self.counts.series_over_limit += 1;
        }
        over
    }

    /// Rows without a time stay first once the row that they stood behind has left.
    fn forget_who_left(&mut self) {
        for row in self.rows.iter_mut().take_while(|r| time(&r.cells).is_none()) {
            row.sorted_by = f64::NEG_INFINITY;
        }
    }
}
