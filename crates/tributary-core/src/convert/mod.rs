//! Staged JSON text → typed cells.

mod civil;
mod epoch;
mod instant;
mod iso;
mod pattern;
mod rfc2822;
mod scan;
mod time;

use std::borrow::Cow;

pub use epoch::Unit;
pub use instant::Instant;
pub use pattern::Pattern;
pub use time::{TimeFormat, instant};

use crate::json::{Kind, Span, parse_number, short_decimal, unescape};
use crate::limits;

/// The type of a column once it is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Doubles.
    Number,
    /// Text, interned.
    String,
    /// True or false.
    Boolean,
    /// Epoch milliseconds, fractions included.
    Time,
    /// JSON text.
    Json,
}

impl ColumnType {
    /// What a column that may have any type becomes by its first value; `None` for null, which settles nothing.
    #[must_use]
    pub fn settled_by(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Null => None,
            Kind::True | Kind::False => Some(Self::Boolean),
            Kind::Number => Some(Self::Number),
            Kind::Text | Kind::Escaped => Some(Self::String),
            Kind::Array | Kind::Object => Some(Self::Json),
        }
    }
}

/// One value of one row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// No value.
    Null,
    /// A number, or a time in epoch milliseconds.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// Text, or JSON text.
    Text(Cow<'a, str>),
}

/// A value that its column's type cannot take; the cell is null, and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unconverted {
    /// Which: its source text is the sample to show.
    pub value: Span,
}

/// The cell for a value of `message` in a column of type `to`.
///
/// # Errors
/// [`Unconverted`] where the type cannot take the value: text that is no number, a number that overflows, a time
/// that `format` does not have or no JavaScript date reaches, text over [`limits::STRING_BYTES`]. A JSON null is no
/// error: it is [`Cell::Null`] in every type but JSON's own.
pub fn convert<'a>(span: Span, message: &'a str, to: ColumnType, format: &TimeFormat) -> Result<Cell<'a>, Unconverted> {
    if to == ColumnType::Json {
        return Ok(Cell::Text(Cow::Borrowed(span.source(message))));
    }
    if span.kind == Kind::Null {
        return Ok(Cell::Null);
    }
    let cell = match to {
        ColumnType::Number => number(span, message).map(Cell::Number),
        ColumnType::Boolean => boolean(span, message).map(Cell::Boolean),
        ColumnType::Time => time::milliseconds(span, message, format).map(Cell::Number),
        ColumnType::String | ColumnType::Json => {
            Some(text(span, message)).filter(|t| t.len() <= limits::STRING_BYTES).map(Cell::Text)
        }
    };
    cell.ok_or(Unconverted { value: span })
}

/// The cell for a composite time: seconds since the epoch, and nanoseconds that are added to them. Each is a number
/// or numeric text. Nanoseconds that are not there count as 0 (writers omit what is 0), seconds that are null make
/// the time null.
///
/// # Errors
/// [`Unconverted`] with the value that is no number, or the seconds of a time that no JavaScript date reaches.
pub fn compose<'a>(seconds: Span, nanoseconds: Option<Span>, message: &str) -> Result<Cell<'a>, Unconverted> {
    Ok(composed(seconds, nanoseconds, message)?.map_or(Cell::Null, |t| Cell::Number(t.milliseconds())))
}

/// As [`compose`], exact; `None` for null.
pub(crate) fn composed(
    seconds: Span,
    nanoseconds: Option<Span>,
    message: &str,
) -> Result<Option<Instant>, Unconverted> {
    if seconds.kind == Kind::Null {
        return Ok(None);
    }
    let bad = |value| Unconverted { value };
    let whole = instant(seconds, message, &TimeFormat::Composite).ok_or(bad(seconds))?;
    let time = match nanoseconds.filter(|n| n.kind != Kind::Null) {
        Some(span) => whole.plus(time::nanoseconds(span, message).ok_or(bad(span))?).ok_or(bad(seconds))?,
        None => whole,
    };
    Ok(Some(time))
}

/// What a string says; of anything else, its source text.
pub(crate) fn text<'a>(span: Span, message: &'a str) -> Cow<'a, str> {
    match span.kind {
        Kind::Text => Cow::Borrowed(span.between_quotes(message)),
        Kind::Escaped => unescape(span.between_quotes(message)),
        _ => Cow::Borrowed(span.source(message)),
    }
}

fn number(span: Span, message: &str) -> Option<f64> {
    match span.kind {
        Kind::Number => parse_number(span.source(message)),
        Kind::Text | Kind::Escaped => numeric_text(&text(span, message)),
        _ => None,
    }
}

/// Numeric text as exchanges send it: a decimal with an optional sign, fraction and exponent.
fn numeric_text(text: &str) -> Option<f64> {
    if let Some(number) = short_decimal(text.as_bytes()) {
        return Some(number);
    }
    let text = text.trim_ascii();
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if plain { parse_number(text) } else { None }
}

/// JSON's own, the words as text in either case, and what is exactly 1 or 0.
fn boolean(span: Span, message: &str) -> Option<bool> {
    match span.kind {
        Kind::True => return Some(true),
        Kind::False => return Some(false),
        Kind::Text | Kind::Escaped => {
            let text = text(span, message);
            let is = |word: &str| text.trim_ascii().eq_ignore_ascii_case(word);
            if is("true") || is("false") {
                return Some(is("true"));
            }
        }
        _ => {}
    }
    match number(span, message)? {
        0.0 => Some(false),
        1.0 => Some(true),
        _ => None,
    }
}
