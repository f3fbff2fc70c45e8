//! A text, by a format's items → its time.

use super::Item;
use crate::convert::civil::{Clock, days_of_date, days_of_ordinal, weekday};
use crate::convert::instant::Instant;
use crate::convert::scan::{DAYS, MONTHS, Scan};

/// What was read so far; a directive that comes twice counts as it came last.
#[derive(Default)]
struct Parts {
    year: i64,
    month: i64,
    day: i64,
    day_of_year: Option<i64>,
    day_of_week: Option<i64>,
    clock: Clock,
    hour_of_12: Option<i64>,
    is_afternoon: bool,
    /// Whether it is before 1970, and the seconds from there.
    epoch: Option<(bool, i64)>,
}

pub(super) fn instant(items: &[Item], text: &str) -> Option<Instant> {
    let mut scan = Scan::new(text);
    let mut parts = Parts::default();
    for item in items {
        parts.read(*item, &mut scan)?;
    }
    if scan.is_empty() { parts.instant() } else { None }
}

impl Parts {
    fn read(&mut self, item: Item, scan: &mut Scan<'_>) -> Option<()> {
        match item {
            Item::Literal(byte) => scan.eat(byte).then_some(())?,
            Item::Space => scan.skip_space(),
            Item::Year => self.year = year(scan)?,
            Item::ShortYear => self.year = short_year(scan.two()?),
            Item::Month => self.month = scan.number(1, 2)?,
            Item::MonthName => self.month = scan.name(&MONTHS)? + 1,
            Item::Day => self.day = scan.number(1, 2)?,
            Item::DayOfYear => self.day_of_year = Some(scan.number(1, 3)?),
            Item::DayName => self.day_of_week = Some(scan.name(&DAYS)?),
            Item::Hour => self.clock.hour = scan.number(1, 2)?,
            Item::HourOf12 => self.hour_of_12 = Some(scan.number(1, 2)?),
            Item::HalfOfDay => {
                self.is_afternoon = scan.eat_word("pm");
                (self.is_afternoon || scan.eat_word("am")).then_some(())?;
            }
            Item::Minute => self.clock.minute = scan.number(1, 2)?,
            Item::Second => self.clock.second = scan.number(1, 2)?,
            Item::PointFraction(_) if !scan.eat(b'.') => {}
            Item::Fraction(count) | Item::PointFraction(count) => self.clock.attoseconds = scan.fraction(count)?,
            Item::Epoch => self.epoch = Some((scan.sign().unwrap_or(false), scan.number(1, 18)?)),
            Item::Offset => self.clock.offset = if scan.eat_word("z") { 0 } else { scan.offset()? },
            Item::Utc => (scan.eat_word("utc") || scan.eat_word("gmt")).then_some(())?,
        }
        Some(())
    }

    fn instant(self) -> Option<Instant> {
        let mut clock = self.clock;
        if let Some((negative, seconds)) = self.epoch {
            return Instant::signed(negative, seconds, clock.attoseconds);
        }
        if let Some(hour) = self.hour_of_12 {
            (1..=12).contains(&hour).then_some(())?;
            clock.hour = hour % 12 + if self.is_afternoon { 12 } else { 0 };
        }
        let days = match self.day_of_year {
            Some(day) => days_of_ordinal(self.year, day)?,
            None => days_of_date(self.year, self.month, self.day)?,
        };
        let is_that_day = self.day_of_week.is_none_or(|d| d == weekday(days));
        if is_that_day { clock.on(days) } else { None }
    }
}

/// Four digits, so that others may follow; with a sign, four to six.
fn year(scan: &mut Scan<'_>) -> Option<i64> {
    match scan.sign() {
        None => scan.number(4, 4),
        Some(negative) => scan.number(4, 6).map(|year| if negative { -year } else { year }),
    }
}

/// POSIX's century.
fn short_year(year: i64) -> i64 {
    if year < 69 { 2000 + year } else { 1900 + year }
}
