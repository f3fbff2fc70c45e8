//! Sends what a source has to say, with the faults that were asked for.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;

use super::closing::{close, drain};
use super::course::Course;
use super::source::{Event, Source};
use super::{Socket, Stream};
use crate::clock;
use crate::faults::Incident;
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
    Message(Message),
    /// The client sent a close frame.
    Close,
    /// The client is gone.
    End,
}

/// Sends until the client leaves, the source closes, the count is reached or a fault ends it.
pub(super) async fn run<S: Stream>(
    mut socket: Socket<S>,
    mut source: impl Source,
    parameters: &Parameters,
) -> Result<()> {
    // It moves while the socket stalls: the source's own time stands still then.
    let mut begin = Instant::now();
    let mut course = Course::new(parameters);
    loop {
        let now = begin.elapsed();
        for _ in 0..BATCH {
            if course.is_interrupted() {
                break;
            }
            let message = match source.next(now) {
                Some(Event::Data(feed)) => course.message(feed, clock::now_ms()),
                Some(Event::Text(text)) => Message::text(text),
                Some(Event::Close { code, reason }) => return close(socket, code, reason).await,
                None => break,
            };
            socket.feed(message).await?;
        }
        socket.flush().await?;
        let heard = match course.incident() {
            None => {
                let next = source.due().map(|due| (begin + due).max(Instant::now() + BREATH));
                listen(&mut socket, next).await?
            }
            Some(Incident::Stall(pause)) => {
                let since = Instant::now();
                let now = begin.elapsed();
                let heard = stall(&mut socket, pause, |message| source.receive(&message, now)).await?;
                begin += since.elapsed();
                heard
            }
            Some(Incident::RawGarbage) => {
                socket.get_mut().write_all(&RESERVED_FRAME).await?;
                socket.get_mut().flush().await?;
                return drain(socket).await;
            }
            Some(Incident::Close { code, reason }) => return close(socket, code, reason).await,
            // The socket is alive for as long as this waits.
            Some(Incident::HalfOpen) => std::future::pending().await,
            Some(Incident::Cut) => return Ok(()),
        };
        match heard {
            Heard::Nothing => {}
            Heard::Message(message) => source.receive(&message, begin.elapsed()),
            Heard::Close => return drain(socket).await,
            Heard::End => return Ok(()),
        }
    }
}

/// Waits for the client to say something, until a time or for ever. Pings are answered by tungstenite.
async fn listen<S: Stream>(socket: &mut Socket<S>, until: Option<Instant>) -> Result<Heard> {
    tokio::select! {
        () = wake(until) => Ok(Heard::Nothing),
        incoming = socket.next() => match incoming {
            Some(Ok(Message::Close(_))) => Ok(Heard::Close),
            Some(Ok(message)) => Ok(Heard::Message(message)),
            Some(Err(error)) => Err(error),
            None => Ok(Heard::End),
        }
    }
}

/// Listens for so long, or for ever, whatever the client says.
async fn stall<S: Stream>(
    socket: &mut Socket<S>,
    pause: Option<Duration>,
    mut receive: impl FnMut(Message),
) -> Result<Heard> {
    let until = pause.map(|pause| Instant::now() + pause);
    loop {
        match listen(socket, until).await? {
            Heard::Message(message) => receive(message),
            heard => return Ok(heard),
        }
    }
}

async fn wake(until: Option<Instant>) {
    match until {
        Some(until) => sleep_until(until).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use tokio::io::DuplexStream;
    use tokio_tungstenite::WebSocketStream;
    use tokio_tungstenite::tungstenite::protocol::Role;

    use super::*;
    use crate::feeds::Kind;
    use crate::socket::dialogue::Dialogue;
    use crate::socket::source::Sample;

    type Client = WebSocketStream<DuplexStream>;

    async fn pair() -> (Client, Client) {
        let (client, server) = tokio::io::duplex(1 << 16);
        (
            WebSocketStream::from_raw_socket(client, Role::Client, None).await,
            WebSocketStream::from_raw_socket(server, Role::Server, None).await,
        )
    }

    /// A client of a ticker.
    async fn ticker(query: &str) -> Client {
        let (client, server) = pair().await;
        let parameters = Parameters::parse(query).unwrap();
        tokio::spawn(async move { run(server, Sample::new(Kind::Ticker, &parameters), &parameters).await });
        client
    }

    /// A client of a dialogue.
    async fn dialogue(query: &str) -> Client {
        let (client, server) = pair().await;
        let parameters = Parameters::parse(query).unwrap();
        let source = Dialogue::new(1, Kind::Ticker, parameters.clone());
        tokio::spawn(async move { run(server, source, &parameters).await });
        client
    }

    async fn next(client: &mut Client) -> Value {
        serde_json::from_str(client.next().await.unwrap().unwrap().to_text().unwrap()).unwrap()
    }

    async fn say(client: &mut Client, frame: Value) {
        client.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// The virtual clock is only as fine as a millisecond.
    fn about(since: Instant, ms: u128) -> bool {
        (ms..ms + 10).contains(&since.elapsed().as_millis())
    }

    #[tokio::test(start_paused = true)]
    async fn a_stalled_feed_goes_on_where_it_was_after_the_time() {
        let begin = Instant::now();
        let mut client = ticker("rate=10&stall=3&stallMs=60000").await;
        for (seq, due) in [(0, 0), (1, 100), (2, 200), (3, 60_300), (4, 60_400)] {
            assert_eq!(next(&mut client).await["seq"], seq);
            assert!(about(begin, due), "{seq}: {:?}", begin.elapsed());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn answers_and_subscriptions_count_from_when_the_client_spoke() {
        let mut client = dialogue("helloMs=300&rate=10").await;
        tokio::time::advance(Duration::from_secs(5)).await;
        let begin = Instant::now();
        say(&mut client, json!({ "type": "hello", "token": "tributary" })).await;
        assert_eq!(next(&mut client).await["type"], "welcome");
        assert!(about(begin, 300), "{:?}", begin.elapsed());
        tokio::time::advance(Duration::from_millis(900)).await;
        let begin = Instant::now();
        say(&mut client, json!({ "type": "subscribe", "id": 1, "session": "s-1" })).await;
        assert_eq!(next(&mut client).await["type"], "subscribed");
        for (seq, due) in [(0, 0), (1, 100), (2, 200)] {
            assert_eq!(next(&mut client).await["data"]["seq"], seq);
            assert!(about(begin, due), "{seq}: {:?}", begin.elapsed());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_client_says_to_a_stalled_server_is_answered_afterwards() {
        let begin = Instant::now();
        let mut client = dialogue("stall=0&stallMs=7000&helloMs=50").await;
        say(&mut client, json!({ "type": "hello", "token": "tributary" })).await;
        assert_eq!(next(&mut client).await["session"], "s-1");
        assert!(about(begin, 7_050), "{:?}", begin.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_without_pongs_is_closed_at_the_second_ping() {
        let begin = Instant::now();
        let mut client = dialogue("pingMs=1000").await;
        say(&mut client, json!({ "type": "hello", "token": "tributary" })).await;
        assert_eq!(next(&mut client).await["type"], "welcome");
        assert_eq!(next(&mut client).await, json!({ "type": "ping", "n": 0 }));
        let Some(Ok(Message::Close(Some(close)))) = client.next().await else { panic!("not closed") };
        assert_eq!((u16::from(close.code), close.reason.as_str()), (4408, "no pong"));
        assert!(about(begin, 2_000), "{:?}", begin.elapsed());
    }
}
