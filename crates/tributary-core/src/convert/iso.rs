//! ISO 8601 dates and times: `2024-07-26`, `2024-07-26T08:00:00.123456789+02:00`, `20240726T080000Z`,
//! `2024-W30-5`, `2024-208`; and what others write for it: a space for the `T`, before the offset too, `UTC` for
//! `Z`, and the zone's name in brackets after the offset (RFC 9557).

use super::civil::{Clock, days_of_date, days_of_ordinal, days_of_week_date};
use super::instant::Instant;
use super::scan::Scan;

/// The time of ISO 8601 text; UTC where it has no offset. `None` where it is none, or no such date.
pub(super) fn instant(text: &str) -> Option<Instant> {
    let mut scan = Scan::new(text);
    let days = date(&mut scan)?;
    if scan.is_empty() {
        return Clock::default().on(days);
    }
    if !(scan.eat(b'T') || scan.eat(b't') || scan.eat(b' ')) {
        return None;
    }
    let clock = time_of_day(&mut scan)?;
    let offset = offset(&mut scan)?;
    match clock {
        // The end of the day.
        Clock { hour: 24, minute: 0, second: 0, attoseconds: 0, .. } => {
            Clock { offset, ..Clock::default() }.on(days + 1)
        }
        _ => Clock { offset, ..clock }.on(days),
    }
}

/// A calendar, ordinal or week date, in days from 1970-01-01.
fn date(scan: &mut Scan<'_>) -> Option<i64> {
    let year = year(scan)?;
    let extended = scan.eat(b'-');
    if scan.eat(b'W') || scan.eat(b'w') {
        let week = scan.two()?;
        separator(scan, extended, b'-')?;
        return days_of_week_date(year, week, scan.number(1, 1)?);
    }
    // Without the hyphen it would be seven digits, which are rather an epoch.
    if extended && scan.digits() == 3 {
        return days_of_ordinal(year, scan.number(3, 3)?);
    }
    let month = scan.two()?;
    if extended && scan.is_empty() {
        return days_of_date(year, month, 1);
    }
    separator(scan, extended, b'-')?;
    days_of_date(year, month, scan.two()?)
}

/// The extended form's separator; nothing in the basic form.
fn separator(scan: &mut Scan<'_>, extended: bool, byte: u8) -> Option<()> {
    (!extended || scan.eat(byte)).then_some(())
}

/// Four digits, or a sign and six (the expanded form that JavaScript writes; there is no year -0).
fn year(scan: &mut Scan<'_>) -> Option<i64> {
    match scan.sign() {
        None => scan.number(4, 4),
        Some(false) => scan.number(6, 6),
        Some(true) => scan.number(6, 6).filter(|&year| year != 0).map(|year| -year),
    }
}

/// `hh`, `hh:mm`, `hh:mm:ss`, with any number of decimals of the second; colons or none.
fn time_of_day(scan: &mut Scan<'_>) -> Option<Clock> {
    let mut clock = Clock { hour: scan.two()?, ..Clock::default() };
    let extended = scan.eat(b':');
    if !extended && scan.digits() == 0 {
        return Some(clock);
    }
    clock.minute = scan.two()?;
    let has_seconds = if extended { scan.eat(b':') } else { scan.digits() > 0 };
    if has_seconds {
        clock.second = scan.two()?;
        if scan.eat(b'.') || scan.eat(b',') {
            clock.attoseconds = scan.fraction(None)?;
        }
    }
    Some(clock)
}

/// `Z`, an offset, or nothing, up to the text's end; in seconds east of UTC.
fn offset(scan: &mut Scan<'_>) -> Option<i64> {
    if scan.is_empty() {
        return Some(0);
    }
    scan.skip_space();
    let is_utc = scan.eat_word("z") || scan.eat_word("utc") || scan.eat_word("gmt");
    let offset = if is_utc { 0 } else { scan.offset()? };
    (scan.is_empty() || scan.is_bracketed()).then_some(offset)
}
