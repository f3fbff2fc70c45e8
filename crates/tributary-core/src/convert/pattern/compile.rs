//! A format's text → its items.

use super::{Item, PatternError};
use crate::limits;

/// The items of a format that gives a date.
pub(super) fn items(format: &str) -> Result<Vec<Item>, PatternError> {
    if format.len() > limits::TIME_FORMAT_BYTES {
        let message = format!("is longer than {} bytes", limits::TIME_FORMAT_BYTES);
        return Err(PatternError { message, position: 0 });
    }
    let mut items = Vec::new();
    add(&mut items, format)?;
    match missing(&items) {
        Some(what) => Err(PatternError { message: what.to_owned(), position: 0 }),
        None => Ok(items),
    }
}

/// Adds a format's items. Literals go by bytes: UTF-8 compares as well that way.
fn add(items: &mut Vec<Item>, format: &str) -> Result<(), PatternError> {
    let bytes = format.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let position = at;
        at += 1;
        if byte != b'%' {
            items.push(if byte.is_ascii_whitespace() { Item::Space } else { Item::Literal(byte) });
            continue;
        }
        while bytes.get(at).is_some_and(|b| matches!(b, b'.' | b':' | b'0'..=b'9')) {
            at += 1;
        }
        let modifier = &bytes[position + 1..at];
        match directive(modifier, bytes.get(at).copied()) {
            Some(Directive::One(item)) => items.push(item),
            Some(Directive::Like(format)) => add(items, format)?,
            None => return Err(unknown(format, position, at)),
        }
        at += 1;
    }
    Ok(())
}

/// What a directive stands for.
enum Directive {
    One(Item),
    /// What another format reads.
    Like(&'static str),
}

fn directive(modifier: &[u8], letter: Option<u8>) -> Option<Directive> {
    let item = match (modifier, letter?) {
        ([], b'Y') => Item::Year,
        ([], b'y') => Item::ShortYear,
        ([], b'm') => Item::Month,
        ([], b'b' | b'B') => Item::MonthName,
        ([], b'd') => Item::Day,
        ([], b'j') => Item::DayOfYear,
        ([], b'a' | b'A') => Item::DayName,
        ([], b'H') => Item::Hour,
        ([], b'I') => Item::HourOf12,
        ([], b'p') => Item::HalfOfDay,
        ([], b'M') => Item::Minute,
        ([], b'S') => Item::Second,
        ([], b'L') => Item::Fraction(Some(3)),
        ([], b'f') => Item::Fraction(None),
        ([b'.'], b'f') => Item::PointFraction(None),
        ([digit @ b'1'..=b'9'], b'f') => Item::Fraction(Some(digit - b'0')),
        ([b'.', digit @ b'1'..=b'9'], b'f') => Item::PointFraction(Some(digit - b'0')),
        ([], b's') => Item::Epoch,
        ([] | [b':'], b'z') => Item::Offset,
        ([], b'Z') => Item::Utc,
        ([], b'n' | b't') => Item::Space,
        ([], b'%') => Item::Literal(b'%'),
        ([], b'e') => return Some(Directive::Like(" %d")),
        ([], b'F') => return Some(Directive::Like("%Y-%m-%d")),
        ([], b'T') => return Some(Directive::Like("%H:%M:%S")),
        ([], b'R') => return Some(Directive::Like("%H:%M")),
        ([], b'D') => return Some(Directive::Like("%m/%d/%y")),
        _ => return None,
    };
    Some(Directive::One(item))
}

/// The error for a directive whose percent sign is at `position` and whose letter is at `letter`.
fn unknown(format: &str, position: usize, letter: usize) -> PatternError {
    let length = format.get(letter..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let message = match format.get(position..letter + length) {
        None | Some("%") => "ends with a lone “%”: write “%%” for a percent sign".to_owned(),
        Some(directive) => {
            format!("has “{directive}”, which is no directive: use %Y %m %d %H %M %S %f %z or the like")
        }
    };
    PatternError { message, position }
}

/// What a format lacks to tell a time.
fn missing(items: &[Item]) -> Option<&'static str> {
    let (mut epoch, mut year, mut month, mut day, mut ordinal) = (false, false, false, false, false);
    let (mut hour_of_12, mut half_of_day) = (false, false);
    for item in items {
        match item {
            Item::Epoch => epoch = true,
            Item::Year | Item::ShortYear => year = true,
            Item::Month | Item::MonthName => month = true,
            Item::Day => day = true,
            Item::DayOfYear => ordinal = true,
            Item::HourOf12 => hour_of_12 = true,
            Item::HalfOfDay => half_of_day = true,
            _ => {}
        }
    }
    if epoch {
        None
    } else if !(year && (ordinal || month && day)) {
        Some("gives no date: it needs a year, a month and a day, such as “%Y-%m-%d” (or “%s”, seconds since 1970)")
    } else if hour_of_12 && !half_of_day {
        Some("has the hour of 12 (“%I”) without AM or PM (“%p”)")
    } else {
        None
    }
}
