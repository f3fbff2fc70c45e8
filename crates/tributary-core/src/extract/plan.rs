//! What a stream takes from a message.

use super::staging::Staging;
use super::trie::{Slot, Trie};
use crate::convert::{ColumnType, TimeFormat};
use crate::error::{Code, Error};
use crate::limits;
use crate::path::{self, Expr, Path, Root, Step};
use crate::spec::{BufferSpec, FieldRole, FieldSpec, FieldType, StreamSpec};

/// Where a column's values come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The time at which the message came.
    Received,
    /// A value of the message.
    Slot(Slot),
}

/// A column of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type; `None` until the first value settles it.
    pub kind: Option<ColumnType>,
    /// What it is for.
    pub role: FieldRole,
    /// How its times are written.
    pub format: TimeFormat,
    /// Where its values come from.
    pub source: Source,
}

/// What a message comes to for one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// `where` selected nothing.
    Filtered,
    /// `rows`, or every value field, selected nothing.
    Rowless,
    /// A row.
    Row,
}

/// A compiled query: the slots of its paths.
#[derive(Clone, Debug)]
pub struct Plan {
    filter: Option<Slot>,
    rows: Option<Slot>,
    columns: Vec<Column>,
}

/// A query's paths, read but not yet part of a trie.
#[derive(Clone, Debug)]
pub struct Query {
    filter: Option<Vec<Step>>,
    rows: Option<Vec<Step>>,
    fields: Vec<(Column, Vec<Step>)>,
}

impl Query {
    /// Reads a query's paths.
    ///
    /// # Errors
    /// The first path, format or limit that is wrong, naming its field.
    pub fn parse(spec: &StreamSpec) -> Result<Self, Error> {
        if spec.fields.is_empty() {
            let message = "This query has no fields: add one, such as “$” for the whole message.";
            return Err(Error::new(Code::FieldsMissing, message).of("fields"));
        }
        if spec.fields.len() > limits::FIELDS {
            let message = format!("A query can have {} fields; this one has {}.", limits::FIELDS, spec.fields.len());
            return Err(Error::new(Code::Limit, message).of("fields"));
        }
        let BufferSpec::Append { rows, .. } = spec.buffer;
        if rows > limits::BUFFER_ROWS {
            let message = format!("A buffer can hold {} rows; this query asks for {rows}.", limits::BUFFER_ROWS);
            return Err(Error::new(Code::Limit, message).of("buffer.rows"));
        }
        let filled = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
        let filter = filled(&spec.filter).map(|text| condition(&text)).transpose().map_err(|e| e.of("where"))?;
        let rows =
            filled(&spec.rows).map(|text| steps(&path::parse_query(&text)?)).transpose().map_err(|e| e.of("rows"))?;
        let prefix = rows.as_deref().unwrap_or_default();
        let fields = spec.fields.iter().enumerate().map(|(i, f)| field(f, i, prefix)).collect::<Result<_, _>>()?;
        Ok(Self { filter, rows, fields })
    }

    /// Puts the paths into a connection's trie.
    pub fn plan(&self, trie: &mut Trie) -> Plan {
        let mut insert = |steps: &Option<Vec<Step>>| steps.as_ref().map(|s| trie.insert(s));
        let (filter, rows) = (insert(&self.filter), insert(&self.rows));
        let mut columns: Vec<Column> = Vec::with_capacity(self.fields.len() + 1);
        for (column, segments) in &self.fields {
            columns.push(Column { source: Source::Slot(trie.insert(segments)), ..column.clone() });
        }
        match columns.iter().position(|c| c.role == FieldRole::Time) {
            Some(at) => columns[..=at].rotate_right(1),
            None => columns.insert(0, received()),
        }
        Plan { filter, rows, columns }
    }
}

/// The column that stands for a missing time field.
fn received() -> Column {
    Column {
        name: "time".to_owned(),
        kind: Some(ColumnType::Time),
        role: FieldRole::Time,
        format: TimeFormat::Auto,
        source: Source::Received,
    }
}

fn field(spec: &FieldSpec, index: usize, rows: &[Step]) -> Result<(Column, Vec<Step>), Error> {
    let of = |name: &str| format!("fields[{index}].{name}");
    let path = path::parse(&spec.path).map_err(|e| e.of(of("path")))?;
    let format =
        TimeFormat::named(spec.time_format.as_deref().unwrap_or("auto")).map_err(|e| e.of(of("timeFormat")))?;
    let name =
        spec.name.as_deref().map(str::trim).filter(|n| !n.is_empty()).map_or_else(|| path.label(), str::to_owned);
    let kind = match (spec.role, spec.kind) {
        (FieldRole::Time, _) | (_, FieldType::Time) => Some(ColumnType::Time),
        // The whole message, unless it is asked to be something else, is its own JSON text.
        (_, FieldType::Auto) if path.is_root() && path.root == Root::Message => Some(ColumnType::Json),
        (_, FieldType::Auto) => None,
        (_, FieldType::Number) => Some(ColumnType::Number),
        (_, FieldType::String) => Some(ColumnType::String),
        (_, FieldType::Boolean) => Some(ColumnType::Boolean),
        (_, FieldType::Json) => Some(ColumnType::Json),
    };
    let column = Column { name, kind, role: spec.role, format, source: Source::Received };
    let own = steps(&path).map_err(|e| e.of(of("path")))?;
    let steps = match path.root {
        Root::Message => own,
        Root::Current => [rows, &own].concat(),
    };
    Ok((column, steps))
}

fn condition(text: &str) -> Result<Vec<Step>, Error> {
    match path::parse_where(text)? {
        Expr::Exists(path) => steps(&path),
        _ => Err(unsupported("Conditions with comparisons")),
    }
}

/// What the one pass can follow: singular paths.
fn steps(path: &Path) -> Result<Vec<Step>, Error> {
    path.singular().ok_or_else(|| unsupported("Paths that can select many values"))
}

fn unsupported(what: &str) -> Error {
    let message = format!("{what} are not supported yet: name each step, as in “$.data[0].price”.");
    Error::new(Code::PathUnsupported, message)
}

impl Plan {
    /// The columns: the row's time first, the others in the order of the query's fields.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// What a staged message comes to. A value field that selects a JSON null has selected something; without
    /// value fields, any field makes the row.
    #[must_use]
    pub fn outcome(&self, staging: &Staging) -> Outcome {
        let selects = |slot: Slot| staging.get(slot).is_some();
        if !self.filter.is_none_or(selects) {
            return Outcome::Filtered;
        }
        let has_values = self.columns.iter().any(|c| c.role == FieldRole::Value);
        let makes_row = |c: &Column| match c.source {
            Source::Received => false,
            Source::Slot(slot) => (c.role == FieldRole::Value || !has_values) && selects(slot),
        };
        if self.rows.is_none_or(selects) && self.columns.iter().any(makes_row) {
            Outcome::Row
        } else {
            Outcome::Rowless
        }
    }
}
