//! Ready frames, for measurements.

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

use crate::support::{feed, next_json, open, refused, to_the_end, until_open};

const FIRST: u64 = 1_000_000_000;

fn numbers(messages: &[Value]) -> Vec<u64> {
    messages.iter().map(|message| message["seq"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn a_blast_counts_up_without_a_hole_and_closes_with_1000_after_its_count() {
    let feed = feed().await;
    for rate in ["", "&rate=100000", "&flood=5000", "&flood=100&rate=100000"] {
        let mut client = open(&feed, &format!("/blast?count=12345{rate}")).await;
        let (messages, close) = to_the_end(&mut client).await;
        assert_eq!(numbers(&messages), (FIRST..FIRST + 12_345).collect::<Vec<u64>>(), "{rate}");
        assert_eq!(u16::from(close.unwrap().code), 1000, "{rate}");
    }
}

#[tokio::test]
async fn a_flood_is_spread_over_the_time_before_it() {
    let feed = feed().await;
    let mut client = open(&feed, "/blast?flood=1000&count=1001&spanMs=300000").await;
    let (messages, _) = to_the_end(&mut client).await;
    let times: Vec<i64> = messages.iter().map(|message| message["time"].as_i64().unwrap()).collect();
    assert!(times.is_sorted());
    assert_eq!(times[999] - times[0], 299_700);
    assert!((0..10_000).contains(&(times[1000] - times[999])), "what follows has the time of its sending");
}

#[tokio::test]
async fn a_blast_is_silent_after_its_time_and_stays_open() {
    let feed = feed().await;
    let mut client = open(&feed, "/blast?lastsMs=1&flood=3&rate=1").await;
    for number in FIRST..FIRST + 3 {
        assert_eq!(next_json(&mut client).await["seq"], number);
    }
    until_open(&feed, 1).await;
}

#[tokio::test]
async fn a_client_that_closes_in_the_middle_gets_whole_frames_and_an_answer() {
    let feed = feed().await;
    for rate in ["", "rate=1000", "rate=0"] {
        let mut client = open(&feed, &format!("/blast?{rate}")).await;
        client.send(Message::Close(None)).await.unwrap();
        let mut closed = false;
        while let Some(message) = client.next().await {
            match message.unwrap() {
                Message::Text(text) => assert!(serde_json::from_str::<Value>(&text).is_ok()),
                Message::Close(_) => closed = true,
                other => panic!("unexpected {other:?}"),
            }
        }
        assert!(closed, "{rate}");
        until_open(&feed, 0).await;
    }
}

#[tokio::test]
async fn an_order_that_makes_no_sense_is_refused() {
    let feed = feed().await;
    assert_eq!(refused(&feed, "/blast?lastsMs=soon", &[]).await.0, 400);
}
