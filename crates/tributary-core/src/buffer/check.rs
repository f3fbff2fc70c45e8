//! What can be wrong with a query's buffer.

use super::condition;
use crate::error::{Code, Error};
use crate::extract::Column;
use crate::limits;
use crate::spec::{BufferSpec, DeleteSpec, Scalar};

/// Checks a buffer against the columns of its query's fields.
///
/// # Errors
/// The first limit, field name or constant that is wrong, naming its place: `buffer.key[0]`.
#[inline]
pub fn check(spec: &BufferSpec, fields: &[&Column]) -> Result<(), Error> {
    match spec {
        BufferSpec::Append { rows, .. } if *rows > limits::BUFFER_ROWS => {
            let message = format!("A buffer can hold {} rows; this query asks for {rows}.", limits::BUFFER_ROWS);
            Err(Error::new(Code::Limit, message).of("buffer.rows"))
        }
        BufferSpec::Append { .. } => Ok(()),
        BufferSpec::Latest { key, .. } if key.is_empty() => {
            let message = "A buffer of latest rows needs a key: name at least one field.";
            Err(Error::new(Code::SpecInvalid, message).of("buffer.key"))
        }
        BufferSpec::Latest { key, delete } => {
            for (i, name) in key.iter().enumerate() {
                named(name, fields).map_err(|e| e.of(format!("buffer.key[{i}]")))?;
            }
            delete.as_ref().map_or(Ok(()), |d| check_delete(d, fields))
        }
    }
}

#[inline]
fn check_delete(delete: &DeleteSpec, fields: &[&Column]) -> Result<(), Error> {
    let column = named(&delete.field, fields).map_err(|e| e.of("buffer.delete.field"))?;
    let equals = &delete.equals;
    let fits = |kind| *equals == Scalar::Null || condition::typed(equals, kind, column).is_some();
    match column.kind {
        Some(kind) if !fits(kind) => {
            let message = format!("The field “{}” is never {equals}: its type is {kind:?}.", column.name);
            Err(Error::new(Code::SpecInvalid, message).of("buffer.delete.equals"))
        }
        _ => Ok(()),
    }
}

/// The field with a name.
#[inline]
fn named<'a>(name: &str, fields: &[&'a Column]) -> Result<&'a Column, Error> {
    fields.iter().copied().find(|c| c.name == name).ok_or_else(|| {
        let known = fields.iter().map(|c| format!("“{}”", c.name)).collect::<Vec<_>>().join(", ");
        let message = format!("There is no field “{name}” in this query: use one of {known}.");
        Error::new(Code::FieldUnknown, message)
    })
}
