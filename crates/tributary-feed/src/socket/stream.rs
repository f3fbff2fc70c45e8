//! A session that sends a sample feed, with the faults that were asked for.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Socket;
use super::closing::{close, drain};
use super::course::Course;
use super::pace::Pace;
use crate::clock;
use crate::faults::Incident;
use crate::feeds::Generator;
use crate::parameters::Parameters;

/// The shortest pause. A timer per message would cap the rate; above 200 messages a second several go out at
/// once.
const BREATH: Duration = Duration::from_millis(5);
/// The most messages between two looks at what the client says.
const BATCH: u64 = 1_000;
/// An unfragmented frame without a payload whose opcode RFC 6455 (section 5.2) reserves.
const RESERVED_FRAME: [u8; 2] = [0x83, 0x00];

/// What ended a wait.
enum Heard {
    /// The time came.
    Nothing,
    /// The client said something.
    Message,
    /// The client sent a close frame.
    Close,
    /// The client is gone.
    End,
}

/// Sends the feed until the client leaves, the count is reached or a fault ends it.
pub(super) async fn run(mut socket: Socket, mut feed: Box<dyn Generator>, parameters: &Parameters) -> Result<()> {
    // It moves while the socket stalls: the feed's own time stands still then.
    let mut begin = Instant::now();
    let mut pace = Pace::new(parameters.rate, parameters.faults.flood, Duration::ZERO);
    let mut course = Course::new(parameters);
    loop {
        let now = begin.elapsed();
        for _ in 0..BATCH {
            if course.is_interrupted() || !pace.take(now) {
                break;
            }
            socket.feed(course.message(&mut *feed, clock::now_ms())).await?;
        }
        socket.flush().await?;
        let heard = match course.incident() {
            None => {
                let next = pace.due().map(|due| (begin + due).max(Instant::now() + BREATH));
                listen(&mut socket, next).await?
            }
            Some(Incident::Stall(pause)) => {
                let since = Instant::now();
                let heard = stall(&mut socket, pause).await?;
                begin += since.elapsed();
                heard
            }
            Some(Incident::RawGarbage) => {
                socket.get_mut().write_all(&RESERVED_FRAME).await?;
                socket.get_mut().flush().await?;
                return drain(socket).await;
            }
            Some(Incident::Close { code, reason }) => return close(socket, CloseCode::from(code), reason).await,
            // The socket is alive for as long as this waits.
            Some(Incident::HalfOpen) => std::future::pending().await,
            Some(Incident::Cut) => return Ok(()),
        };
        match heard {
            Heard::Nothing | Heard::Message => {}
            Heard::Close => return drain(socket).await,
            Heard::End => return Ok(()),
        }
    }
}

/// Waits for the client to say something, until a time or for ever. Pings are answered by tungstenite.
async fn listen(socket: &mut Socket, until: Option<Instant>) -> Result<Heard> {
    tokio::select! {
        () = wake(until) => Ok(Heard::Nothing),
        incoming = socket.next() => match incoming {
            Some(Ok(Message::Close(_))) => Ok(Heard::Close),
            // Feeds have nothing to say to what a client sends.
            Some(Ok(_)) => Ok(Heard::Message),
            Some(Err(error)) => Err(error),
            None => Ok(Heard::End),
        }
    }
}

/// Listens for so long, or for ever, whatever the client says.
async fn stall(socket: &mut Socket, pause: Option<Duration>) -> Result<Heard> {
    let until = pause.map(|pause| Instant::now() + pause);
    loop {
        let heard = listen(socket, until).await?;
        if !matches!(heard, Heard::Message) {
            return Ok(heard);
        }
    }
}

async fn wake(until: Option<Instant>) {
    match until {
        Some(until) => sleep_until(until).await,
        None => std::future::pending().await,
    }
}
