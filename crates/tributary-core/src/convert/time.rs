//! Times, in the formats a field can name.

use super::epoch::{self, Unit};
use super::instant::Instant;
use super::pattern::Pattern;
use super::{iso, rfc2822, text};
use crate::error::{Code, Error};
use crate::json::{Kind, Span};

/// What a custom format's name starts with.
const CUSTOM: &str = "format:";

/// How a field's times are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeFormat {
    /// Numbers and numeric text are epochs, told apart by magnitude; other text is ISO 8601 or RFC 2822.
    #[default]
    Auto,
    /// ISO 8601 text with any offset and precision; UTC without an offset.
    Iso8601,
    /// A date as in mail headers: RFC 2822, with its obsolete zones.
    Rfc2822,
    /// A number or numeric text since the Unix epoch.
    Epoch(Unit),
    /// Directives as `strftime` has them; UTC without an offset.
    Custom(Pattern),
    /// Seconds since the Unix epoch in one field, nanoseconds in another.
    Composite,
}

impl TimeFormat {
    /// The format of a name, as queries have it.
    ///
    /// # Errors
    /// [`Code::TimeFormat`] for a name that is unknown, and for a custom format that has a directive which is none,
    /// or that does not tell a date, with its position in the name.
    pub fn named(name: &str) -> Result<Self, Error> {
        match name {
            "auto" => Ok(Self::Auto),
            "iso8601" => Ok(Self::Iso8601),
            "rfc2822" => Ok(Self::Rfc2822),
            "epoch-s" => Ok(Self::Epoch(Unit::Seconds)),
            "epoch-ms" => Ok(Self::Epoch(Unit::Milliseconds)),
            "epoch-us" => Ok(Self::Epoch(Unit::Microseconds)),
            "epoch-ns" => Ok(Self::Epoch(Unit::Nanoseconds)),
            "composite" => Ok(Self::Composite),
            _ => match name.strip_prefix(CUSTOM) {
                Some(format) => Self::custom(name, format),
                None => {
                    let use_one_of = "use auto, iso8601, rfc2822, epoch-s, epoch-ms, epoch-us, epoch-ns, composite \
                                      or “format:” and a pattern";
                    Err(Error::new(Code::TimeFormat, format!("The time format “{name}” is unknown: {use_one_of}.")))
                }
            },
        }
    }

    /// Whether a number is a time in milliseconds as it stands, because that is said or told by magnitude.
    #[inline]
    pub(crate) fn is_milliseconds(&self, number: f64) -> bool {
        (1e11..1e14).contains(&number) && matches!(self, Self::Auto | Self::Epoch(Unit::Milliseconds))
    }

    fn custom(name: &str, format: &str) -> Result<Self, Error> {
        Pattern::compile(format).map(Self::Custom).map_err(|e| {
            let message = format!("The time format “{format}” {}.", e.message);
            Error::new(Code::TimeFormat, message).at(name, CUSTOM.len() + e.position)
        })
    }
}

/// A value as epoch milliseconds; `None` where it is no time in this format.
pub(super) fn milliseconds(span: Span, message: &str, format: &TimeFormat) -> Option<f64> {
    let written = match (format, span.kind) {
        (TimeFormat::Auto | TimeFormat::Epoch(Unit::Milliseconds), Kind::Number) => span.source(message),
        (TimeFormat::Auto | TimeFormat::Epoch(Unit::Milliseconds), Kind::Text) => span.between_quotes(message),
        _ => "",
    };
    // No instant is needed where there is nothing to round.
    epoch::whole_milliseconds(written.as_bytes()).or_else(|| instant(span, message, format).map(Instant::milliseconds))
}

/// A value as a time; `None` where it is none in this format.
///
/// A value in the format [`TimeFormat::Composite`] is its seconds alone: [`super::compose`] takes both.
#[must_use]
pub fn instant(span: Span, message: &str, format: &TimeFormat) -> Option<Instant> {
    let is_number = match span.kind {
        Kind::Number => true,
        Kind::Text | Kind::Escaped => false,
        _ => return None,
    };
    let written = text(span, message);
    let written = written.trim_ascii();
    match format {
        TimeFormat::Epoch(unit) => epoch::instant(written, Some(*unit)),
        TimeFormat::Composite => epoch::instant(written, Some(Unit::Seconds)),
        TimeFormat::Auto if is_number => epoch::instant(written, None),
        // A bare run of digits is an epoch (exchanges send those as text), but for the eight of a basic ISO date.
        TimeFormat::Auto => {
            iso::instant(written).or_else(|| epoch::instant(written, None)).or_else(|| rfc2822::instant(written))
        }
        TimeFormat::Custom(pattern) => pattern.instant(written),
        TimeFormat::Iso8601 | TimeFormat::Rfc2822 if is_number => None,
        TimeFormat::Iso8601 => iso::instant(written),
        TimeFormat::Rfc2822 => rfc2822::instant(written),
    }
}

/// Nanoseconds as a time after the epoch.
pub(super) fn nanoseconds(span: Span, message: &str) -> Option<Instant> {
    instant(span, message, &TimeFormat::Epoch(Unit::Nanoseconds))
}
