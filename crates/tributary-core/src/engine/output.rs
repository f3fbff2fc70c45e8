//! What the engine asks its driver to do.

use crate::connection::{SocketId, State};

/// A subscription's id, chosen by whoever subscribes.
pub type SubscriptionId = u32;

/// Names a stream of an upstream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StreamRef {
    pub(super) upstream: u32,
    pub(super) stream: u32,
}

/// A data frame (RFC 6455, section 5.6).
#[derive(Clone, Copy, Debug)]
pub enum Payload<'a> {
    /// A text frame.
    Text(&'a str),
    /// A binary frame; read as JSON in UTF-8.
    Binary(&'a [u8]),
    /// A frame that was not even copied, since it has at least so many bytes, more than
    /// [`limits::MESSAGE_BYTES`](crate::limits::MESSAGE_BYTES).
    TooLarge(usize),
}

/// A stream has something new for these subscriptions: a driver takes [`super::Engine::snapshot`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The stream.
    pub stream: StreamRef,
    /// Whom to tell.
    pub to: Vec<SubscriptionId>,
}

/// Something for the driver to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Dial. Every event of the new WebSocket is told with this id.
    Open {
        /// The socket's id.
        socket: SocketId,
        /// Where to.
        url: String,
        /// Subprotocols to offer.
        protocols: Vec<String>,
    },
    /// Send a text frame.
    Send {
        /// On which socket.
        socket: SocketId,
        /// Its payload.
        text: String,
    },
    /// Close with 1000; no event of this socket is wanted any more.
    Close {
        /// Which socket.
        socket: SocketId,
    },
    /// A connection's state changed.
    Status {
        /// Whom to tell.
        to: Vec<SubscriptionId>,
        /// The new state.
        state: State,
        /// How many attempts have failed since the last connection that stayed open.
        attempt: u32,
    },
    /// A stream has something new.
    Ready(Ready),
}

/// Whether the time of a connection's next frame matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameTime {
    /// Its rows tell it, or it decides when subscribers are told.
    Matters,
    /// As long as nothing but frames comes, the latest time that was told will do: a clock may cost more to look at than
    /// a message to read.
    Known,
}
