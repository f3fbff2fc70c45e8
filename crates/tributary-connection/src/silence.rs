//! Whether a quiet server is still there. A browser has no means to ask: it neither sends pings (RFC 6455, section
//! 5.5.2) nor tells of those that come. What a connection is used to decides.

use crate::time::Millis;

/// No silence is worth a word before.
const TOLD_MS: u64 = 30_000;
/// A server that has been talking for so long is not given up before so long a silence, unless a setting says so.
const LOST_MS: u64 = 60_000;
/// A silence is told when it is so many times longer than the longest before,
const TOLD_FACTOR: u64 = 3;
/// and means that the connection is lost when it is so many times longer.
const LOST_FACTOR: u64 = 10;

/// The server is looked after twice as often, even by a page that is throttled: if nobody looked for so long, nobody ran.
const SLEPT_MS: u64 = 180_000;

/// When messages came.
#[derive(Clone, Debug, Default)]
pub struct Silence {
    /// The last message, or the socket's opening.
    heard: Millis,
    /// When the socket opened.
    opened: Millis,
    /// Whether a message has come on this socket.
    is_used: bool,
    /// Whether the server has been talking on an earlier socket.
    is_talker: bool,
    /// The longest time without a message, on any socket.
    longest_ms: u64,
    /// The silence that was told last; it is told again when it has doubled.
    told_ms: u64,
    /// When it was looked whether there is one.
    looked: Millis,
}

impl Silence {
    /// A socket opened.
    pub fn open(&mut self, now: Millis) {
        let is_talker = self.has_talked();
        *self = Self { heard: now, opened: now, is_used: false, is_talker, told_ms: 0, looked: now, ..*self };
    }

    /// A message came. Whether a silence that was told has ended.
    #[inline(always)]
    pub fn end(&mut self, now: Millis) -> bool {
        let gap = now - self.heard;
        self.heard = now;
        // What comes after a sleep came before, or during it: that says nothing of the server.
        if gap > self.longest_ms && now - self.looked < SLEPT_MS {
            self.longest_ms = gap;
        }
        self.is_used = true;
        std::mem::take(&mut self.told_ms) > 0
    }

    /// When the last message came, or the socket opened.
    #[must_use]
    pub fn heard(&self) -> Millis {
        self.heard
    }

    /// Whether the silence is to be told now.
    pub fn tell(&mut self, now: Millis) -> bool {
        self.looked = now;
        let silence = now - self.heard;
        let is_news = silence >= self.next_told();
        if is_news {
            self.told_ms = silence;
        }
        is_news
    }

    /// When to look again at the latest: when it would be told, or the connection given up.
    #[must_use]
    pub fn next_look(&self, idle_timeout_ms: Option<u64>) -> Millis {
        let lost = self.lost_after(idle_timeout_ms).unwrap_or(u64::MAX);
        self.heard + self.next_told().min(lost)
    }

    /// Whether the connection counts as lost.
    #[must_use]
    pub fn is_lost(&self, idle_timeout_ms: Option<u64>, now: Millis) -> bool {
        self.lost_after(idle_timeout_ms).is_some_and(|after| now - self.heard >= after)
    }

    fn next_told(&self) -> u64 {
        TOLD_MS.max(self.longest_ms.saturating_mul(TOLD_FACTOR)).max(self.told_ms.saturating_mul(2))
    }

    /// Whether the server has been talking for long enough to be missed when it is silent. Others greet, or tell how
    /// things are, and then have nothing to say for hours: they would be called up again and again.
    fn has_talked(&self) -> bool {
        self.is_talker || self.heard - self.opened >= LOST_MS
    }

    /// After how long a silence the connection counts as lost: after what the setting says, 0 for never; without one,
    /// after a time that is long for this connection, if the server has been talking, and has
    /// said something on this socket.
    fn lost_after(&self, idle_timeout_ms: Option<u64>) -> Option<u64> {
        match idle_timeout_ms {
            Some(0) => None,
            Some(ms) => Some(ms),
            None => {
                let may_be_lost = self.has_talked() && self.is_used;
                may_be_lost.then(|| LOST_MS.max(self.longest_ms.saturating_mul(LOST_FACTOR)))
            }
        }
    }

    /// The clock was set back.
    pub fn set_back(&mut self, ms: u64) {
        self.heard = self.heard.set_back(ms);
        self.opened = self.opened.set_back(ms);
        self.looked = self.looked.set_back(ms);
    }
}
