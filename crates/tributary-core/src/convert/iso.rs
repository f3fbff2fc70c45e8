//! ISO 8601 dates and times: `2024-07-26`, `2024-07-26T08:00:00.123456789+02:00`, `20240726T080000Z`.

/// Epoch milliseconds of ISO 8601 text; UTC where it has no offset. `None` where it is none, or no such date.
pub(super) fn milliseconds(text: &str) -> Option<f64> {
    let mut scan = Scan { rest: text.as_bytes() };
    let year = scan.year()?;
    let extended = scan.eat(b'-');
    let month = scan.number(2)?;
    if extended && !scan.eat(b'-') {
        return None;
    }
    let day = scan.number(2)?;
    if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let midnight = days_from_epoch(year, month, day) as f64 * 86_400_000.0;
    if scan.rest.is_empty() {
        return Some(midnight);
    }
    if !(scan.eat(b'T') || scan.eat(b't') || scan.eat(b' ')) {
        return None;
    }
    let time = scan.time_of_day()?;
    let offset = scan.offset()?;
    scan.rest.is_empty().then_some(midnight + (time - offset))
}

struct Scan<'a> {
    rest: &'a [u8],
}

impl Scan<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        self.rest = &self.rest[usize::from(found)..];
        found
    }

    /// A number of exactly `digits` digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (head, rest) = self.rest.split_at_checked(digits)?;
        let value = head.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')))?;
        self.rest = rest;
        Some(value)
    }

    /// Four digits, or a sign and six (the expanded form that JavaScript writes).
    fn year(&mut self) -> Option<i64> {
        match self.rest.first()? {
            b'+' | b'-' => {
                let negative = self.eat(b'-') || !self.eat(b'+');
                let year = self.number(6)?;
                Some(if negative { -year } else { year })
            }
            _ => self.number(4),
        }
    }

    /// `hh:mm`, `hh:mm:ss`, with any number of decimals, colons or none; in milliseconds.
    fn time_of_day(&mut self) -> Option<f64> {
        let hours = self.number(2)?;
        let extended = self.eat(b':');
        let minutes = self.number(2)?;
        let has_seconds = if extended { self.eat(b':') } else { self.rest.first().is_some_and(u8::is_ascii_digit) };
        let seconds = if has_seconds { self.number(2)? } else { 0 };
        let fraction = if has_seconds && (self.eat(b'.') || self.eat(b',')) { self.fraction()? } else { 0.0 };
        // 60 is a leap second; 24:00 is the end of the day.
        let in_range = hours < 24 && minutes < 60 && seconds <= 60 || (hours, minutes, seconds) == (24, 0, 0);
        in_range.then(|| ((hours * 60 + minutes) * 60 + seconds) as f64 * 1000.0 + fraction)
    }

    /// The decimals of a second, in milliseconds; digits after the eighteenth say nothing that a double holds.
    fn fraction(&mut self) -> Option<f64> {
        let digits = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (decimals, rest) = self.rest.split_at(digits);
        self.rest = rest;
        let kept = &decimals[..digits.min(18)];
        let (value, scale) = kept.iter().fold((0u64, 1.0), |(v, s), b| (v * 10 + u64::from(b - b'0'), s * 10.0));
        (digits > 0).then(|| value as f64 * 1000.0 / scale)
    }

    /// `Z`, `±hh`, `±hhmm`, `±hh:mm` or nothing; in milliseconds east of UTC.
    fn offset(&mut self) -> Option<f64> {
        if self.rest.is_empty() || self.eat(b'Z') || self.eat(b'z') {
            return Some(0.0);
        }
        let east = self.eat(b'+');
        if !east && !self.eat(b'-') {
            return None;
        }
        let hours = self.number(2)?;
        let colon = self.eat(b':');
        let minutes = if colon || !self.rest.is_empty() { self.number(2)? } else { 0 };
        let offset = ((hours * 60 + minutes) * 60_000) as f64;
        (hours < 24 && minutes < 60).then_some(if east { offset } else { -offset })
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap day
/// comes last.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
