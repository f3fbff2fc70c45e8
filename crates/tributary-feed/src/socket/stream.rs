//! A session that sends a sample feed.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::Socket;
use super::closing::{close, drain};
use super::pace::Pace;
use crate::clock;
use crate::feeds::Generator;
use crate::parameters::Parameters;

/// The shortest pause. A timer per message would cap the rate; above 200 messages a second several go out at
/// once.
const BREATH: Duration = Duration::from_millis(5);
/// The most messages between two looks at what the client says.
const BATCH: u64 = 1_000;

/// Sends the feed until the client leaves or the count is reached.
pub(super) async fn run(mut socket: Socket, mut feed: Box<dyn Generator>, parameters: Parameters) -> Result<()> {
    let begin = Instant::now();
    let count = parameters.count.unwrap_or(u64::MAX);
    let mut pace = Pace::new(parameters.rate);
    let mut sent = 0;
    loop {
        let target = pace.target(sent, begin.elapsed()).min(count).min(sent + BATCH);
        for _ in sent..target {
            socket.feed(Message::text(feed.next(clock::now_ms()))).await?;
        }
        sent = sent.max(target);
        socket.flush().await?;
        if sent == count {
            return close(socket, CloseCode::Normal, "").await;
        }
        let next = pace.due(sent).map(|due| begin + due);
        tokio::select! {
            () = wake(next) => {}
            incoming = socket.next() => match incoming {
                Some(Ok(Message::Close(_))) => return drain(socket).await,
                // Feeds have nothing to say to what a client sends.
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Ok(()),
            }
        }
    }
}

/// Waits for the next message's time; for ever when there is none.
async fn wake(next: Option<Instant>) {
    match next {
        Some(next) => sleep_until(next.max(Instant::now() + BREATH)).await,
        None => std::future::pending().await,
    }
}
