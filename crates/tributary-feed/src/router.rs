//! Paths to their handlers.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use tokio_util::sync::CancellationToken;

use crate::connections::Connections;
use crate::datasources::DataSources;
use crate::reply::{self, Reply, Unanswered};
use crate::statics::Statics;
use crate::{api, proxy, socket, upgrade};

/// What the handlers share.
pub(crate) struct App {
    pub(crate) connections: Arc<Connections>,
    pub(crate) datasources: DataSources,
    pub(crate) statics: Statics,
}

impl App {
    pub(crate) fn new(stop: CancellationToken, statics: Statics) -> Self {
        Self { connections: Arc::new(Connections::new(stop)), datasources: DataSources::default(), statics }
    }
}

/// Answers one request.
///
/// # Errors
/// When the connection is to be closed without an answer.
pub(crate) async fn answer(app: &App, request: Request<Incoming>) -> Result<Reply, Unanswered> {
    let path = request.uri().path().to_owned();
    if let Some(rest) = path.strip_prefix("/api/datasources/proxy/uid/") {
        return Ok(proxy::serve(app, rest, request).await);
    }
    if path.starts_with("/api/") {
        return Ok(api::serve(app, &path, request).await);
    }
    let upgrade = upgrade::wanted(request.headers());
    // The bare address is the host page to a browser's address bar, and a feed to a WebSocket.
    let route = if upgrade && path == "/" { Some(socket::Route::ROOT) } else { socket::Route::of(&path) };
    let reply = if let Some(route) = route {
        socket::serve(app, &route, request).await?
    } else if upgrade {
        let (parts, _) = request.into_parts();
        app.connections.record(&parts);
        reply::text(StatusCode::NOT_FOUND, format!("there is no feed at {path}"))
    } else {
        app.statics.serve(request).await
    };
    if upgrade && reply.status() != StatusCode::SWITCHING_PROTOCOLS {
        app.connections.count_refusal();
    }
    Ok(reply)
}
