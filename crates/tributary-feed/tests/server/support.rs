//! Clients and servers for the tests.

use futures_util::StreamExt;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use tributary_feed::{Config, Feed, start};

pub(crate) type Client = WebSocketStream<MaybeTlsStream<TcpStream>>;
pub(crate) type Handshake = Response<Option<Vec<u8>>>;

/// A server without files on a free port.
pub(crate) async fn feed() -> Feed {
    start(Config::default()).await.unwrap()
}

/// Sends a plain request on a connection of its own. `path` goes out as it is.
pub(crate) async fn http(feed: &Feed, method: Method, path: &str, body: &str) -> Response<Bytes> {
    http_with(feed, method, path, &[], body).await
}

pub(crate) async fn http_with(
    feed: &Feed,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Response<Bytes> {
    let stream = TcpStream::connect(feed.address()).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let mut request = Request::builder().method(method).uri(path).header("host", feed.address().to_string());
    for &(name, value) in headers {
        request = request.header(name, value);
    }
    let request = request.body(Full::new(Bytes::from(body.to_owned()))).unwrap();
    let (head, body) = sender.send_request(request).await.unwrap().into_parts();
    Response::from_parts(head, body.collect().await.unwrap().to_bytes())
}

pub(crate) async fn get(feed: &Feed, path: &str) -> Response<Bytes> {
    http(feed, Method::GET, path, "").await
}

pub(crate) async fn get_json(feed: &Feed, path: &str) -> Value {
    let answer = get(feed, path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    serde_json::from_slice(answer.body()).unwrap()
}

pub(crate) fn text(answer: &Response<Bytes>) -> &str {
    std::str::from_utf8(answer.body()).unwrap()
}

/// What the server has seen of WebSockets.
pub(crate) async fn connections(feed: &Feed) -> Value {
    get_json(feed, "/api/feed/connections").await
}

/// Asks again and again until so many WebSockets are open: a server learns of a client's end in its own time.
pub(crate) async fn until_open(feed: &Feed, count: u64) {
    while connections(feed).await["open"] != count {
        tokio::task::yield_now().await;
    }
}

pub(crate) async fn store(feed: &Feed, uid: &str, source: &Value) -> Value {
    let answer = http(feed, Method::PUT, &format!("/api/datasources/uid/{uid}"), &source.to_string()).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", text(&answer));
    serde_json::from_slice(answer.body()).unwrap()
}

/// Opens a WebSocket with these headers.
pub(crate) async fn try_open(
    feed: &Feed,
    path: &str,
    headers: &[(&'static str, &'static str)],
) -> Result<(Client, Handshake), Error> {
    let mut request = format!("ws://{}{path}", feed.address()).into_client_request()?;
    for &(name, value) in headers {
        request.headers_mut().insert(name, value.parse()?);
    }
    connect_async(request).await
}

pub(crate) async fn open(feed: &Feed, path: &str) -> Client {
    try_open(feed, path, &[]).await.unwrap().0
}

/// The status and body of the answer to an upgrade that is not granted.
pub(crate) async fn refused(feed: &Feed, path: &str, headers: &[(&'static str, &'static str)]) -> (u16, String) {
    match try_open(feed, path, headers).await {
        Err(Error::Http(answer)) => {
            let status = answer.status().as_u16();
            (status, String::from_utf8(answer.into_body().unwrap_or_default()).unwrap())
        }
        other => panic!("{path} was not refused: {other:?}"),
    }
}

/// The next text message as JSON.
pub(crate) async fn next_json(client: &mut Client) -> Value {
    let message = client.next().await.unwrap().unwrap();
    serde_json::from_str(message.to_text().unwrap()).unwrap()
}

/// All text messages up to the close frame, and that frame.
pub(crate) async fn to_the_end(client: &mut Client) -> (Vec<Value>, Option<CloseFrame>) {
    let mut messages = Vec::new();
    let mut close = None;
    while let Some(message) = client.next().await {
        match message.unwrap() {
            Message::Text(text) => messages.push(serde_json::from_str(&text).unwrap()),
            Message::Close(frame) => close = frame,
            other => panic!("unexpected {other:?}"),
        }
    }
    (messages, close)
}

/// Asserts that the connection ends with no closing handshake.
pub(crate) async fn cut(client: &mut Client) {
    loop {
        match client.next().await {
            Some(Ok(Message::Close(frame))) => panic!("closed with {frame:?} instead of cut"),
            Some(Ok(_)) => {}
            Some(Err(_)) => return,
            None => panic!("ended properly instead of being cut"),
        }
    }
}

/// An upstream that answers every request with the head of it, as it arrived, and the status it was told.
pub(crate) async fn mirror(status: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            let head = String::from_utf8(head).unwrap();
            let length = head.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nx-upstream: mirror\r\nconnection: close\r\n\r\n{head}"
            );
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    url
}

/// A URL that nothing listens at.
pub(crate) async fn unreachable() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}
