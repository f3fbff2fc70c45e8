//! The proleptic Gregorian calendar and the clock on the wall.

use super::instant::Instant;

const SECONDS_PER_DAY: i64 = 86_400;

/// A time of day, some way east of UTC.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) attoseconds: u64,
    /// Seconds east of UTC.
    pub(super) offset: i64,
}

impl Clock {
    /// The time of day on a day counted from 1970-01-01; `None` where a clock does not show it. 60 is a leap
    /// second: the first of the next minute, as POSIX counts.
    pub(super) fn on(self, days: i64) -> Option<Instant> {
        let Self { hour, minute, second, attoseconds, offset } = self;
        let is_shown = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
        let seconds = days * SECONDS_PER_DAY + (hour * 60 + minute) * 60 + second - offset;
        if is_shown { Instant::new(seconds, attoseconds) } else { None }
    }
}

/// A date as days from 1970-01-01; `None` where the calendar does not have it.
pub(super) fn days_of_date(year: i64, month: i64, day: i64) -> Option<i64> {
    let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
    exists.then(|| days_from_epoch(year, month, day))
}

/// As [`days_of_date`], by the day of the year, from 1.
pub(super) fn days_of_ordinal(year: i64, day: i64) -> Option<i64> {
    let days = days_from_epoch(year, 1, 1) + day - 1;
    (day >= 1 && days < days_from_epoch(year + 1, 1, 1)).then_some(days)
}

/// As [`days_of_date`], by ISO 8601's week (from 1) and day of the week (Monday is 1).
pub(super) fn days_of_week_date(year: i64, week: i64, day: i64) -> Option<i64> {
    // The fourth of January is always in the first week.
    let fourth = days_from_epoch(year, 1, 4);
    let monday = fourth - (weekday(fourth) + 6) % 7 + (week - 1) * 7;
    let thursday_is_in_year = monday + 3 < days_from_epoch(year + 1, 1, 1);
    (week >= 1 && thursday_is_in_year && (1..=7).contains(&day)).then_some(monday + day - 1)
}

/// The day of the week: Sunday is 0.
pub(super) fn weekday(days: i64) -> i64 {
    // 1970-01-01 was a Thursday.
    (days + 4).rem_euclid(7)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01, counting years from March so that the leap day comes last.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
