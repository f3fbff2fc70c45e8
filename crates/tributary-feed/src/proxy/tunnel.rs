//! Upgrades through the proxy: after the upstream's 101, bytes pass both ways as they are.

use hyper::body::Incoming;
use hyper::{HeaderMap, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::copy_bidirectional;

use super::translate;
use super::upstream::{Failure, Upstream};
use crate::connections::Admission;
use crate::reply::{self, Reply};

/// Asks the upstream for the upgrade. Anything but a 101 is an answer like any other.
pub(super) async fn open(
    upstream: &Upstream,
    target: &str,
    headers: HeaderMap,
    mut request: Request<Incoming>,
    admission: Admission,
) -> Result<Reply, Failure> {
    let client = hyper::upgrade::on(&mut request);
    let method = request.method().clone();
    let mut answer = upstream.send(method, target, headers, request.into_body()).await?;
    if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Ok(translate(answer));
    }
    let server = hyper::upgrade::on(&mut answer);
    admission.run(async move {
        let Ok((client, server)) = tokio::try_join!(client, server) else {
            return;
        };
        // It ends when both sides have; which of them broke off shows at the other end.
        let _ = copy_bidirectional(&mut TokioIo::new(client), &mut TokioIo::new(server)).await;
    });
    let (answer, _) = answer.into_parts();
    // The accept key, the subprotocol and the two upgrade headers have to arrive as the upstream sent them.
    let mut switch = Response::from_parts(answer, reply::empty(StatusCode::OK).into_body());
    switch.extensions_mut().clear();
    Ok(switch)
}
