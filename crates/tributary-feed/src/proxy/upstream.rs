//! The server behind a data source.

use std::io;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::http::uri::Scheme;
use hyper::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::reply::{self, Reply};

/// How long a connection may take; Grafana's `dataproxy.dialTimeout`.
const DIAL: Duration = Duration::from_secs(10);

/// Where a stored URL leads. Its query string is dropped, as Grafana does.
#[derive(Debug)]
pub(super) struct Upstream {
    host: String,
    port: u16,
    /// What the `Host` header says.
    pub(super) authority: String,
    /// The URL's path, `/` at least.
    pub(super) path: String,
}

/// Why there is no answer from the upstream.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Empty, or no URL at all: Grafana does not even try.
    #[error("the stored URL '{0}' is not a URL")]
    Invalid(String),
    /// Grafana's transport knows http and https only; this stand-in has no TLS.
    #[error("the stored URL '{0}' is not one that this proxy can request: it must begin with http://")]
    Url(String),
    /// A custom header's name or value has characters that HTTP does not allow.
    #[error("the custom header '{0}' is not valid")]
    Header(String),
    #[error("the path cannot be requested: {0}")]
    Target(#[from] hyper::http::Error),
    #[error("{0} took too long to accept the connection")]
    Slow(String),
    #[error("cannot connect to {0}: {1}")]
    Connect(String, io::Error),
    #[error("no proper answer: {0}")]
    Http(#[from] hyper::Error),
}

impl Failure {
    /// How the proxy tells it.
    pub(super) fn reply(&self) -> Reply {
        match self {
            Self::Invalid(url) => {
                reply::problem(StatusCode::BAD_REQUEST, &format!("Invalid data source URL: \"{url}\""))
            }
            Self::Slow(_) => reply::empty(StatusCode::GATEWAY_TIMEOUT),
            _ => reply::empty(StatusCode::BAD_GATEWAY),
        }
    }
}

impl Upstream {
    /// Reads a stored URL.
    pub(super) fn of(url: &str) -> Result<Self, Failure> {
        let unusable = || Failure::Url(url.to_owned());
        let uri: Uri = url.trim().parse().map_err(|_| Failure::Invalid(url.to_owned()))?;
        let host = uri.host().ok_or_else(unusable)?;
        if uri.scheme() != Some(&Scheme::HTTP) {
            return Err(unusable());
        }
        let port = uri.port_u16();
        Ok(Self {
            // The system resolves IPv6 addresses without their brackets.
            host: host.trim_matches(['[', ']']).to_owned(),
            port: port.unwrap_or(80),
            authority: port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")),
            path: uri.path().to_owned(),
        })
    }

    /// Sends a request on a connection of its own. After a 101 the answer can be upgraded.
    pub(super) async fn send(
        &self,
        method: Method,
        target: &str,
        headers: HeaderMap,
        body: Incoming,
    ) -> Result<Response<Incoming>, Failure> {
        let mut request = Request::builder().method(method).uri(target).body(reply::boxed(body))?;
        *request.headers_mut() = headers;
        let connect = TcpStream::connect((self.host.as_str(), self.port));
        let stream = timeout(DIAL, connect)
            .await
            .map_err(|_| Failure::Slow(self.authority.clone()))?
            .map_err(|error| Failure::Connect(self.authority.clone(), error))?;
        // A failure here only costs latency.
        let _ = stream.set_nodelay(true);
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the answer's body, or hands its stream over when the answer is a 101; what goes wrong with
        // it is also seen by whoever reads that body.
        tokio::spawn(async move {
            let _ = connection.with_upgrades().await;
        });
        Ok(sender.send_request(request).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_urls_own_query_is_dropped() {
        let upstream = Upstream::of("http://127.0.0.1:8080/base/?key=1").unwrap();
        assert_eq!((upstream.host.as_str(), upstream.port), ("127.0.0.1", 8080));
        assert_eq!((upstream.authority.as_str(), upstream.path.as_str()), ("127.0.0.1:8080", "/base/"));
    }

    #[test]
    fn a_url_without_port_or_path_means_port_80_and_the_root() {
        let upstream = Upstream::of("http://[::1]").unwrap();
        assert_eq!((upstream.host.as_str(), upstream.port), ("::1", 80));
        assert_eq!((upstream.authority.as_str(), upstream.path.as_str()), ("[::1]", "/"));
    }

    #[test]
    fn only_http_can_be_requested_and_the_rest_is_a_bad_gateway() {
        for url in ["ws://127.0.0.1:1", "wss://a", "127.0.0.1:80", "/path"] {
            assert_eq!(Upstream::of(url).unwrap_err().reply().status(), StatusCode::BAD_GATEWAY, "{url}");
        }
    }

    #[test]
    fn what_is_no_url_is_a_bad_request() {
        for url in ["", " ", "hello world", "http://"] {
            assert_eq!(Upstream::of(url).unwrap_err().reply().status(), StatusCode::BAD_REQUEST, "{url}");
        }
    }
}
