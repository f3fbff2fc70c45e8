//! Which session a path asks for.

use crate::feeds::Kind;

/// A WebSocket path. What stands before its last segments is free: hosts are configured with a prefix path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    /// An API key is asked for.
    pub(crate) private: bool,
    pub(crate) session: Session,
}

/// What happens on the socket once it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Session {
    /// Messages of a sample feed.
    Feed(Kind),
    /// Every message comes back.
    Echo,
    /// One message, then this close code.
    Close(u16),
}

impl Route {
    /// What a WebSocket to the server's bare address gets: somebody who tests that address should see messages.
    pub(crate) const ROOT: Self = Self { private: false, session: Session::Feed(Kind::Ticker) };

    /// Reads a path: `…/<feed>`, `…/echo` or `…/close/<code>`; private with a segment `private` before it.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let mut segments = path.rsplit('/');
        let last = segments.next()?;
        let session = if let Some(kind) = Kind::from_name(last) {
            Session::Feed(kind)
        } else if last == "echo" {
            Session::Echo
        } else if segments.next()? == "close" {
            Session::Close(last.parse().ok().filter(|code| (1000..5000).contains(code))?)
        } else {
            return None;
        };
        Some(Self { private: segments.any(|segment| segment == "private"), session })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(session: Session) -> Option<Route> {
        Some(Route { private: false, session })
    }

    #[test]
    fn a_feed_is_found_below_any_prefix() {
        assert_eq!(Route::of("/ticker"), open(Session::Feed(Kind::Ticker)));
        assert_eq!(Route::of("/some/prefix/book"), open(Session::Feed(Kind::Book)));
        assert_eq!(Route::of("//echo"), open(Session::Echo));
    }

    #[test]
    fn a_private_segment_anywhere_before_the_feed_asks_for_the_key() {
        for path in ["/private/fleet", "/a/private/fleet", "/private/a/fleet"] {
            assert_eq!(Route::of(path), Some(Route { private: true, session: Session::Feed(Kind::Fleet) }));
        }
        let close = Route { private: true, session: Session::Close(4000) };
        assert_eq!(Route::of("/private/close/4000"), Some(close));
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
    fn other_paths_are_not_websockets() {
        for path in ["/", "/index.html", "/ticker/", "/tickers", "/private", "/Ticker"] {
            assert_eq!(Route::of(path), None, "{path}");
        }
    }
}
