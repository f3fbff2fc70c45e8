//! The WebSocket opening handshake, seen from the server (RFC 6455, section 4.2).

use hyper::header::{
    CONNECTION, HeaderName, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use hyper::{HeaderMap, StatusCode};
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use crate::reply::{self, Reply};

/// Whether the request asks for a WebSocket.
pub(crate) fn wanted(headers: &HeaderMap) -> bool {
    lists(headers, &CONNECTION, "upgrade") && lists(headers, &UPGRADE, "websocket")
}

/// The 101 for a request that wants a WebSocket. Of the offered subprotocols the first is chosen, since a browser
/// fails a connection that chose none.
///
/// # Errors
/// The answer to a request that is not a proper handshake.
pub(crate) fn switch(headers: &HeaderMap) -> Result<Reply, Box<Reply>> {
    if !wanted(headers) {
        let mut reply = reply::text(StatusCode::UPGRADE_REQUIRED, "this is a WebSocket");
        reply.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
        return Err(Box::new(reply));
    }
    if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        let mut reply = reply::text(StatusCode::UPGRADE_REQUIRED, "only WebSocket version 13 is spoken here");
        reply.headers_mut().insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
        return Err(Box::new(reply));
    }
    let Some(key) = headers.get(SEC_WEBSOCKET_KEY) else {
        return Err(Box::new(reply::text(StatusCode::BAD_REQUEST, "Sec-WebSocket-Key is missing")));
    };
    let mut reply = reply::empty(StatusCode::SWITCHING_PROTOCOLS);
    let answer = reply.headers_mut();
    answer.clear();
    answer.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    answer.insert(UPGRADE, HeaderValue::from_static("websocket"));
    // Base64 is always a valid header value.
    if let Ok(accept) = HeaderValue::from_str(&derive_accept_key(key.as_bytes())) {
        answer.insert(SEC_WEBSOCKET_ACCEPT, accept);
    }
    if let Some(protocol) = tokens(headers, &SEC_WEBSOCKET_PROTOCOL).next()
        && let Ok(protocol) = HeaderValue::from_str(protocol)
    {
        answer.insert(SEC_WEBSOCKET_PROTOCOL, protocol);
    }
    Ok(reply)
}

/// Whether a list header holds a token, in any case.
fn lists(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    tokens(headers, name).any(|listed| listed.eq_ignore_ascii_case(token))
}

/// The items of a comma-separated header.
pub(crate) fn tokens<'a>(headers: &'a HeaderMap, name: &'a HeaderName) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|token| !token.is_empty())
}
