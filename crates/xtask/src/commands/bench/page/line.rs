//! What the page says to us: an HTTP server for one client, which waits for each answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value as Json;

/// How long the page may be silent: its slowest step, on a slow machine.
const SILENCE: Duration = Duration::from_secs(300);
/// The longest body: a result with tens of thousands of numbers.
const MAX_BODY: u64 = 64 << 20;

/// Our end of the line.
pub struct Line {
    address: SocketAddr,
    messages: Receiver<Message>,
}

/// Something that the page said; it goes on when it has an answer.
pub struct Message {
    /// What it said.
    pub body: Json,
    stream: TcpStream,
}

impl Line {
    /// Listens on a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub fn open() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("can't listen for the page")?;
        let address = listener.local_addr()?;
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let sender = sender.clone();
                // Each in a thread of its own: browsers open connections that they may use later.
                thread::spawn(move || hear(stream, &sender));
            }
        });
        Ok(Self { address, messages })
    }

    /// Where we listen.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits for what the page says next.
    ///
    /// # Errors
    /// When that takes too long.
    pub fn next(&self) -> Result<Message> {
        self.messages.recv_timeout(SILENCE).context("the page says nothing any more")
    }
}

impl Message {
    /// Lets the page go on.
    pub fn answer(mut self, body: &Json) {
        let body = body.to_string();
        // The page comes from another port, and so from another origin.
        let head = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: application/json";
        let length = body.len();
        // A page that is gone is noticed by its silence.
        let _ = write!(self.stream, "{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    }
}

fn hear(stream: TcpStream, messages: &Sender<Message>) {
    // What is no request, an unused connection for one, is nobody's loss.
    if let Some(body) = stream.try_clone().ok().and_then(read) {
        let _ = messages.send(Message { body, stream });
    }
}

/// The body of a request, as JSON.
fn read(stream: impl Read) -> Option<Json> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = Vec::new();
    reader.take(MAX_BODY.min(length)).read_to_end(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_s_body_is_read_to_its_length() {
        let request = "POST / HTTP/1.1\r\nHost: x\r\ncontent-length: 9\r\n\r\n{\"a\": 1 }more";
        assert_eq!(read(request.as_bytes()), Some(json!({ "a": 1 })));
    }

    #[test]
    fn what_is_no_request_is_passed_over() {
        assert_eq!(read(&b""[..]), None);
        assert_eq!(read(&b"GET / HTTP/1.1\r\n\r\n"[..]), None);
    }

    #[test]
    fn the_page_goes_on_when_it_has_its_answer() {
        let line = Line::open().unwrap();
        let mut page = TcpStream::connect(line.address()).unwrap();
        write!(page, "POST / HTTP/1.1\r\nContent-Length: 13\r\n\r\n{{\"ask\":\"cpu\"}}").unwrap();
        let message = line.next().unwrap();
        assert_eq!(message.body["ask"], "cpu");
        message.answer(&json!(7));
        let mut answer = String::new();
        page.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("\r\n\r\n7"), "{answer}");
    }
}
