//! Open sockets that go wrong as their query asks for.

use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::support::{
    Client, connections, cut, feed, get, http, next_json, open, refused, text, to_the_end, until_open,
};

/// Reads so many messages and checks their numbers.
async fn read(client: &mut Client, numbers: std::ops::Range<u64>) {
    for number in numbers {
        assert_eq!(next_json(client).await["seq"], number);
    }
}

/// Asserts that a ping comes back before anything else does.
async fn answers(client: &mut Client) {
    client.send(Message::Ping("anyone there?".into())).await.unwrap();
    assert_eq!(client.next().await.unwrap().unwrap(), Message::Pong("anyone there?".into()));
}

#[tokio::test]
async fn cut_drops_the_connection_after_as_many_messages() {
    let feed = feed().await;
    for path in ["/ticker?rate=1000&cut=3", "/private/book?rate=1000&api_key=tributary&cut=3"] {
        let mut client = open(&feed, path).await;
        read(&mut client, 0..3).await;
        assert!(client.next().await.unwrap().is_err(), "{path}");
    }
    cut(&mut open(&feed, "/ticker?cut=0").await).await;
    until_open(&feed, 0).await;
}

#[tokio::test]
async fn stall_is_silent_but_answers_pings_and_the_close_frame() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=1000&stall=2").await;
    read(&mut client, 0..2).await;
    answers(&mut client).await;
    answers(&mut client).await;
    client.close(None).await.unwrap();
    assert!(matches!(client.next().await, Some(Ok(Message::Close(_)))));
    until_open(&feed, 0).await;
}

#[tokio::test]
async fn a_stall_with_a_time_goes_on_after_it() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=200&stall=3&stallMs=300&count=20").await;
    read(&mut client, 0..2).await;
    let before = next_json(&mut client).await;
    answers(&mut client).await;
    let (rest, _) = to_the_end(&mut client).await;
    assert_eq!((rest.len(), &rest[0]["seq"]), (17, &3.into()));
    let time = |message: &Value| message["time"].as_i64().unwrap();
    assert!(time(&rest[0]) - time(&before) >= 299, "the server's own clock: {rest:?} after {before}");
}

#[tokio::test]
async fn a_half_open_socket_neither_answers_nor_ends_before_a_restart() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=1000&halfOpen=2").await;
    read(&mut client, 0..2).await;
    client.send(Message::Ping("anyone there?".into())).await.unwrap();
    client.close(None).await.unwrap();
    // A socket beside it is served all the while.
    let mut other = open(&feed, "/ticker?rate=1000&count=50").await;
    tokio::select! {
        message = client.next() => panic!("{message:?}"),
        (messages, _) = to_the_end(&mut other) => assert_eq!(messages.len(), 50),
    }
    until_open(&feed, 1).await;
    http(&feed, hyper::Method::POST, "/api/feed/restart", "").await;
    cut(&mut client).await;
    assert_eq!(connections(&feed).await["open"], 0);
}

#[tokio::test]
async fn flood_comes_at_once_and_the_rate_after_it() {
    let feed = feed().await;
    let begin = Instant::now();
    let mut client = open(&feed, "/ticker?rate=0.01&flood=5000").await;
    read(&mut client, 0..5_000).await;
    answers(&mut client).await;
    assert!(begin.elapsed() < Duration::from_secs(50), "the next one is due 100 s after the flood");
}

#[tokio::test]
async fn every_nth_message_is_garbage_of_four_kinds() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=1000&garbage=3&count=12").await;
    let (mut numbers, mut garbage) = (Vec::new(), Vec::new());
    while let Some(message) = client.next().await {
        let message = message.unwrap();
        if message.is_close() {
            continue;
        }
        match serde_json::from_slice::<Value>(&message.clone().into_data()) {
            Ok(good) => numbers.push(good["seq"].as_u64().unwrap()),
            Err(_) => garbage.push(message),
        }
    }
    assert_eq!(numbers, (0..8).collect::<Vec<u64>>());
    assert_eq!(garbage.len(), 4);
    assert!(garbage[0].is_text() && garbage[1].to_text().unwrap().starts_with('{'));
    assert!(garbage[2].is_binary() && garbage[2].to_text().is_err());
    assert_eq!(garbage[3], Message::text(""));
}

#[tokio::test]
async fn raw_garbage_breaks_the_protocol_itself() {
    let feed = feed().await;
    let mut client = open(&feed, "/ticker?rate=1000&rawGarbage=2").await;
    read(&mut client, 0..2).await;
    let error = client.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Protocol(ProtocolError::InvalidOpcode(3))), "{error}");
    drop(client);
    until_open(&feed, 0).await;
}

#[tokio::test]
async fn close_ends_any_feed_with_any_code_after_as_many_messages() {
    let feed = feed().await;
    for code in [1000, 1001, 1012, 3000, 4999] {
        let mut client = open(&feed, &format!("/fleet?rate=1000&close={code}&closeAfter=4")).await;
        let (messages, close) = to_the_end(&mut client).await;
        let close = close.unwrap();
        assert_eq!((messages.len(), u16::from(close.code)), (4, code));
        assert_eq!(close.reason, "closed by request");
    }
}

#[tokio::test]
async fn faults_that_make_no_sense_are_refused_by_name() {
    let feed = feed().await;
    for (query, name) in
        [("cut=x", "cut"), ("garbage=0", "garbage"), ("stallMs=1", "stallMs"), ("close=1006&closeAfter=1", "close")]
    {
        let (status, body) = refused(&feed, &format!("/ticker?{query}"), &[]).await;
        assert_eq!(status, 400, "{query}");
        assert!(body.starts_with(name), "{query}: {body}");
        assert_eq!(text(&get(&feed, &format!("/ticker?{query}")).await), body);
    }
}
