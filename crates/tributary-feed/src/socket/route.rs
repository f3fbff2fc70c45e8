//! What a path asks for.

use std::ops::Range;

use hyper::StatusCode;

use crate::feeds::Kind;

/// A WebSocket path. What stands before its last segments is free: hosts are configured with a prefix path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    /// An API key is asked for.
    pub(crate) private: bool,
    pub(crate) answer: Answer,
}

/// How the request is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A WebSocket opens.
    Open(Session),
    /// This status instead.
    Refuse(StatusCode),
    /// Nothing, for as long as the client waits.
    Hang,
}

/// What happens on the socket once it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Session {
    /// Messages of a sample feed.
    Feed(Kind),
    /// A protocol with a handshake of its own, in which feeds can be subscribed to; by default this one.
    Dialogue(Kind),
    /// Every message comes back.
    Echo,
    /// One message, then this close code.
    Close(u16),
    /// Ready frames, as many as the client takes.
    Blast,
}

impl Route {
    /// What a WebSocket to the server's bare address gets: somebody who tests that address should see messages.
    pub(crate) const ROOT: Self = Self { private: false, answer: Answer::Open(Session::Feed(Kind::Ticker)) };

    /// Reads a path: `…/<feed>`, `…/session`, `…/session/<feed>`, `…/echo`, `…/blast`, `…/close/<code>`,
    /// `…/refuse/<status>` or `…/hang`; private with a segment `private` before it.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let mut segments = path.rsplit('/');
        let last = segments.next()?;
        let before = segments.clone().next().unwrap_or_default();
        let answer = Answer::of(before, last)?;
        Some(Self { private: segments.any(|segment| segment == "private"), answer })
    }
}

impl Answer {
    /// Reads the last two segments of a path.
    fn of(before: &str, last: &str) -> Option<Self> {
        if let Some(kind) = Kind::from_name(last) {
            let session = if before == "session" { Session::Dialogue(kind) } else { Session::Feed(kind) };
            return Some(Self::Open(session));
        }
        match (before, last) {
            (_, "session") => Some(Self::Open(Session::Dialogue(Kind::Ticker))),
            (_, "echo") => Some(Self::Open(Session::Echo)),
            (_, "blast") => Some(Self::Open(Session::Blast)),
            (_, "hang") => Some(Self::Hang),
            ("close", code) => Some(Self::Open(Session::Close(number(code, 1000..5000)?))),
            ("refuse", status) => StatusCode::from_u16(number(status, 400..600)?).ok().map(Self::Refuse),
            _ => None,
        }
    }
}

fn number(text: &str, range: Range<u16>) -> Option<u16> {
    text.parse().ok().filter(|number| range.contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(session: Session) -> Option<Route> {
        Some(Route { private: false, answer: Answer::Open(session) })
    }

    #[test]
    fn a_feed_is_found_below_any_prefix() {
        assert_eq!(Route::of("/ticker"), open(Session::Feed(Kind::Ticker)));
        assert_eq!(Route::of("/some/prefix/book"), open(Session::Feed(Kind::Book)));
        assert_eq!(Route::of("//echo"), open(Session::Echo));
        assert_eq!(Route::of("/a/blast"), open(Session::Blast));
    }

    #[test]
    fn a_private_segment_anywhere_before_the_feed_asks_for_the_key() {
        for path in ["/private/fleet", "/a/private/fleet", "/private/a/fleet"] {
            let fleet = Answer::Open(Session::Feed(Kind::Fleet));
            assert_eq!(Route::of(path), Some(Route { private: true, answer: fleet }));
        }
        let close = Answer::Open(Session::Close(4000));
        assert_eq!(Route::of("/private/close/4000"), Some(Route { private: true, answer: close }));
    }

    #[test]
    fn a_session_is_about_the_feed_that_follows_it_or_the_ticker() {
        assert_eq!(Route::of("/a/session"), open(Session::Dialogue(Kind::Ticker)));
        assert_eq!(Route::of("/session/machine"), open(Session::Dialogue(Kind::Machine)));
        assert_eq!(Route::of("/session/a/machine"), open(Session::Feed(Kind::Machine)));
        assert_eq!(Route::of("/session/tickers"), None);
    }

    #[test]
    fn close_takes_the_codes_that_a_close_frame_can_hold() {
        assert_eq!(Route::of("/close/1000"), open(Session::Close(1000)));
        assert_eq!(Route::of("/close/4999"), open(Session::Close(4999)));
        for path in ["/close/999", "/close/5000", "/close/x", "/close/", "/close"] {
            assert_eq!(Route::of(path), None, "{path}");
        }
    }

    #[test]
    fn refuse_takes_the_statuses_that_refuse() {
        let refuse = |status| Some(Route { private: false, answer: Answer::Refuse(status) });
        assert_eq!(Route::of("/refuse/400"), refuse(StatusCode::BAD_REQUEST));
        assert_eq!(Route::of("/a/refuse/599"), refuse(StatusCode::from_u16(599).unwrap()));
        for path in ["/refuse/399", "/refuse/600", "/refuse/x", "/refuse/", "/refuse"] {
            assert_eq!(Route::of(path), None, "{path}");
        }
    }

    #[test]
    fn hang_is_an_answer_that_does_not_come() {
        assert_eq!(Route::of("/a/hang"), Some(Route { private: false, answer: Answer::Hang }));
    }

    #[test]
    fn other_paths_are_not_websockets() {
        for path in ["/", "/index.html", "/ticker/", "/tickers", "/private", "/Ticker"] {
            assert_eq!(Route::of(path), None, "{path}");
        }
    }
}
