//! Where a connection stands, and what it asks for.

use crate::close::CloseReason;
use crate::time::Millis;

/// Names one WebSocket of the browser: every attempt to connect has a new one, so that late events of a dead socket are
/// told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId {
    /// The connection that dialled.
    pub connection: u32,
    /// Which of its attempts, counted from 1.
    pub generation: u32,
}

/// Where a connection stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody needs a socket.
    Idle,
    /// A socket is opening.
    Connecting {
        /// The socket.
        socket: SocketId,
    },
    /// A socket is open, and the handshake waits for an answer.
    Greeting {
        /// The socket.
        socket: SocketId,
        /// The step that waits, counted from 1.
        step: usize,
    },
    /// A socket is open, and the handshake is done.
    Open {
        /// The socket.
        socket: SocketId,
        /// Since when.
        since: Millis,
        /// The subprotocol that the server chose; empty for none.
        protocol: String,
        /// Since when no message has come, if that is long for this connection.
        silent_since: Option<Millis>,
    },
    /// The next attempt has its time.
    Waiting {
        /// When.
        retry_at: Millis,
        /// Why the last attempt or connection ended.
        reason: CloseReason,
    },
    /// The page is put away, and its sockets with it, until it is shown again.
    Suspended,
    /// The server said not to come back: only somebody who asks for it anew has it tried again.
    Stopped {
        /// What it said.
        reason: CloseReason,
    },
}

impl State {
    /// The socket that is opening or open.
    #[must_use]
    pub fn socket(&self) -> Option<SocketId> {
        match self {
            Self::Connecting { socket } | Self::Greeting { socket, .. } | Self::Open { socket, .. } => Some(*socket),
            Self::Idle | Self::Waiting { .. } | Self::Suspended | Self::Stopped { .. } => None,
        }
    }

    /// The socket, if messages can come on it.
    #[must_use]
    pub fn live_socket(&self) -> Option<SocketId> {
        match self {
            Self::Greeting { socket, .. } | Self::Open { socket, .. } => Some(*socket),
            _ => None,
        }
    }

    /// Whether streams can be subscribed to.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// The clock was set back.
    pub(crate) fn set_back(&mut self, ms: u64) {
        match self {
            Self::Open { since, silent_since, .. } => {
                *since = since.set_back(ms);
                *silent_since = silent_since.map(|at| at.set_back(ms));
            }
            Self::Waiting { retry_at, .. } => *retry_at = retry_at.set_back(ms),
            Self::Idle | Self::Connecting { .. } | Self::Greeting { .. } | Self::Suspended | Self::Stopped { .. } => {}
        }
    }
}

/// What there is to say of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where it stands.
    pub state: State,
    /// How many attempts have failed since the last connection that stayed open.
    pub attempt: u32,
    /// How often it has come back.
    pub reconnects: u32,
    /// Frames that were not sent, since too many waited or a value for them was missing.
    pub unsent: u64,
}

/// What a connection asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Dial.
    Open(SocketId),
    /// Close with 1000, and forget the socket.
    Close(SocketId),
    /// Send a text frame.
    Send(SocketId, String),
    /// Tell the subscribers how it stands.
    Changed(Status),
    /// From here on, until the next messages, there may have been others: streams get a gap.
    Missed,
}
