//! A stream's query, read: its paths, aligned.

use std::rc::Rc;

use super::align::{absolute, infer, shared};
use super::column::{Column, Source};
use super::condition::Condition;
use super::direct::{Direct, Gather};
use super::names::names;
use super::plan::{Plan, Way};
use super::step::steps;
use super::taped::Taped;
use super::trie::Trie;
use crate::buffer;
use crate::convert::{ColumnType, TimeFormat};
use crate::error::{Code, Error};
use crate::limits;
use crate::path::{self, Expr, Path, Root, Segment};
use crate::spec::{FieldRole, FieldSpec, FieldType, StreamSpec};

/// What a query asks for, not yet part of a trie.
#[derive(Clone, Debug)]
pub struct Query {
    condition: Option<Rc<Expr>>,
    rows: Vec<Segment>,
    columns: Vec<Column>,
    /// The fields' paths from the message, and after them those of composite times' nanoseconds.
    paths: Vec<(Vec<Segment>, Gather)>,
}

impl Query {
    /// Reads a query's paths.
    ///
    /// # Errors
    /// The first path, format or limit that is wrong, naming its field.
    #[inline]
    pub fn parse(spec: &StreamSpec) -> Result<Self, Error> {
        if spec.fields.is_empty() {
            let message = "This query has no fields: add one, such as “$” for the whole message.";
            return Err(Error::new(Code::FieldsMissing, message).of("fields"));
        }
        if spec.fields.len() > limits::FIELDS {
            let message = format!("A query can have {} fields; this one has {}.", limits::FIELDS, spec.fields.len());
            return Err(Error::new(Code::Limit, message).of("fields"));
        }
        let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
        let condition = given(&spec.filter).map(|t| path::parse_where(&t)).transpose().map_err(|e| e.of("where"))?;
        let rows = given(&spec.rows).map(|t| path::parse_query(&t)).transpose().map_err(|e| e.of("rows"))?;
        let read = |(i, f): (usize, &FieldSpec)| path::parse(&f.path).map_err(|e| e.of(format!("fields[{i}].path")));
        let paths = spec.fields.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?;
        let rows = match rows {
            Some(rows) => rows.segments,
            None => inferred(spec, &paths)?,
        };
        let mut query = Self { condition, rows, columns: Vec::new(), paths: Vec::new() };
        let names = names(&spec.fields, &paths);
        for (i, ((field, path), name)) in spec.fields.iter().zip(&paths).zip(names).enumerate() {
            let column = column(field, path, name, i).map_err(|e| e.of(format!("fields[{i}].timeFormat")))?;
            query.paths.push(query.aligned(path, column.kind));
            query.columns.push(column);
        }
        query.add_nanoseconds(&spec.fields)?;
        buffer::check(&spec.buffer, &query.columns.iter().collect::<Vec<_>>())?;
        match query.columns.iter().position(|c| c.role == FieldRole::Time) {
            Some(at) => query.columns[..=at].rotate_right(1),
            None => query.columns.insert(0, Column::received()),
        }
        Ok(query)
    }

    /// Gives composite times their second path.
    #[inline]
    fn add_nanoseconds(&mut self, fields: &[FieldSpec]) -> Result<(), Error> {
        let composite = |c: &Column| c.kind == Some(ColumnType::Time) && c.format == TimeFormat::Composite;
        for i in (0..fields.len()).filter(|&i| composite(&self.columns[i])).collect::<Vec<_>>() {
            let path = nanoseconds_path(&fields[i]).map_err(|e| e.of(format!("fields[{i}].nanosecondsPath")))?;
            self.columns[i].source = Source::Composite { seconds: i, nanoseconds: self.paths.len() };
            self.paths.push(self.aligned(&path, Some(ColumnType::Time)));
        }
        Ok(())
    }

    /// A field's path from the message, and what becomes of several values in one row.
    #[inline]
    fn aligned(&self, path: &Path, kind: Option<ColumnType>) -> (Vec<Segment>, Gather) {
        let segments = absolute(&self.rows, path);
        let shared = shared(&segments, &self.rows);
        let is_many = segments[shared..].iter().any(|s| !s.is_singular());
        let gather = if is_many && kind == Some(ColumnType::Json) { Gather::Array } else { Gather::First };
        (segments, gather)
    }

    /// Compiles the query; its paths go into a connection's trie where one pass can follow them.
    pub fn plan(&self, trie: &mut Trie) -> Plan {
        let condition = self.condition.as_ref().map(|expr| Condition::new(expr, trie));
        let way = match self.direct(trie) {
            Some(direct) => Way::Direct(direct),
            None => Way::Taped(Taped::new(trie, &self.rows, &self.paths)),
        };
        Plan::new(self.columns.clone(), condition, way)
    }

    /// The plan on a tape of the whole message, which every query has.
    #[cfg(test)]
    pub(super) fn plan_on_tape(&self, trie: &mut Trie) -> Plan {
        let condition = self.condition.as_ref().map(|expr| Condition::on_tape(expr, trie));
        let way = Way::Taped(Taped::new(trie, &self.rows, &self.paths));
        trie.taped = crate::tape::Subtrees::Whole;
        Plan::new(self.columns.clone(), condition, way)
    }

    /// What one pass can tell; `None`, and nothing put into the trie, where it needs a tape.
    fn direct(&self, trie: &mut Trie) -> Option<Direct> {
        let rows = steps(&self.rows)?;
        let fields = self.paths.iter().map(|(path, _)| steps(path)).collect::<Option<Vec<_>>>()?;
        let rows = trie.insert(&rows);
        let places = fields.iter().zip(&self.paths).map(|(s, (_, gather))| (trie.insert(s), *gather));
        let places: Vec<_> = places.collect();
        Some(Direct::new(trie, rows, &places))
    }
}

#[inline]
fn inferred(spec: &StreamSpec, paths: &[Path]) -> Result<Vec<Segment>, Error> {
    // A JSON field gives an array of what it selects: it says nothing about rows.
    let counted: Vec<usize> = (0..paths.len()).filter(|&i| spec.fields[i].kind != FieldType::Json).collect();
    infer(counted.iter().map(|&i| &paths[i])).map_err(|(at, e)| e.of(format!("fields[{}].path", counted[at])))
}

#[inline]
fn nanoseconds_path(spec: &FieldSpec) -> Result<Path, Error> {
    match spec.nanoseconds_path.as_deref().filter(|p| !p.trim().is_empty()) {
        Some(text) => path::parse(text),
        None => {
            let message = "A composite time needs the path of its nanoseconds, beside that of its seconds.";
            Err(Error::new(Code::TimeFormat, message))
        }
    }
}

#[inline]
fn column(spec: &FieldSpec, path: &Path, name: String, index: usize) -> Result<Column, Error> {
    let format = TimeFormat::named(spec.time_format.as_deref().unwrap_or("auto"))?;
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
    Ok(Column { name, kind, role: spec.role, format, source: Source::Path(index) })
}
