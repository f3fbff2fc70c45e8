//! What a connection is made from, as it comes over the engine protocol.

/// A WebSocket connection. Subscriptions with equal specs share one socket.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConnectionSpec {
    /// The data source's instance: two never share a socket, nor one across a save of its settings.
    pub scope: String,
    /// An absolute `ws:` or `wss:` URL, resolved and checked.
    pub url: String,
    /// Subprotocols (RFC 6455, section 1.9), in order of preference.
    pub protocols: Vec<String>,
    /// How long the socket outlives its last subscription, in milliseconds.
    pub linger_ms: u64,
    /// When to dial again.
    pub reconnect: ReconnectSpec,
    /// What is said before, and beside, the streams' own messages: see [`crate::script`].
    pub handshake: Vec<String>,
}

impl ConnectionSpec {
    /// Whether subscriptions with these specs share a socket.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Reconnection: full-jitter exponential backoff.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReconnectSpec {
    /// The first attempt waits for at most this long, each further one for twice as long. Milliseconds.
    pub base_ms: u64,
    /// No attempt waits longer than this. Milliseconds.
    pub cap_ms: u64,
    /// The backoff starts anew after a connection stayed open this long. Milliseconds.
    pub stable_ms: u64,
    /// A connection that is not open by then is given up. Milliseconds.
    pub connect_timeout_ms: u64,
    /// An open connection on which nothing came for this long is given up; 0: never; without it, after a silence that
    /// is long for this connection. Milliseconds.
    pub idle_timeout_ms: Option<u64>,
    /// What close codes mean here, where it is not what they mean elsewhere: `retry 4401`, `stop 1000`. Codes that are
    /// not [`crate::close::is_settable`] mean the same everywhere.
    pub close_codes: Vec<String>,
}

impl Default for ReconnectSpec {
    fn default() -> Self {
        Self {
            base_ms: 500,
            cap_ms: 30_000,
            stable_ms: 10_000,
            connect_timeout_ms: 10_000,
            idle_timeout_ms: None,
            close_codes: Vec::new(),
        }
    }
}

/// What a stream asks the server for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TopicSpec {
    /// A template, sent when the connection is open. Streams with equal ones share what it brings.
    pub subscribe: String,
    /// A template, sent when nobody is interested any more and the socket stays.
    pub unsubscribe: Option<String>,
}
