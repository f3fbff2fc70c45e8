//! Answers to plain HTTP requests.

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body as HttpBody, Bytes};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde::Serialize;

/// Whatever went wrong while a body was being read.
pub(crate) type BodyError = Box<dyn std::error::Error + Send + Sync>;
/// The one body type of all answers.
pub(crate) type Body = UnsyncBoxBody<Bytes, BodyError>;
/// The one answer type of all routes.
pub(crate) type Reply = Response<Body>;

/// There is no answer: the TCP connection is closed without one.
#[derive(Debug, thiserror::Error)]
#[error("the request was not answered, by request")]
pub(crate) struct Unanswered;

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Reply {
    bytes(status, None, Bytes::new())
}

/// A line of text for people.
pub(crate) fn text(status: StatusCode, body: impl Into<String>) -> Reply {
    let body: String = body.into();
    bytes(status, Some("text/plain; charset=utf-8"), body.into())
}

/// A JSON document.
pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Reply {
    match serde_json::to_vec(value) {
        Ok(body) => bytes(status, Some("application/json"), body.into()),
        Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

/// Grafana's form of an API error: `{ "message": … }`.
pub(crate) fn problem(status: StatusCode, message: &str) -> Reply {
    json(status, &serde_json::json!({ "message": message }))
}

/// Any body, made into the one body type.
pub(crate) fn boxed<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BodyError>,
{
    body.map_err(Into::into).boxed_unsync()
}

fn bytes(status: StatusCode, content_type: Option<&'static str>, body: Bytes) -> Reply {
    let mut reply = Response::new(boxed(Full::new(body)));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(content_type) = content_type {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    reply
}
