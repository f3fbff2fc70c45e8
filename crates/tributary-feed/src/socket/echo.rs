//! A session that sends back what it gets.

use futures_util::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;

use super::Socket;
use super::closing::drain;
use super::ear::Ear;

/// Echoes text and binary messages until the client leaves.
pub(super) async fn run(mut socket: Socket, ear: &Ear) -> Result<()> {
    while let Some(message) = socket.next().await {
        let message = message?;
        ear.hear(&message);
        match message {
            message @ (Message::Text(_) | Message::Binary(_)) => socket.send(message).await?,
            Message::Close(_) => return drain(socket).await,
            // Pings are answered by tungstenite.
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
        }
    }
    Ok(())
}
