//! `/session`: a protocol with a handshake of its own.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tributary_feed::Feed;

use crate::support::{Client, connections, feed, get, http, next_json, open, refused, text, to_the_end, until_open};

async fn say(client: &mut Client, frame: Value) {
    client.send(Message::text(frame.to_string())).await.unwrap();
}

fn hello() -> Value {
    json!({ "type": "hello", "token": "tributary" })
}

/// Opens a session up to the welcome.
async fn welcomed(feed: &Feed, path: &str) -> (Client, String) {
    let mut client = open(feed, path).await;
    say(&mut client, hello()).await;
    let welcome = next_json(&mut client).await;
    assert_eq!(welcome["type"], "welcome");
    let session = welcome["session"].as_str().unwrap().to_owned();
    (client, session)
}

/// Opens a session with one subscription, whose id is 1.
async fn subscribed(feed: &Feed, path: &str) -> Client {
    let (mut client, session) = welcomed(feed, path).await;
    say(&mut client, json!({ "type": "subscribe", "id": 1, "session": session })).await;
    assert_eq!(next_json(&mut client).await, json!({ "type": "subscribed", "id": 1 }));
    client
}

/// Asserts that data frames with these numbers come next.
async fn read(client: &mut Client, numbers: std::ops::Range<u64>) {
    for number in numbers {
        let frame = next_json(client).await;
        assert_eq!((&frame["type"], &frame["data"]["seq"]), (&"data".into(), &number.into()));
    }
}

/// Reads to the close frame: its code and reason, and the texts before it.
async fn ended(client: &mut Client) -> (Vec<Value>, u16, String) {
    let (messages, close) = to_the_end(client).await;
    let close = close.unwrap();
    (messages, close.code.into(), close.reason.as_str().to_owned())
}

#[tokio::test]
async fn a_client_that_says_hello_and_subscribes_gets_its_data_under_its_id() {
    let feed = feed().await;
    let (mut client, session) = welcomed(&feed, "/session?rate=1000").await;
    let id = json!({ "panel": [1, "a"] });
    say(&mut client, json!({ "type": "subscribe", "id": id, "session": session })).await;
    assert_eq!(next_json(&mut client).await, json!({ "type": "subscribed", "id": id }));
    for seq in 0..5 {
        let frame = next_json(&mut client).await;
        assert_eq!((&frame["type"], &frame["id"]), (&"data".into(), &id));
        assert_eq!((&frame["data"]["seq"], &frame["data"]["type"]), (&seq.into(), &"trade".into()));
    }
}

#[tokio::test]
async fn the_paths_feed_is_the_default_and_a_subscription_can_name_another() {
    let feed = feed().await;
    let (mut client, session) = welcomed(&feed, "/private/session/fleet?rate=50&api_key=tributary").await;
    say(&mut client, json!({ "type": "subscribe", "id": "f", "session": session })).await;
    say(&mut client, json!({ "type": "subscribe", "id": "b", "session": session, "feed": "book" })).await;
    let (mut fleet, mut book) = (0, 0);
    while fleet < 3 || book < 3 {
        let frame = next_json(&mut client).await;
        let data = &frame["data"];
        match (frame["type"].as_str().unwrap(), frame["id"].as_str().unwrap()) {
            ("subscribed", _) => {}
            ("data", "f") => {
                assert!(data["seq"] == fleet && data["vehicles"].is_array(), "{frame}");
                fleet += 1;
            }
            ("data", "b") => {
                assert!(data["seq"] == book && !data["bids"].is_null(), "{frame}");
                book += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    say(&mut client, json!({ "type": "unsubscribe", "id": "f" })).await;
    while next_json(&mut client).await != json!({ "type": "unsubscribed", "id": "f" }) {}
    for _ in 0..3 {
        assert_eq!(next_json(&mut client).await["id"], "b");
    }
}

#[tokio::test]
async fn every_connection_has_a_session_of_its_own() {
    let feed = feed().await;
    let (_first, first) = welcomed(&feed, "/session").await;
    let (mut second, session) = welcomed(&feed, "/session").await;
    assert_ne!(first, session);
    say(&mut second, json!({ "type": "subscribe", "id": 1, "session": first })).await;
    let error = json!({ "type": "error", "id": 1, "message": "wrong session" });
    assert_eq!(ended(&mut second).await, (vec![error], 4403, "wrong session".to_owned()));
}

#[tokio::test]
async fn a_client_that_does_not_say_a_proper_hello_first_is_closed() {
    let feed = feed().await;
    for first in [Message::text(r#"{"type":"subscribe","id":1}"#), Message::text("{"), Message::binary(&b"{}"[..])] {
        let mut client = open(&feed, "/session").await;
        client.send(first).await.unwrap();
        assert_eq!(ended(&mut client).await, (vec![], 4400, "hello first".to_owned()));
    }
    let mut client = open(&feed, "/session").await;
    say(&mut client, json!({ "type": "hello", "token": "guess" })).await;
    let error = json!({ "type": "error", "message": "wrong token" });
    assert_eq!(ended(&mut client).await, (vec![error], 4401, "wrong token".to_owned()));
    until_open(&feed, 0).await;
}

#[tokio::test]
async fn a_client_is_pinged_and_closed_when_it_does_not_answer() {
    let feed = feed().await;
    let (mut client, _) = welcomed(&feed, "/session?pingMs=300").await;
    assert_eq!(next_json(&mut client).await, json!({ "type": "ping", "n": 0 }));
    say(&mut client, json!({ "type": "pong", "n": 0 })).await;
    let (messages, code, reason) = ended(&mut client).await;
    assert_eq!(messages, [json!({ "type": "ping", "n": 1 })]);
    assert_eq!((code, reason.as_str()), (4408, "no pong"));
}

#[tokio::test]
async fn a_server_of_bad_manners_is_mute_or_speaks_too_early() {
    let feed = feed().await;
    let mut client = open(&feed, "/session?wrongOrder=1&helloMs=5").await;
    say(&mut client, hello()).await;
    assert_eq!(next_json(&mut client).await, json!({ "type": "data", "id": null, "data": { "seq": -1 } }));
    assert_eq!(next_json(&mut client).await["type"], "welcome");

    let mut mute = open(&feed, "/session?mute=1").await;
    say(&mut mute, hello()).await;
    mute.send(Message::Ping("anyone there?".into())).await.unwrap();
    assert_eq!(mute.next().await.unwrap().unwrap(), Message::Pong("anyone there?".into()));
}

#[tokio::test]
async fn faults_count_data_messages_only() {
    let feed = feed().await;
    let mut client = subscribed(&feed, "/session?rate=1000&cut=3").await;
    read(&mut client, 0..3).await;
    assert!(client.next().await.unwrap().is_err());

    let mut client = subscribed(&feed, "/session/machine?rate=1000&close=4999&closeAfter=2").await;
    read(&mut client, 0..2).await;
    assert_eq!(ended(&mut client).await, (vec![], 4999, "closed by request".to_owned()));

    let mut client = subscribed(&feed, "/session?rate=0&flood=500&garbage=2").await;
    for seq in 0..250 {
        read(&mut client, seq..seq + 1).await;
        let garbage = client.next().await.unwrap().unwrap();
        assert!(serde_json::from_slice::<Value>(&garbage.into_data()).is_err());
    }

    let mut client = subscribed(&feed, "/session?rate=1000&halfOpen=1").await;
    read(&mut client, 0..1).await;
    http(&feed, hyper::Method::POST, "/api/feed/restart", "").await;
    crate::support::cut(&mut client).await;
}

#[tokio::test]
async fn a_count_closes_the_session_after_as_many_data_messages_of_all_subscriptions() {
    let feed = feed().await;
    let (mut client, session) = welcomed(&feed, "/session?rate=200&count=10").await;
    for id in [1, 2] {
        say(&mut client, json!({ "type": "subscribe", "id": id, "session": session })).await;
    }
    let (messages, code, _) = ended(&mut client).await;
    assert_eq!((messages.iter().filter(|frame| frame["type"] == "data").count(), code), (10, 1000));
}

#[tokio::test]
async fn what_clients_said_is_listed_with_their_requests_in_the_order_of_arrival() {
    let feed = feed().await;
    let mut client = subscribed(&feed, "/a/session?rate=0").await;
    say(&mut client, json!({ "type": "unsubscribe", "id": 1 })).await;
    next_json(&mut client).await;
    let received = connections(&feed).await["received"].take();
    let all: Vec<(&Value, &Value, Value)> = received
        .as_array()
        .unwrap()
        .iter()
        .map(|frame| {
            let text: Value = serde_json::from_str(frame["text"].as_str().unwrap()).unwrap();
            (&frame["path"], &frame["query"], text["type"].clone())
        })
        .collect();
    let (path, query) = (&json!("/a/session"), &json!("rate=0"));
    let expected = ["hello", "subscribe", "unsubscribe"].map(|kind| (path, query, json!(kind)));
    assert_eq!(all, expected);
}

#[tokio::test]
async fn manners_that_make_no_sense_are_refused_by_name() {
    let feed = feed().await;
    for (query, name) in [("helloMs=x", "helloMs"), ("pingMs=0", "pingMs"), ("mute=yes", "mute")] {
        let (status, body) = refused(&feed, &format!("/session?{query}"), &[]).await;
        assert_eq!(status, 400, "{query}");
        assert!(body.starts_with(name), "{query}: {body}");
        assert_eq!(text(&get(&feed, &format!("/session?{query}")).await), body);
    }
    assert_eq!(refused(&feed, "/private/session", &[]).await.0, 401);
    assert_eq!(refused(&feed, "/session/nope", &[]).await.0, 404);
}
