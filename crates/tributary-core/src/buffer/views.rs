//! What charts show of a large buffer: one selection for each kind of chart.

use super::decimator::{Decimator, is_large};
use super::table::Table;
use crate::spec::ViewSpec;
use crate::time::Millis;

/// So many kinds of charts are remembered; one that was not looked at for longest goes first.
const REMEMBERED: usize = 8;

/// The selections, in the order in which they were looked at.
#[derive(Debug, Default)]
pub(super) struct Views {
    decimators: Vec<Decimator>,
}

/// Rows that were picked of many.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) table: Table,
    pub(super) bucket_ms: f64,
}

impl Views {
    /// What a chart shows at `now`; `None` where that is the buffer as it is.
    #[inline]
    pub(super) fn select(&mut self, view: ViewSpec, table: &mut Table, now: Millis) -> Option<Selection> {
        if let Some(touched) = table.touched.take() {
            self.decimators.iter_mut().for_each(|decimator| decimator.go_back(table, touched));
        }
        if !is_large(table.length, view) {
            return None;
        }
        let known = self.decimators.iter().position(|decimator| decimator.view() == view);
        let mut decimator = match known {
            Some(at) => self.decimators.remove(at),
            None => Decimator::new(view),
        };
        let picked = table.pick(&decimator.rows(table, now));
        let bucket_ms = decimator.width();
        if self.decimators.len() == REMEMBERED {
            self.decimators.remove(0);
        }
        self.decimators.push(decimator);
        Some(Selection { table: picked, bucket_ms })
    }
}
