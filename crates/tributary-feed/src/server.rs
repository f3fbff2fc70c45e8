//! Listening, and the handle of a running server.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::router::{self, App};
use crate::statics::{Mount, Statics};

/// What a server is started with. The default serves no files, on a free port.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Directories of static files and the URL prefixes they appear under; the longest matching prefix wins.
    pub serve: Vec<Mount>,
}

/// Why a server could not start. The texts are for people and say what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Something else listens on the port.
    #[error("port {port} on 127.0.0.1 is taken: stop what listens there or choose another with --port")]
    PortTaken {
        /// The port that was asked for.
        port: u16,
    },
    /// The system refused to listen, for example on a privileged port.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// A directory to serve is not there.
    #[error("cannot serve {prefix} from '{}': there is no such directory", directory.display())]
    NoDirectory {
        /// The URL prefix it was to appear under.
        prefix: String,
        /// The directory that was named.
        directory: PathBuf,
    },
}

/// A running server. Dropping it stops it too, without waiting for its tasks to end.
#[derive(Debug)]
pub struct Feed {
    address: SocketAddr,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Feed {
    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and every connection, then returns.
    pub async fn shutdown(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Starts a server on the current tokio runtime. It listens when this returns.
///
/// # Errors
/// When the port cannot be had or a directory to serve does not exist.
pub async fn start(config: Config) -> Result<Feed, StartError> {
    let Config { port, serve } = config;
    let statics = Statics::new(serve)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => StartError::PortTaken { port },
        _ => StartError::Listen { port, source },
    })?;
    let address = listener.local_addr().map_err(|source| StartError::Listen { port, source })?;

    let stop = CancellationToken::new();
    let tasks = TaskTracker::new();
    let app = Arc::new(App::new(stop.clone(), statics));
    tasks.spawn(accept(listener, app, stop.clone(), tasks.clone()));
    Ok(Feed { address, stop, tasks })
}

async fn accept(listener: TcpListener, app: Arc<App>, stop: CancellationToken, tasks: TaskTracker) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stop.cancelled() => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let connection = converse(stream, Arc::clone(&app));
                let stop = stop.clone();
                tasks.spawn(async move {
                    tokio::select! {
                        () = connection => {}
                        () = stop.cancelled() => {}
                    }
                });
            }
            // Out of file descriptors, most likely: give others the time to return theirs.
            Err(error) => {
                eprintln!("tributary-feed: cannot accept a connection: {error}");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    app.connections.restart(Duration::ZERO).await;
}

/// Answers the requests of one TCP connection.
async fn converse(stream: TcpStream, app: Arc<App>) {
    // Small messages have to go out at once; a failure here only costs latency.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let app = Arc::clone(&app);
        async move { router::answer(&app, request).await }
    });
    let connection =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).with_upgrades();
    // A client that goes away in the middle is the client's business, and a missing answer is by request: not worth a
    // line.
    let _ = connection.await;
}
