//! A time, exact until milliseconds are made of it.

const ATTOS_PER_SECOND: u64 = 1_000_000_000_000_000_000;
const ATTOS_PER_MILLISECOND: u64 = ATTOS_PER_SECOND / 1_000;
/// 8.64e15 milliseconds: how far from 1970 a JavaScript `Date` reaches (ECMA-262, section 21.4.1.1).
const REACH: i64 = 8_640_000_000_000;

/// A point in time to 18 decimals of a second: what its text says, before a double rounds it. Instants order as
/// the times they stand for; finer decimals are cut off, which keeps that order.
///
/// ```
/// use tributary_core::convert::{TimeFormat, instant};
/// use tributary_core::json::{Kind, Span};
/// let of = |text: &str| instant(Span { kind: Kind::Number, start: 0, end: text.len() }, text, &TimeFormat::Auto);
/// assert!(of("1721980800123456788") < of("1721980800123456789"));
/// assert_eq!(of("1721980800123").map(|t| t.milliseconds()), Some(1_721_980_800_123.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    seconds: i64,
    /// What is left, below a second's.
    attoseconds: u64,
}

impl Instant {
    /// `seconds` and a fraction below a second after the epoch; `None` where no JavaScript date reaches.
    pub(super) fn new(seconds: i64, attoseconds: u64) -> Option<Self> {
        let end = Self { seconds: REACH, attoseconds: 0 };
        let start = Self { seconds: -REACH, attoseconds: 0 };
        Some(Self { seconds, attoseconds }).filter(|t| (start..=end).contains(t))
    }

    /// As [`Self::new`], of a length before or after the epoch.
    pub(super) fn signed(negative: bool, seconds: i64, attoseconds: u64) -> Option<Self> {
        match (negative, attoseconds) {
            (false, _) => Self::new(seconds, attoseconds),
            (true, 0) => Self::new(-seconds, 0),
            (true, _) => Self::new(-seconds - 1, ATTOS_PER_SECOND - attoseconds),
        }
    }

    /// As long after `self` as `other` is after the epoch.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        // Both are below 1e18, so the sum fits.
        let attoseconds = self.attoseconds + other.attoseconds;
        let carry = attoseconds / ATTOS_PER_SECOND;
        Self::new(self.seconds + other.seconds + carry as i64, attoseconds % ATTOS_PER_SECOND)
    }

    /// How much later the time is than its [`Self::milliseconds`] say: instants of one double are in the order of this.
    /// Today, a double of milliseconds tells a quarter of a microsecond apart, and this far less than a nanosecond.
    #[must_use]
    pub fn rest(self) -> f32 {
        let rounded = self.milliseconds();
        let whole = self.seconds * 1_000 + (self.attoseconds / ATTOS_PER_MILLISECOND) as i64;
        let fraction = (self.attoseconds % ATTOS_PER_MILLISECOND) as f64 / ATTOS_PER_MILLISECOND as f64;
        ((whole - rounded.floor() as i64) as f64 + (fraction - (rounded - rounded.floor()))) as f32
    }

    /// Milliseconds since the epoch: the double nearest to the time (within ten years of 1970, where doubles tell
    /// attoseconds apart, it can be the second nearest). Never decreases from one instant to a later one.
    #[must_use]
    pub fn milliseconds(self) -> f64 {
        // Away from zero both ways, so that a short time before the epoch is not a difference of long ones.
        let negative = self.seconds < 0;
        let (seconds, attoseconds) = match (negative, self.attoseconds) {
            (false, rest) => (self.seconds, rest),
            (true, 0) => (-self.seconds, 0),
            (true, rest) => (-self.seconds - 1, ATTOS_PER_SECOND - rest),
        };
        let whole = seconds * 1_000 + (attoseconds / ATTOS_PER_MILLISECOND) as i64;
        let rest = (attoseconds % ATTOS_PER_MILLISECOND) as f64 / ATTOS_PER_MILLISECOND as f64;
        let milliseconds = whole as f64 + rest;
        if negative { -milliseconds } else { milliseconds }
    }
}
