//! What is known of one series in one bucket of time.

/// So few rows all stay.
const FEW: usize = 4;

/// One series' rows in the open bucket.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    pub(super) rows: usize,
    first: [u64; FEW],
    last: u64,
    /// The first row without any value: lines end there.
    pub(super) gap: Option<u64>,
    pub(super) extremes: Vec<Extremes>,
}

/// A value and its row: the least, and the greatest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extremes {
    least: (f64, u64),
    greatest: (f64, u64),
}

impl Lane {
    /// One row more, with so many columns.
    #[inline]
    pub(super) fn begin(&mut self, row: u64, columns: usize) {
        if self.rows == 0 {
            self.gap = None;
            self.extremes.clear();
            while self.extremes.len() < columns {
                self.extremes.push(Extremes { least: (f64::INFINITY, row), greatest: (f64::NEG_INFINITY, row) });
            }
        }
        if let Some(place) = self.first.get_mut(self.rows) {
            *place = row;
        }
        self.rows += 1;
        self.last = row;
    }

    /// Appends the rows that stay.
    #[inline]
    pub(super) fn pick(&self, rows: &mut Vec<u64>) {
        if self.rows <= self.first.len() {
            rows.extend_from_slice(&self.first[..self.rows]);
            return;
        }
        rows.extend_from_slice(&[self.first[0], self.last, self.gap.unwrap_or(self.last)]);
        for extremes in &self.extremes {
            rows.extend_from_slice(&[extremes.least.1, extremes.greatest.1]);
        }
    }
}

impl Extremes {
    #[inline]
    pub(super) fn note(&mut self, number: f64, row: u64) {
        if number < self.least.0 {
            self.least = (number, row);
        }
        if number > self.greatest.0 {
            self.greatest = (number, row);
        }
    }
}
