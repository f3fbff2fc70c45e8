//! Dates as mail and HTTP headers have them (RFC 5322, sections 3.3 and 4.3, which replace RFC 2822's):
//! `Fri, 26 Jul 2024 08:00:00 +0200`. Comments in parentheses are not read.

use super::civil::{Clock, days_of_date, weekday};
use super::instant::Instant;
use super::scan::{DAYS, MONTHS, Scan};

/// The obsolete zones that have a name, and their hours east of UTC.
const ZONES: [(&str, i64); 11] = [
    ("gmt", 0),
    ("utc", 0),
    ("ut", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// The time of such a date; `None` where it is none, no such date, or a different day of the week.
pub(super) fn instant(text: &str) -> Option<Instant> {
    let mut scan = Scan::new(text);
    let day_of_week = scan.name(&DAYS);
    if day_of_week.is_some() {
        scan.skip_space();
        scan.eat(b',').then_some(())?;
        scan.skip_space();
    }
    let day = scan.number(1, 2)?;
    scan.skip_space();
    let month = scan.name(&MONTHS)? + 1;
    scan.skip_space();
    let year = year(&mut scan)?;
    scan.skip_space();
    let hour = scan.two()?;
    colon(&mut scan).then_some(())?;
    let minute = scan.two()?;
    let second = if colon(&mut scan) { scan.two()? } else { 0 };
    scan.skip_space();
    let offset = zone(&mut scan)?;
    let days = days_of_date(year, month, day)?;
    let is_that_day = day_of_week.is_none_or(|d| d == weekday(days));
    if !is_that_day || !scan.is_empty() {
        return None;
    }
    Clock { hour, minute, second, attoseconds: 0, offset }.on(days)
}

/// Four digits or, in old dates, the last two, or those since 1900 in three.
fn year(scan: &mut Scan<'_>) -> Option<i64> {
    let digits = scan.digits();
    let year = scan.number(2, 4)?;
    Some(match digits {
        2 if year < 50 => 2000 + year,
        2 | 3 => 1900 + year,
        _ => year,
    })
}

/// Old dates may have white space around it.
fn colon(scan: &mut Scan<'_>) -> bool {
    scan.skip_space();
    let found = scan.eat(b':');
    if found {
        scan.skip_space();
    }
    found
}

/// `±hhmm`, or an obsolete name, in seconds east of UTC. Other names say nothing certain, so they are refused;
/// military letters, which were widely used wrong, stand for UTC.
fn zone(scan: &mut Scan<'_>) -> Option<i64> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| scan.eat_word(name)) {
        return Some(hours * 3600);
    }
    match scan.letter() {
        Some(b'j') => None,
        Some(_) => Some(0),
        None => scan.offset(),
    }
}
