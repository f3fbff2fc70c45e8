//! What the engine asks its driver to do.

use crate::connection::{SocketId, Status};
use crate::spec::ViewSpec;

/// A subscription's id, chosen by whoever subscribes.
pub type SubscriptionId = u32;

/// Names a stream of an upstream, and what of it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StreamRef {
    pub(super) upstream: u32,
    pub(super) stream: u32,
    pub(super) view: Option<ViewSpec>,
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

/// What happens to the page that the engine works for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// It is looked at again, has the network back, or goes on after it stood still: dialling may work now.
    Resumed,
    /// It is put away, and kept only if it has no sockets.
    Suspended,
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
    /// Send a text frame, or give it back by [`super::Engine::handle_stalled`].
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
    /// There is something new to say of a connection.
    Status {
        /// Whom to tell.
        to: Vec<SubscriptionId>,
        /// What.
        status: Status,
    },
    /// A stream has something new.
    Ready(Ready),
    /// A stream has only counted something: a driver takes [`super::Engine::stats`].
    Counted(Ready),
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
