//! The frames of `/session`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a client can say.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Incoming {
    Hello {
        #[serde(default)]
        token: Value,
    },
    Subscribe {
        /// Any JSON: it comes back with every answer and message.
        id: Value,
        #[serde(default)]
        session: Value,
        feed: Option<String>,
    },
    Unsubscribe {
        id: Value,
    },
    Pong {
        n: u64,
    },
}

/// What the server says, data apart.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Outgoing<'a> {
    Welcome {
        session: &'a str,
    },
    Subscribed {
        id: &'a Value,
    },
    Unsubscribed {
        id: &'a Value,
    },
    Ping {
        n: u64,
    },
    Error {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<&'a Value>,
        message: &'a str,
    },
}

/// A message of a feed, itself JSON, in its frame.
pub(super) fn data(id: &Value, data: &str) -> String {
    format!(r#"{{"type":"data","id":{id},"data":{data}}}"#)
}
