//! Custom formats: `strftime`'s directives, read once per query and then run over each value.
//!
//! | directive | reads |
//! |---|---|
//! | `%Y` `%y` | the year: four digits (with a sign up to six); its last two, 69–99 being 19xx |
//! | `%m` `%b` `%B` | the month: one or two digits; in English, three letters or whole |
//! | `%d` `%e` `%j` | the day of the month, `%e` also after spaces; the day of the year |
//! | `%a` `%A` | the day of the week, in English; it must agree with the date |
//! | `%H` `%I` `%p` | the hour, of 24 or of 12 with AM or PM |
//! | `%M` `%S` | minute, second; one or two digits |
//! | `%f` `%3f` `%L` `%.f` `%.3f` | decimals of the second: any, three, three; with a point, if it is there |
//! | `%s` | seconds since 1970, which need no date |
//! | `%z` `%:z` `%Z` | `±hh`, `±hhmm`, `±hh:mm`, `Z`; `%Z` only UTC or GMT; UTC where there is none |
//! | `%F` `%T` `%R` `%D` | `%Y-%m-%d`, `%H:%M:%S`, `%H:%M`, `%m/%d/%y` |
//! | `%n` `%t`, white space | any white space, or none |
//! | `%%`, anything else | itself |

mod compile;
mod read;

use super::instant::Instant;

/// A custom format that was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    items: Box<[Item]>,
}

/// Why a format is none.
#[derive(Debug)]
pub(super) struct PatternError {
    /// What is wrong with it, and what to do.
    pub(super) message: String,
    /// Where, in bytes.
    pub(super) position: usize,
}

impl Pattern {
    /// Reads a format.
    pub(super) fn compile(format: &str) -> Result<Self, PatternError> {
        compile::items(format).map(|items| Self { items: items.into() })
    }

    /// The time of a text in this format.
    pub(super) fn instant(&self, text: &str) -> Option<Instant> {
        read::instant(&self.items, text)
    }
}

/// What comes next in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Item {
    /// This byte.
    Literal(u8),
    /// White space, or none.
    Space,
    Year,
    ShortYear,
    Month,
    MonthName,
    Day,
    DayOfYear,
    DayName,
    Hour,
    HourOf12,
    HalfOfDay,
    Minute,
    Second,
    /// So many decimals of the second; any number where there is none.
    Fraction(Option<u8>),
    /// The same after a decimal point, or nothing.
    PointFraction(Option<u8>),
    Epoch,
    Offset,
    Utc,
}
