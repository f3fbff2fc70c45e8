//! Keeping one row per key: the latest.

use super::condition::Condition;
use super::counts::Fate;
use super::interner::Interner;
use super::key;
use super::place::Place;
use super::table::Table;
use crate::convert::{Cell, ColumnType};

/// A row per key, in the order in which the keys first came.
///
/// A row that is deleted is emptied where it stands; rows move together before they are read, and when more than
/// half of them are empty. So an upsert or a deletion costs the same however many rows there are.
#[derive(Debug)]
pub(super) struct Latest {
    columns: Vec<usize>,
    delete: Option<Condition>,
    pub(super) limit: usize,
    keys: Interner,
    /// The code of each row's key; [`Self::EMPTY`] where the row was deleted.
    codes: Vec<u32>,
    /// The row of each code.
    rows: Vec<u32>,
    empty: usize,
    key: Vec<u8>,
}

/// So many deleted rows are borne.
const SLACK: usize = 64;

impl Latest {
    const EMPTY: u32 = u32::MAX;

    /// At most `limit` rows, told apart by these columns.
    pub(super) fn new(columns: Vec<usize>, delete: Option<Condition>, limit: usize) -> Self {
        let (keys, codes, rows, key) = (Interner::default(), Vec::new(), Vec::new(), Vec::new());
        Self { columns, delete, limit, keys, codes, rows, empty: 0, key }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// Puts a row instead of the one of its key, or at the end; or deletes that one.
    pub(super) fn push(&mut self, table: &mut Table, cells: &[Cell<'_>]) -> Fate {
        if self.columns.iter().any(|&at| is_null(&cells[at], table.columns[at].kind())) {
            return Fate::Keyless;
        }
        key::encode(self.columns.iter().map(|&at| &cells[at]), &mut self.key);
        let code = self.keys.code(&self.key);
        let deletes = self.delete.as_mut().is_some_and(|c| c.holds(cells, &table.columns));
        match code {
            Some(code) if deletes => self.delete(table, code),
            None if deletes => Fate::Needless,
            Some(code) => self.update(table, cells, code),
            None => self.insert(table, cells),
        }
    }

    fn update(&self, table: &mut Table, cells: &[Cell<'_>], code: u32) -> Fate {
        let row = self.rows[code as usize] as usize;
        let Some(admitted) = table.admit(cells, Some(row)) else { return Fate::SeriesOverLimit };
        table.put(Place::Over(row), cells, admitted);
        Fate::Kept
    }

    fn insert(&mut self, table: &mut Table, cells: &[Cell<'_>]) -> Fate {
        if self.len() >= self.limit {
            return Fate::KeyOverLimit;
        }
        let Some(admitted) = table.admit(cells, None) else { return Fate::SeriesOverLimit };
        let code = self.keys.intern(&self.key);
        if self.rows.len() <= code as usize {
            self.rows.resize(code as usize + 1, 0);
        }
        // Rows, empty ones included, are at most twice what the limit allows.
        self.rows[code as usize] = table.length as u32;
        self.codes.push(code);
        table.put(Place::Back, cells, admitted);
        Fate::Kept
    }

    fn delete(&mut self, table: &mut Table, code: u32) -> Fate {
        let row = self.rows[code as usize] as usize;
        table.clear(row);
        self.codes[row] = Self::EMPTY;
        self.keys.release(code);
        self.empty += 1;
        if self.empty > self.len() + SLACK {
            self.pack(table);
        }
        Fate::Deleting
    }

    /// Moves the rows together.
    pub(super) fn pack(&mut self, table: &mut Table) {
        if self.empty == 0 {
            return;
        }
        let codes = &self.codes;
        table.retain(&|row| codes[row] != Self::EMPTY);
        self.codes.retain(|&code| code != Self::EMPTY);
        self.empty = 0;
        self.place();
    }

    pub(super) fn give_back(&mut self) {
        let Some(renumbered) = self.keys.give_back() else { return };
        for code in self.codes.iter_mut().filter(|code| **code != Self::EMPTY) {
            *code = renumbered[*code as usize];
        }
        self.codes.shrink_to(self.codes.len() * 2);
        self.rows = vec![0; self.keys.len()];
        self.place();
    }

    pub(super) fn memory(&self) -> usize {
        self.keys.memory() + (self.codes.capacity() + self.rows.capacity()) * size_of::<u32>()
    }

    /// Says again where each key's row is.
    fn place(&mut self) {
        for (row, &code) in (0..).zip(&self.codes) {
            if let Some(place) = self.rows.get_mut(code as usize) {
                *place = row;
            }
        }
    }
}

/// Whether a cell says nothing: also a JSON null in a column of JSON text.
fn is_null(cell: &Cell<'_>, kind: Option<ColumnType>) -> bool {
    match cell {
        Cell::Null => true,
        Cell::Text(text) => kind == Some(ColumnType::Json) && text == "null",
        Cell::Number(_) | Cell::Boolean(_) => false,
    }
}
