//! Times, in the formats a field can name.

use super::epoch::{self, Unit};
use super::{iso, text};
use crate::error::{Code, Error};
use crate::json::{Kind, Span};

/// How a field's times are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeFormat {
    /// Numbers and numeric text are epochs, told apart by magnitude; other text is ISO 8601.
    #[default]
    Auto,
    /// ISO 8601 text with any offset and precision; UTC without an offset.
    Iso8601,
    /// A number or numeric text since the Unix epoch.
    Epoch(Unit),
}

impl TimeFormat {
    /// The format of a name, as queries have it.
    ///
    /// # Errors
    /// [`Code::TimeFormat`] for a name that is unknown, or not read yet.
    pub fn named(name: &str) -> Result<Self, Error> {
        match name {
            "auto" => Ok(Self::Auto),
            "iso8601" => Ok(Self::Iso8601),
            "epoch-s" => Ok(Self::Epoch(Unit::Seconds)),
            "epoch-ms" => Ok(Self::Epoch(Unit::Milliseconds)),
            "epoch-us" => Ok(Self::Epoch(Unit::Microseconds)),
            "epoch-ns" => Ok(Self::Epoch(Unit::Nanoseconds)),
            other => {
                let known = other == "rfc2822" || other == "composite" || other.starts_with("format:");
                let what = if known { "is not supported yet" } else { "is unknown" };
                let use_one_of = "use auto, iso8601, epoch-s, epoch-ms, epoch-us or epoch-ns";
                Err(Error::new(Code::TimeFormat, format!("The time format “{other}” {what}: {use_one_of}.")))
            }
        }
    }
}

/// A value as epoch milliseconds; `None` where it is no time in this format.
pub(super) fn time(span: Span, message: &str, format: TimeFormat) -> Option<f64> {
    let written = match span.kind {
        Kind::Number | Kind::Text | Kind::Escaped => text(span, message),
        _ => return None,
    };
    let written = written.trim();
    match (format, span.kind) {
        (TimeFormat::Epoch(unit), _) => epoch::milliseconds(written, Some(unit)),
        (TimeFormat::Iso8601, Kind::Number) => None,
        (TimeFormat::Iso8601, _) => iso::milliseconds(written),
        (TimeFormat::Auto, Kind::Number) => epoch::milliseconds(written, None),
        // A bare run of digits is an epoch: exchanges send those as text.
        (TimeFormat::Auto, _) => iso::milliseconds(written).or_else(|| epoch::milliseconds(written, None)),
    }
}
