//! WebSocket requests and the sessions they get.

mod blast;
mod closing;
mod course;
mod dialogue;
mod ear;
mod echo;
mod pace;
mod route;
mod source;
mod stream;

use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::Result;
use tokio_tungstenite::tungstenite::protocol::Role;

use self::dialogue::Dialogue;
use self::ear::{Ear, Overheard};
pub(crate) use self::route::Route;
use self::route::{Answer, Session};
use self::source::Sample;
use crate::parameters::Parameters;
use crate::reply::{self, Reply, Unanswered};
use crate::router::App;
use crate::{access, upgrade};

/// An open WebSocket of ours.
type Socket<S = TokioIo<Upgraded>> = WebSocketStream<S>;

/// What a WebSocket runs on: TCP, or memory in tests.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// Answers a request for a WebSocket and, when it is granted, starts its session. A plain request to the same
/// path gets the same refusals, so that a probe by HTTP learns what a browser's WebSocket hides.
///
/// # Errors
/// When the path is the one that is never answered, and a restart has ended the wait.
pub(crate) async fn serve(app: &App, route: &Route, mut request: Request<Incoming>) -> Result<Reply, Unanswered> {
    let on_upgrade = hyper::upgrade::on(&mut request);
    let (request, _) = request.into_parts();
    if upgrade::wanted(&request.headers) {
        app.connections.record(&request);
    }
    if app.connections.down() {
        return Ok(down());
    }
    if route.private && !access::has_key(&request.headers, request.uri.query().unwrap_or_default()) {
        return Ok(reply::text(StatusCode::UNAUTHORIZED, "the API key is missing or wrong"));
    }
    match route.answer {
        Answer::Open(session) => Ok(open(app, session, &request, on_upgrade)),
        Answer::Refuse(status) => Ok(reply::text(status, "refused by request")),
        Answer::Hang => match app.connections.admit() {
            Some(admission) => {
                admission.hold().await;
                Err(Unanswered)
            }
            None => Ok(down()),
        },
    }
}

fn open(app: &App, session: Session, request: &Parts, on_upgrade: OnUpgrade) -> Reply {
    let parameters = match Parameters::parse(request.uri.query().unwrap_or_default()) {
        Ok(parameters) => parameters,
        Err(message) => return reply::text(StatusCode::BAD_REQUEST, message),
    };
    let switch = match upgrade::switch(&request.headers) {
        Ok(switch) => switch,
        Err(refusal) => return *refusal,
    };
    // The feeds may have gone down since `serve` asked.
    let Some(admission) = app.connections.admit() else {
        return down();
    };
    let ear = Ear::of(&app.connections, request);
    admission.run(async move {
        // It fails when the client is gone before the 101 was written: then there is nobody to serve.
        if let Ok(upgraded) = on_upgrade.await {
            // An error here is a client that went away or broke the protocol: tungstenite has dealt with it.
            let _ = run(session, &parameters, TokioIo::new(upgraded), ear).await;
        }
    });
    switch
}

fn down() -> Reply {
    reply::text(StatusCode::SERVICE_UNAVAILABLE, "the feeds are restarting")
}

async fn run(session: Session, parameters: &Parameters, io: TokioIo<Upgraded>, ear: Ear) -> Result<()> {
    match session {
        Session::Feed(kind) => stream::run(framed(io).await, Sample::new(kind, parameters), parameters).await,
        Session::Dialogue(kind) => {
            let dialogue = Dialogue::new(ear.number(), kind, parameters.clone());
            stream::run(framed(io).await, Overheard { source: dialogue, ear }, parameters).await
        }
        Session::Echo => echo::run(framed(io).await, &ear).await,
        Session::Close(code) => closing::run(framed(io).await, code, parameters.seed).await,
        Session::Blast => blast::run(io, &parameters.blast).await,
    }
}

async fn framed(io: TokioIo<Upgraded>) -> Socket {
    WebSocketStream::from_raw_socket(io, Role::Server, None).await
}
