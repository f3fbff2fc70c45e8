//! What comes over the sockets.

use std::time::{SystemTime, UNIX_EPOCH};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use crate::support::{connections, feed, next_json, open, refused, to_the_end, try_open, until_open};

const FEEDS: [&str; 4] = ["ticker", "machine", "book", "fleet"];

#[tokio::test]
async fn every_feed_sends_as_many_messages_as_asked_and_closes_with_1000() {
    let feed = feed().await;
    for name in FEEDS {
        let mut client = open(&feed, &format!("/{name}?rate=1000&count=25")).await;
        let (messages, close) = to_the_end(&mut client).await;
        let numbers: Vec<u64> = messages.iter().map(|message| message["seq"].as_u64().unwrap()).collect();
        assert_eq!(numbers, (0..25).collect::<Vec<u64>>(), "{name}");
        assert_eq!(u16::from(close.unwrap().code), 1000, "{name}");
    }
}

#[tokio::test]
async fn the_bare_address_is_a_feed_too() {
    let feed = feed().await;
    assert_eq!(next_json(&mut open(&feed, "/").await).await["type"], "trade");
}

#[tokio::test]
async fn each_connection_counts_from_zero() {
    let feed = feed().await;
    let mut first = open(&feed, "/ticker?rate=1000").await;
    assert_eq!(next_json(&mut first).await["seq"], 0);
    assert_eq!(next_json(&mut first).await["seq"], 1);
    let mut second = open(&feed, "/ticker?rate=1000").await;
    assert_eq!(next_json(&mut second).await["seq"], 0);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_messages_but_for_their_times() {
    let feed = feed().await;
    let of_seed = async |name: &str, seed: u64| -> Vec<Value> {
        let mut client = open(&feed, &format!("/{name}?rate=2000&count=40&seed={seed}")).await;
        let (mut messages, _) = to_the_end(&mut client).await;
        messages.iter_mut().for_each(|message| message["time"] = Value::Null);
        messages
    };
    for name in FEEDS {
        let first = of_seed(name, 7).await;
        assert_eq!(first, of_seed(name, 7).await, "{name}");
        assert_ne!(first, of_seed(name, 8).await, "{name}");
    }
}

#[tokio::test]
async fn times_are_the_wall_clock() {
    let feed = feed().await;
    let before = now_ms();
    let ticker = next_json(&mut open(&feed, "/ticker").await).await;
    let machine = next_json(&mut open(&feed, "/machine").await).await;
    let now = before..=now_ms();
    assert!(now.contains(&ticker["time"].as_i64().unwrap()));
    let iso: jiff::Timestamp = machine["time"].as_str().unwrap().parse().unwrap();
    assert!(now.contains(&iso.as_millisecond()));
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

#[tokio::test]
async fn a_feed_is_found_below_a_prefix_path() {
    let feed = feed().await;
    assert_eq!(next_json(&mut open(&feed, "/some/prefix/book").await).await["type"], "snapshot");
}

#[tokio::test]
async fn a_high_rate_loses_and_reorders_nothing() {
    let feed = feed().await;
    let (messages, _) = to_the_end(&mut open(&feed, "/ticker?rate=50000&count=20000").await).await;
    assert_eq!(messages.len(), 20_000);
    assert!(messages.iter().enumerate().all(|(number, message)| message["seq"] == number));
}

#[tokio::test]
async fn a_count_of_zero_closes_at_once_and_a_rate_of_zero_opens_silently() {
    let feed = feed().await;
    let (messages, close) = to_the_end(&mut open(&feed, "/ticker?count=0").await).await;
    assert_eq!((messages.len(), u16::from(close.unwrap().code)), (0, 1000));
    // Silent: the first thing that comes is the answer to the ping.
    let mut silent = open(&feed, "/ticker?rate=0").await;
    silent.send(Message::Ping("anyone there?".into())).await.unwrap();
    assert_eq!(silent.next().await.unwrap().unwrap(), Message::Pong("anyone there?".into()));
}

#[tokio::test]
async fn unusable_parameters_are_refused_by_name() {
    let feed = feed().await;
    let (status, body) = refused(&feed, "/ticker?rate=fast", &[]).await;
    assert_eq!(status, 400);
    assert!(body.contains("rate") && body.contains("'fast'"), "{body}");
}

#[tokio::test]
async fn echo_sends_back_text_and_binary() {
    let feed = feed().await;
    let mut client = open(&feed, "/echo").await;
    for message in [
        Message::text("héllo"),
        Message::binary(vec![0, 255, 1]),
        Message::text(""),
        Message::text("x".repeat(1 << 20)),
    ] {
        client.send(message.clone()).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), message);
    }
}

#[tokio::test]
async fn the_texts_that_echo_received_are_listed_oldest_first() {
    let feed = feed().await;
    let mut client = open(&feed, "/a/echo?b=%20").await;
    for message in [Message::text("one"), Message::binary(&b"not this"[..]), Message::text("ü".repeat(1 << 16))] {
        client.send(message.clone()).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), message);
    }
    // Only the beginning of a long one is kept.
    let received = |text: &str| serde_json::json!({ "path": "/a/echo", "query": "b=%20", "text": text });
    let all = serde_json::json!([received("one"), received(&"ü".repeat(1 << 15))]);
    assert_eq!(connections(&feed).await["received"], all);
}

#[tokio::test]
async fn close_sends_one_message_and_closes_with_the_code_and_a_reason() {
    let feed = feed().await;
    for code in [1000, 1001, 1008, 1011, 3000, 4321] {
        let (messages, close) = to_the_end(&mut open(&feed, &format!("/close/{code}")).await).await;
        let close = close.unwrap();
        assert_eq!((messages.len(), u16::from(close.code)), (1, code));
        assert_eq!(close.reason, "closed by request");
    }
}

#[tokio::test]
async fn close_1005_closes_without_a_code_and_1006_without_a_close_frame() {
    let feed = feed().await;
    let (messages, close) = to_the_end(&mut open(&feed, "/close/1005").await).await;
    assert_eq!((messages.len(), close), (1, None));
    crate::support::cut(&mut open(&feed, "/close/1006").await).await;
}

#[tokio::test]
async fn the_first_offered_subprotocol_is_chosen() {
    let feed = feed().await;
    let (_client, handshake) = try_open(&feed, "/echo", &[("sec-websocket-protocol", "one.v1, two.v2")]).await.unwrap();
    assert_eq!(handshake.headers()["sec-websocket-protocol"], "one.v1");
    assert_eq!(connections(&feed).await["requests"][0]["protocols"], serde_json::json!(["one.v1", "two.v2"]));
}

#[tokio::test]
async fn a_client_that_closes_is_answered_and_no_longer_counted() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=0").await;
    until_open(&feed, 1).await;
    client.close(None).await.unwrap();
    while client.next().await.is_some_and(|message| message.is_ok()) {}
    until_open(&feed, 0).await;
    assert_eq!(connections(&feed).await["total"], 1);
}

#[tokio::test]
async fn a_client_that_vanishes_is_no_longer_counted() {
    let feed = feed().await;
    let client = open(&feed, "/echo").await;
    until_open(&feed, 1).await;
    drop(client);
    until_open(&feed, 0).await;
}

#[tokio::test]
async fn a_shutdown_cuts_every_client_and_frees_the_port() {
    let feed = feed().await;
    let address = feed.address();
    let mut client = open(&feed, "/ticker").await;
    next_json(&mut client).await;
    feed.shutdown().await;
    crate::support::cut(&mut client).await;
    let config = tributary_feed::Config { port: address.port(), ..Default::default() };
    let again = tributary_feed::start(config).await.unwrap();
    assert_eq!(again.address(), address);
}
