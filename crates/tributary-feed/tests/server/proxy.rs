//! The stand-in for Grafana's data source proxy. The upstream is a second server, or a mirror of requests.

use futures_util::{SinkExt, StreamExt};
use hyper::{Method, StatusCode};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tributary_feed::Feed;

use crate::support::{
    connections, feed, get, http_with, mirror, next_json, open, refused, store, text, to_the_end, try_open, unreachable,
};

const PROXY: &str = "/api/datasources/proxy/uid/one";

/// A proxy whose data source `one` has a path and a query in its URL, two custom headers and two secret query
/// parameters, and leads to the second server.
async fn pair() -> (Feed, Feed) {
    let (proxy, upstream) = (feed().await, feed().await);
    let source = json!({
        "url": format!("http://{}/base?stored=1", upstream.address()),
        "jsonData": {
            "httpHeaderName1": "X-First", "httpHeaderName2": "X-Second",
            "queryParamName1": "api_key", "queryParamName2": "second",
        },
        "secureJsonData": {
            "httpHeaderValue1": "one", "httpHeaderValue2": "two",
            "queryParamValue1": "tributary", "queryParamValue2": "a b&c=ü",
        },
    });
    store(&proxy, "one", &source).await;
    (proxy, upstream)
}

/// The last WebSocket request that the upstream saw.
async fn arrived(upstream: &Feed) -> Value {
    connections(upstream).await["requests"].as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn an_upgrade_carries_custom_headers_and_no_origin() {
    let (proxy, upstream) = pair().await;
    let browser = [("origin", "http://grafana"), ("cookie", "grafana_session=1"), ("x-first", "from the browser")];
    let (mut client, _) = try_open(&proxy, &format!("{PROXY}/q0/ticker?rate=50"), &browser).await.unwrap();
    assert_eq!(next_json(&mut client).await["seq"], 0);
    let request = arrived(&upstream).await;
    assert_eq!(request["path"], "/base/ticker");
    assert_eq!(request["origin"], Value::Null);
    assert_eq!(request["headers"]["x-first"], "one");
    assert_eq!(request["headers"]["x-second"], "two");
    assert_eq!(request["headers"]["host"], upstream.address().to_string());
    assert_eq!(request["headers"].get("cookie"), None);
}

#[tokio::test]
async fn q0_passes_the_requests_query_and_drops_the_stored_urls_own() {
    let (proxy, upstream) = pair().await;
    open(&proxy, &format!("{PROXY}/q0/ticker?rate=50&x=%2F")).await;
    assert_eq!(arrived(&upstream).await["query"], "rate=50&x=%2F");
}

#[tokio::test]
async fn q1_adds_the_first_secret_parameter_and_opens_a_private_feed() {
    let (proxy, upstream) = pair().await;
    let mut client = open(&proxy, &format!("{PROXY}/q1/private/book?rate=50")).await;
    assert_eq!(next_json(&mut client).await["type"], "snapshot");
    assert_eq!(arrived(&upstream).await["query"], "api_key=tributary&rate=50");
}

#[tokio::test]
async fn q2_adds_two_secret_parameters_url_encoded() {
    let (proxy, upstream) = pair().await;
    open(&proxy, &format!("{PROXY}/q2/ticker")).await;
    assert_eq!(arrived(&upstream).await["query"], "api_key=tributary&second=a+b%26c%3D%C3%BC");
}

#[tokio::test]
async fn subprotocols_pass_both_ways() {
    let (proxy, upstream) = pair().await;
    let offered = [("sec-websocket-protocol", "one.v1, two.v2")];
    let (_client, handshake) = try_open(&proxy, &format!("{PROXY}/q0/echo"), &offered).await.unwrap();
    assert_eq!(handshake.headers()["sec-websocket-protocol"], "one.v1");
    assert_eq!(arrived(&upstream).await["protocols"], json!(["one.v1", "two.v2"]));
}

#[tokio::test]
async fn after_the_upgrade_bytes_pass_both_ways_and_so_does_the_close() {
    let (proxy, _upstream) = pair().await;
    let mut client = open(&proxy, &format!("{PROXY}/q0/echo")).await;
    for message in [Message::text("ünïcode"), Message::binary(vec![7; 1 << 20])] {
        client.send(message.clone()).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), message);
    }
    let (messages, close) = to_the_end(&mut open(&proxy, &format!("{PROXY}/q0/close/4002")).await).await;
    assert_eq!((messages.len(), u16::from(close.unwrap().code)), (1, 4002));
}

#[tokio::test]
async fn tunnels_are_not_counted_beside_their_upstream_websocket() {
    let proxy = feed().await;
    store(&proxy, "one", &json!({ "url": format!("http://{}", proxy.address()) })).await;
    let mut client = open(&proxy, &format!("{PROXY}/q0/ticker")).await;
    next_json(&mut client).await;
    let connections = connections(&proxy).await;
    assert_eq!((&connections["open"], &connections["total"]), (&1.into(), &1.into()));
    assert_eq!(connections["requests"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn refused_credentials_are_a_400_with_grafanas_words() {
    let (proxy, _upstream) = pair().await;
    let path = format!("{PROXY}/q0/private/ticker");
    let expected = (400, "Authentication to data source failed".to_owned());
    assert_eq!(refused(&proxy, &path, &[]).await, expected);
    let plain = get(&proxy, &path).await;
    assert_eq!((plain.status().as_u16(), text(&plain).to_owned()), expected);
}

#[tokio::test]
async fn other_answers_of_the_upstream_pass_as_they_are() {
    let (proxy, _upstream) = pair().await;
    assert_eq!(refused(&proxy, &format!("{PROXY}/q0/nothing"), &[]).await.0, 404);
    assert_eq!(get(&proxy, &format!("{PROXY}/q0/ticker")).await.status(), StatusCode::UPGRADE_REQUIRED);
}

#[tokio::test]
async fn an_unreachable_upstream_is_a_502() {
    let proxy = feed().await;
    store(&proxy, "one", &json!({ "url": unreachable().await })).await;
    assert_eq!(refused(&proxy, &format!("{PROXY}/q0/ticker"), &[]).await.0, 502);
    assert_eq!(get(&proxy, &format!("{PROXY}/q0/ticker")).await.status(), StatusCode::BAD_GATEWAY);
}

#[tokio::test]
async fn a_missing_url_is_a_400_with_grafanas_words() {
    let proxy = feed().await;
    store(&proxy, "one", &json!({ "url": "" })).await;
    let path = format!("{PROXY}/q0/ticker");
    let expected = (400, r#"{"message":"Invalid data source URL: \"\""}"#.to_owned());
    assert_eq!(refused(&proxy, &path, &[]).await, expected);
    let plain = get(&proxy, &path).await;
    assert_eq!((plain.status().as_u16(), text(&plain).to_owned()), expected);
}

#[tokio::test]
async fn a_stored_websocket_url_is_a_502() {
    let (proxy, upstream) = pair().await;
    store(&proxy, "one", &json!({ "url": format!("ws://{}", upstream.address()) })).await;
    assert_eq!(refused(&proxy, &format!("{PROXY}/q0/ticker"), &[]).await.0, 502);
}

#[tokio::test]
async fn a_plain_request_carries_method_headers_secrets_and_no_origin() {
    let (proxy, _upstream) = pair().await;
    let source = json!({
        "url": format!("{}/base/", mirror("200 OK").await),
        "basicAuth": true,
        "basicAuthUser": "Aladdin",
        "jsonData": { "httpHeaderName1": "X-First", "queryParamName1": "api_key" },
        "secureJsonData": { "basicAuthPassword": "open sesame" },
    });
    store(&proxy, "one", &source).await;
    let browser = [("origin", "http://grafana"), ("accept", "text/plain")];
    let answer = http_with(&proxy, Method::GET, &format!("{PROXY}/q1/a%2Fb?z=1"), &browser, "").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["x-upstream"], "mirror");
    let head = text(&answer).to_lowercase();
    assert!(head.starts_with("get /base/a%2fb?api_key=tributary&z=1 http/1.1\r\n"), "{head}");
    assert!(head.contains("\r\nx-first: one\r\n"), "{head}");
    assert!(head.contains("\r\naccept: text/plain\r\n"), "{head}");
    assert!(head.contains("\r\nauthorization: basic qwxhzgrpbjpvcgvuihnlc2ftzq==\r\n"), "{head}");
    assert!(!head.contains("origin:"), "{head}");
}

#[tokio::test]
async fn an_answer_other_than_101_to_an_upgrade_passes_with_its_body() {
    let proxy = feed().await;
    store(&proxy, "one", &json!({ "url": mirror("403 Forbidden").await })).await;
    let (status, body) = refused(&proxy, &format!("{PROXY}/q0/ticker"), &[]).await;
    assert_eq!(status, 403);
    assert!(body.to_lowercase().contains("\r\nupgrade: websocket\r\n"), "{body}");
}
