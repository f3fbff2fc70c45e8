//! The server's JSON API: its own state and the stored data sources.

use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, Request, StatusCode};

use crate::parameters::whole;
use crate::reply::{self, Reply};
use crate::router::App;

/// The most bytes of a data source's JSON.
const MAX_BODY: usize = 1 << 20;

/// Answers `/api/…`, the proxy excepted.
pub(crate) async fn serve(app: &App, path: &str, request: Request<Incoming>) -> Reply {
    if let Some(uid) = path.strip_prefix("/api/datasources/uid/").filter(|uid| !uid.is_empty() && !uid.contains('/')) {
        return data_source(app, uid, request).await;
    }
    match (path, request.method()) {
        ("/api/datasources", &Method::GET) => reply::json(StatusCode::OK, &app.datasources.views()),
        ("/api/datasources", _) => not_allowed("GET"),
        ("/api/feed/connections", &Method::GET) => reply::json(StatusCode::OK, &app.connections.report()),
        ("/api/feed/connections", _) => not_allowed("GET"),
        ("/api/feed/restart", &Method::POST) => restart(app, request.uri().query().unwrap_or_default()).await,
        ("/api/feed/restart", _) => not_allowed("POST"),
        _ => reply::problem(StatusCode::NOT_FOUND, "Not found"),
    }
}

async fn restart(app: &App, query: &str) -> Reply {
    let mut down_ms = 0;
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "downMs" {
            match whole::<u32>(&name, &value) {
                Ok(value) => down_ms = value,
                Err(message) => return reply::problem(StatusCode::BAD_REQUEST, &message),
            }
        }
    }
    let dropped = app.connections.restart(Duration::from_millis(down_ms.into())).await;
    reply::json(StatusCode::OK, &serde_json::json!({ "dropped": dropped, "downMs": down_ms }))
}

async fn data_source(app: &App, uid: &str, request: Request<Incoming>) -> Reply {
    match *request.method() {
        Method::GET => match app.datasources.view(uid) {
            Some(view) => reply::json(StatusCode::OK, &view),
            None => reply::problem(StatusCode::NOT_FOUND, "Data source not found"),
        },
        Method::PUT => {
            let body = match Limited::new(request.into_body(), MAX_BODY).collect().await {
                Ok(body) => body.to_bytes(),
                Err(error) => return reply::problem(StatusCode::BAD_REQUEST, &error.to_string()),
            };
            match serde_json::from_slice(&body) {
                Ok(update) => reply::json(StatusCode::OK, &app.datasources.put(uid, update)),
                Err(error) => reply::problem(StatusCode::BAD_REQUEST, &format!("bad request data: {error}")),
            }
        }
        _ => not_allowed("GET, PUT"),
    }
}

fn not_allowed(methods: &'static str) -> Reply {
    let mut reply = reply::problem(StatusCode::METHOD_NOT_ALLOWED, &format!("Only {methods} is answered here"));
    reply.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
    reply
}
