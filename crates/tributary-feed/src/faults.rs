//! The faults of an open socket, as the query of its request asks for them.

use std::num::NonZeroU64;
use std::time::Duration;

use crate::parameters::whole;

/// What goes wrong on a socket. The default is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Faults {
    /// What happens once, and after how many messages. Of what happens after the same message the first comes
    /// first.
    pub(crate) incidents: Vec<(u64, Incident)>,
    /// Each message whose number, counted from 1, is a multiple of this is replaced by something that is not JSON.
    pub(crate) garbage: Option<NonZeroU64>,
    /// So many messages are sent at once right after the opening.
    pub(crate) flood: u64,
}

/// A fault that has its moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Incident {
    /// Nothing is sent for so long, or for ever; what comes in is still read and answered.
    Stall(Option<Duration>),
    /// Bytes that break RFC 6455.
    RawGarbage,
    /// A close frame.
    Close { code: u16, reason: &'static str },
    /// Nothing is sent and nothing is read any more, and TCP stays open.
    HalfOpen,
    /// TCP is closed without a close frame.
    Cut,
}

/// The parameters one by one, before it is known that they go together.
#[derive(Default)]
struct Asked {
    cut: Option<u64>,
    stall: Option<u64>,
    stall_ms: Option<u32>,
    half_open: Option<u64>,
    raw_garbage: Option<u64>,
    close: Option<u16>,
    close_after: Option<u64>,
}

impl Faults {
    /// Reads a request's query. Unknown parameters are ignored; of a repeated one the last counts.
    ///
    /// # Errors
    /// A sentence for people that names the parameter that makes no sense.
    pub(crate) fn parse(query: &str) -> Result<Self, String> {
        let mut faults = Self::default();
        let mut asked = Asked::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                "cut" => asked.cut = Some(whole(&name, &value)?),
                "stall" => asked.stall = Some(whole(&name, &value)?),
                "stallMs" => asked.stall_ms = Some(whole(&name, &value)?),
                "halfOpen" => asked.half_open = Some(whole(&name, &value)?),
                "rawGarbage" => asked.raw_garbage = Some(whole(&name, &value)?),
                "close" => asked.close = Some(code(&value)?),
                "closeAfter" => asked.close_after = Some(whole(&name, &value)?),
                "garbage" => faults.garbage = Some(every(&value)?),
                "flood" => faults.flood = whole(&name, &value)?,
                _ => {}
            }
        }
        faults.incidents = asked.incidents()?;
        Ok(faults)
    }
}

impl Asked {
    /// All incidents, sorted. A stall comes before what ends the socket after the same message: the other way round
    /// it would never come.
    fn incidents(self) -> Result<Vec<(u64, Incident)>, String> {
        let pause = self.stall_ms.map(|ms| Duration::from_millis(ms.into()));
        if pause.is_some() && self.stall.is_none() {
            return Err("stallMs needs a stall".to_owned());
        }
        let close = match (self.close_after, self.close) {
            (Some(after), Some(code)) => Some((after, Incident::Close { code, reason: "closed by request" })),
            (Some(_), None) => return Err("closeAfter needs a close".to_owned()),
            (None, Some(_)) => return Err("close needs a closeAfter".to_owned()),
            (None, None) => None,
        };
        let at = |after: Option<u64>, incident| after.map(|after| (after, incident));
        let all = [
            at(self.stall, Incident::Stall(pause)),
            at(self.raw_garbage, Incident::RawGarbage),
            close,
            at(self.half_open, Incident::HalfOpen),
            at(self.cut, Incident::Cut),
        ];
        let mut incidents: Vec<_> = all.into_iter().flatten().collect();
        incidents.sort_by_key(|&(after, _)| after);
        Ok(incidents)
    }
}

/// A code that a close frame can hold: the three that stand for the absence of one are not among them.
fn code(value: &str) -> Result<u16, String> {
    match value.parse() {
        Ok(code) if (1000..5000).contains(&code) && ![1005, 1006, 1015].contains(&code) => Ok(code),
        _ => Err(format!("close must be a code from 1000 to 4999 that a close frame can hold, not '{value}'")),
    }
}

fn every(value: &str) -> Result<NonZeroU64, String> {
    value.parse().map_err(|_| format!("garbage must be a whole number, 1 or more, not '{value}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_without_faults_has_none() {
        assert_eq!(Faults::parse("rate=5&api_key=x").unwrap(), Faults::default());
    }

    #[test]
    fn every_fault_is_read() {
        let faults = Faults::parse("cut=6&stall=2&halfOpen=5&rawGarbage=3&close=4321&closeAfter=4&garbage=7&flood=8");
        let close = Incident::Close { code: 4321, reason: "closed by request" };
        let incidents = vec![
            (2, Incident::Stall(None)),
            (3, Incident::RawGarbage),
            (4, close),
            (5, Incident::HalfOpen),
            (6, Incident::Cut),
        ];
        assert_eq!(faults.unwrap(), Faults { incidents, garbage: NonZeroU64::new(7), flood: 8 });
    }

    #[test]
    fn a_stall_comes_before_the_end_after_the_same_message() {
        let faults = Faults::parse("cut=1&stall=1&stallMs=20").unwrap();
        assert_eq!(faults.incidents, [(1, Incident::Stall(Some(Duration::from_millis(20)))), (1, Incident::Cut)]);
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        for (query, name) in [
            ("cut=soon", "cut "),
            ("stall=-1", "stall "),
            ("stall=1&stallMs=x", "stallMs "),
            ("stallMs=5", "stallMs "),
            ("halfOpen=", "halfOpen "),
            ("flood=1.5", "flood "),
            ("garbage=0", "garbage "),
            ("rawGarbage=x", "rawGarbage "),
            ("close=1000", "close "),
            ("closeAfter=1", "closeAfter "),
            ("close=999&closeAfter=1", "close "),
            ("close=5000&closeAfter=1", "close "),
            ("close=1005&closeAfter=1", "close "),
        ] {
            let error = Faults::parse(query).unwrap_err();
            assert!(error.starts_with(name), "{query}: {error}");
        }
    }
}
