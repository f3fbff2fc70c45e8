//! Why a connection ended, and whether to come back (RFC 6455, section 7.4; IANA's close code registry).

/// Whether to connect again after a close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Come back, after a wait.
    Retry,
    /// The same attempt would end in the same way.
    Stop,
}

/// Whether a data source may say itself what a code means: a normal closure, and codes that only servers define
/// (RFC 6455, section 7.4.2).
#[must_use]
pub fn is_settable(code: u16) -> bool {
    matches!(code, 1000 | 3000..=4999)
}

/// Whether a close code is worth another attempt, where none of `set` (`retry 4401`, `stop 1000`) says otherwise.
#[must_use]
pub fn verdict(code: u16, set: &[String]) -> Verdict {
    if is_settable(code) {
        let says = |verdict: &str| set.contains(&format!("{verdict} {code}"));
        match (says("stop"), says("retry")) {
            (true, _) => return Verdict::Stop,
            (false, true) => return Verdict::Retry,
            (false, false) => {}
        }
    }
    match code {
        // Protocol errors and refused data: the next attempt would meet the same server with the same data.
        1002 | 1003 | 1007..=1010
        // Unauthorized and forbidden, as registered and as servers commonly write them.
        | 3000 | 3003 | 4400 | 4401 | 4403 => Verdict::Stop,
        _ => Verdict::Retry,
    }
}

/// Why a connection ended, for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseReason {
    /// The close code (RFC 6455, section 7.1.5); 1006 where no close frame came.
    pub code: u16,
    /// The server's own words (section 7.1.6); often empty.
    pub reason: String,
    /// What it means, in a sentence.
    pub text: String,
}

impl CloseReason {
    /// The reason of a close event.
    #[must_use]
    pub fn new(code: u16, reason: &str, was_open: bool) -> Self {
        let mut text = match (code, was_open) {
            (1006, false) => "The server could not be reached, or refused the WebSocket".to_owned(),
            (1006, true) => "The connection was lost".to_owned(),
            _ => format!("The server closed the connection: {} ({code})", meaning(code)),
        };
        if !reason.is_empty() {
            text.push_str(&format!(", saying “{reason}”"));
        }
        text.push('.');
        Self { code, reason: reason.to_owned(), text }
    }

    /// We closed the connection, or it never opened: no close frame came.
    #[must_use]
    pub fn ours(text: impl Into<String>) -> Self {
        Self { code: 1006, reason: String::new(), text: text.into() }
    }
}

/// A length of time for people.
pub(crate) fn seconds(ms: u64) -> String {
    match (ms / 1000, ms % 1000) {
        (whole, 0) => format!("{whole} s"),
        (0, ms) => format!("{ms} ms"),
        (whole, ms) => format!("{whole}.{ms:03} s"),
    }
}

/// A close code's meaning in plain words.
fn meaning(code: u16) -> &'static str {
    match code {
        1000 => "its work is done",
        1001 => "it is going away",
        1002 => "protocol error",
        1003 => "it cannot take this kind of data",
        1005 => "no code given",
        1007 => "the data was not what its type says",
        1008 | 3003 | 4403 => "not allowed",
        1009 => "a message was too big",
        1010 => "an extension is missing",
        1011 => "unexpected condition",
        1012 => "it restarts",
        1013 => "try again later",
        1014 => "bad gateway",
        3000 | 4401 => "credentials are missing or wrong",
        4400 => "bad request",
        _ => "no reason known",
    }
}
