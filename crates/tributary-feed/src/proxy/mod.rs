//! A stand-in for Grafana's data source proxy: what Tributary relies on, as a real Grafana does it.

mod headers;
mod routes;
mod tunnel;
mod upstream;

use hyper::body::Incoming;
use hyper::{Request, Response, StatusCode};

use self::upstream::{Failure, Upstream};
use crate::reply::{self, Reply};
use crate::router::App;
use crate::upgrade;

/// Answers `/api/datasources/proxy/uid/<uid>/<path>`; `rest` is what follows `uid/`, still percent-encoded.
pub(crate) async fn serve(app: &App, rest: &str, request: Request<Incoming>) -> Reply {
    let (uid, path) = rest.split_once('/').unwrap_or((rest, ""));
    let Some(source) = app.datasources.get(uid) else {
        return reply::problem(StatusCode::NOT_FOUND, "Unable to find datasource");
    };
    let query = request.uri().query().unwrap_or_default().to_owned();
    let answer = async {
        let upstream = Upstream::of(&source.settings.url)?;
        let target = routes::target(&source, &upstream.path, path, &query);
        let upgrading = upgrade::wanted(request.headers());
        let headers = headers::outgoing(&source, request.headers(), &upstream.authority, upgrading)?;
        if upgrading {
            let admission = app.connections.admit_tunnel();
            tunnel::open(&upstream, &target, headers, request, admission).await
        } else {
            let method = request.method().clone();
            let answer = upstream.send(method, &target, headers, request.into_body()).await?;
            Ok(translate(answer))
        }
    };
    answer.await.unwrap_or_else(|failure: Failure| {
        eprintln!("tributary-feed: proxy to data source {uid}: {failure}");
        failure.reply()
    })
}

/// An upstream's answer as the proxy passes it on.
fn translate(mut answer: Response<Incoming>) -> Reply {
    if answer.status() == StatusCode::UNAUTHORIZED {
        // Grafana keeps 401 for its own sessions.
        return reply::text(StatusCode::BAD_REQUEST, "Authentication to data source failed");
    }
    headers::remove_hop_by_hop(answer.headers_mut());
    answer.map(reply::boxed)
}
