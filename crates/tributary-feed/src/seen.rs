//! WebSocket requests and texts as they arrived: what tests look at to see what came through.

use std::collections::BTreeMap;

use hyper::header::SEC_WEBSOCKET_PROTOCOL;
use hyper::http::request::Parts;
use serde::Serialize;

use crate::upgrade::tokens;

/// A WebSocket request as it arrived, whatever it was answered with.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Seen {
    path: String,
    query: String,
    headers: BTreeMap<String, String>,
    protocols: Vec<String>,
    origin: Option<String>,
}

/// A text frame as it arrived, and the request of the socket that it arrived on.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) text: String,
}

impl Seen {
    pub(crate) fn of(request: &Parts) -> Self {
        let mut headers = BTreeMap::<String, String>::new();
        for (name, value) in &request.headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            headers
                .entry(name.to_string())
                .and_modify(|all| {
                    all.push_str(", ");
                    all.push_str(&value);
                })
                .or_insert_with(|| value.to_string());
        }
        Self {
            path: request.uri.path().to_owned(),
            query: request.uri.query().unwrap_or_default().to_owned(),
            origin: headers.get("origin").cloned(),
            protocols: tokens(&request.headers, &SEC_WEBSOCKET_PROTOCOL).map(str::to_owned).collect(),
            headers,
        }
    }
}
