//! The closing handshake, and the session that is all about it.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::{Socket, Stream};
use crate::clock;
use crate::feeds::Kind;

/// How long a client may take to answer a close frame.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends one trade, then closes with the code.
pub(super) async fn run(mut socket: Socket, code: u16, seed: u64) -> Result<()> {
    let trade = Kind::Ticker.generator(seed).next(clock::now_ms());
    socket.send(Message::text(trade)).await?;
    match code {
        // The two codes that stand for the absence of something and are never sent: they come about by leaving
        // it out.
        1005 => {
            socket.send(Message::Close(None)).await?;
            drain(socket).await
        }
        1006 => Ok(()),
        code => close(socket, code, "closed by request").await,
    }
}

/// Sends a close frame and sees the handshake through.
pub(super) async fn close<S: Stream>(mut socket: Socket<S>, code: u16, reason: &str) -> Result<()> {
    let frame = CloseFrame { code: CloseCode::from(code), reason: reason.into() };
    socket.send(Message::Close(Some(frame))).await?;
    drain(socket).await
}

/// Reads to the end of a closing socket: TCP is closed once the handshake is complete, or when the client takes
/// too long over it.
pub(super) async fn drain<S: Stream>(mut socket: Socket<S>) -> Result<()> {
    let rest = async { while let Some(Ok(_)) = socket.next().await {} };
    let _ = timeout(PATIENCE, rest).await;
    Ok(())
}
