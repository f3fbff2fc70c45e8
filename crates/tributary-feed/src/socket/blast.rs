//! A session for measurements: ready frames, many in one write, so that the client is what limits.

mod frames;

use std::pin::pin;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWriteExt, join, sink, split};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Result;
use tokio_tungstenite::tungstenite::protocol::Role;

use self::frames::Frames;
use super::Stream;
use super::pace::Pace;
use crate::clock;
use crate::order::Order;

/// The shortest pause: what is due within it goes out in one write.
const BREATH: Duration = Duration::from_millis(1);
/// Close frames (RFC 6455, section 5.5.1): with the code 1000, and the answer to a client's.
const CLOSE_1000: [u8; 4] = [0x88, 2, 0x03, 0xe8];
const CLOSE: [u8; 2] = [0x88, 0];

/// What is to be done next.
enum Turn {
    /// So many messages are due.
    Send(u64),
    /// Nothing is, until then or for ever.
    Wait(Option<Duration>),
    /// The count is reached.
    Close,
}

/// Sends until the client leaves or the count is reached.
pub(super) async fn run<S: Stream>(io: S, order: &Order) -> Result<()> {
    let (reader, mut writer) = split(io);
    let mut end = pin!(listen(reader));
    let mut frames = Frames::new();
    let mut pace = order.rate.map(|rate| Pace::new(rate, 0, Duration::ZERO));
    let begin = Instant::now();
    let opened = clock::now_ms();
    loop {
        match turn(order, frames.taken(), pace.as_mut(), begin.elapsed()) {
            Turn::Send(count) => {
                let mut rest = count;
                while rest > 0 {
                    let now = clock::now_ms();
                    let before = frames.taken();
                    let ready =
                        frames.take(rest, |taken| if taken < order.flood { spread(order, opened, taken) } else { now });
                    writer.write_all(ready).await?;
                    rest -= frames.taken() - before;
                }
                if let Some(answer) = end.as_mut().now_or_never() {
                    return leave(&mut writer, answer).await;
                }
            }
            Turn::Wait(until) => {
                let until = until.map(|until| (begin + until).max(Instant::now() + BREATH));
                tokio::select! {
                    answer = &mut end => return leave(&mut writer, answer).await,
                    () = wake(until) => {}
                }
            }
            Turn::Close => {
                writer.write_all(&CLOSE_1000).await?;
                end.await;
                return Ok(());
            }
        }
    }
}

fn turn(order: &Order, taken: u64, pace: Option<&mut Pace>, now: Duration) -> Turn {
    /// The most messages between two looks at what the client says.
    const BATCH: u64 = 1_000;
    let left = order.count.map_or(BATCH, |count| count.saturating_sub(taken).min(BATCH));
    if left == 0 {
        return Turn::Close;
    }
    if taken < order.flood {
        return Turn::Send(left.min(order.flood - taken));
    }
    if order.lasts.is_some_and(|lasts| now > lasts) {
        return Turn::Wait(None);
    }
    let Some(pace) = pace else {
        return Turn::Send(left);
    };
    match (0..left).take_while(|_| pace.take(now)).count() {
        0 => Turn::Wait(pace.due()),
        due => Turn::Send(due as u64),
    }
}

/// The time of one of a flood's messages: the last of them is as old as the socket.
fn spread(order: &Order, opened: i64, taken: u64) -> i64 {
    let back = order.span.as_millis() as f64 * (order.flood - taken - 1) as f64 / order.flood as f64;
    opened - back as i64
}

/// Reads until the client is done: whether by a close frame, which wants an answer. Nothing else gets one here.
async fn listen(reader: impl AsyncRead + Unpin) -> bool {
    let mut client = WebSocketStream::from_raw_socket(join(reader, sink()), Role::Server, None).await;
    while let Some(Ok(message)) = client.next().await {
        if let Message::Close(_) = message {
            return true;
        }
    }
    false
}

async fn leave(writer: &mut (impl AsyncWriteExt + Unpin), answer: bool) -> Result<()> {
    if answer {
        writer.write_all(&CLOSE).await?;
    }
    Ok(())
}

async fn wake(until: Option<Instant>) {
    match until {
        Some(until) => sleep_until(until).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(query: &str) -> Order {
        Order::parse(query).unwrap()
    }

    fn due(query: &str, taken: u64, ms: u64) -> u64 {
        let order = order(query);
        let mut pace = order.rate.map(|rate| Pace::new(rate, 0, Duration::ZERO));
        match turn(&order, taken, pace.as_mut(), Duration::from_millis(ms)) {
            Turn::Send(count) => count,
            Turn::Wait(_) => 0,
            Turn::Close => panic!("closed"),
        }
    }

    #[test]
    fn without_a_rate_there_is_always_something_to_send() {
        assert_eq!([due("", 0, 0), due("", 5_000_000, 1)], [1_000, 1_000]);
    }

    #[test]
    fn a_rate_is_kept_in_small_slices() {
        assert_eq!(due("rate=1000", 0, 0), 1);
        assert_eq!(due("rate=40000", 0, 5), 201);
        assert_eq!(due("rate=0", 0, 60_000), 0);
    }

    #[test]
    fn a_flood_comes_before_the_rate() {
        assert_eq!([due("flood=1500&rate=1", 0, 0), due("flood=1500&rate=1", 1_000, 0)], [1_000, 500]);
        assert_eq!(due("flood=1500&rate=1", 1_500, 0), 1);
    }

    #[test]
    fn after_its_time_a_blast_is_silent() {
        assert_eq!([due("lastsMs=2000", 9, 2_000), due("lastsMs=2000", 9, 2_001)], [1_000, 0]);
    }

    #[test]
    fn a_flood_reaches_back_over_its_span() {
        let order = order("flood=4&spanMs=400");
        assert_eq!([0, 1, 2, 3].map(|taken| spread(&order, 1_000, taken)), [700, 800, 900, 1_000]);
    }
}
