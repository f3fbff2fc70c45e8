//! Requests that get no WebSocket, and why.

use std::pin::pin;

use hyper::StatusCode;
use tokio_tungstenite::tungstenite::Error;

use crate::support::{connections, feed, get, http, next_json, open, refused, text, try_open};

#[tokio::test]
async fn a_private_feed_asks_for_the_api_key() {
    let feed = feed().await;
    for path in ["/private/ticker", "/private/ticker?api_key=wrong", "/private/ticker?API_KEY=tributary"] {
        assert_eq!(refused(&feed, path, &[]).await.0, 401, "{path}");
    }
    assert_eq!(refused(&feed, "/private/ticker", &[("x-api-key", "wrong")]).await.0, 401);
}

#[tokio::test]
async fn the_api_key_is_taken_from_the_header() {
    let feed = feed().await;
    let (mut client, _) = try_open(&feed, "/private/ticker", &[("x-api-key", "tributary")]).await.unwrap();
    assert_eq!(next_json(&mut client).await["seq"], 0);
}

#[tokio::test]
async fn the_api_key_is_taken_from_the_query() {
    let feed = feed().await;
    let mut client = open(&feed, "/private/fleet?rate=50&api_key=tributary").await;
    assert_eq!(next_json(&mut client).await["seq"], 0);
}

#[tokio::test]
async fn a_plain_request_to_a_feed_learns_the_same_as_an_upgrade_would() {
    let feed = feed().await;
    let answer = get(&feed, "/ticker").await;
    assert_eq!(answer.status(), StatusCode::UPGRADE_REQUIRED);
    assert_eq!(answer.headers()["upgrade"], "websocket");
    assert_eq!(get(&feed, "/private/ticker").await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(get(&feed, "/private/ticker?api_key=tributary").await.status(), StatusCode::UPGRADE_REQUIRED);
    assert_eq!(connections(&feed).await["requests"], serde_json::json!([]), "plain requests are not listed");
}

#[tokio::test]
async fn an_upgrade_at_any_other_path_is_not_found() {
    let feed = feed().await;
    for path in ["/index.html", "/tickers", "/close/999", "/private/tickers?api_key=tributary"] {
        assert_eq!(refused(&feed, path, &[]).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_handshake_of_another_version_or_without_a_key_is_refused() {
    let feed = feed().await;
    let upgrade = [("connection", "Upgrade"), ("upgrade", "websocket")];
    let ask = async |more: &[(&str, &str)]| {
        let headers: Vec<_> = upgrade.iter().chain(more).copied().collect();
        crate::support::http_with(&feed, hyper::Method::GET, "/ticker", &headers, "").await
    };
    let old = ask(&[("sec-websocket-version", "8"), ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==")]).await;
    assert_eq!(old.status(), StatusCode::UPGRADE_REQUIRED);
    assert_eq!(old.headers()["sec-websocket-version"], "13");
    let keyless = ask(&[("sec-websocket-version", "13")]).await;
    assert_eq!(keyless.status(), StatusCode::BAD_REQUEST, "{}", text(&keyless));
}

#[tokio::test]
async fn refuse_answers_an_upgrade_and_a_plain_request_with_the_status_that_was_asked_for() {
    let feed = feed().await;
    for status in [400, 403, 429, 500, 503, 599] {
        let path = format!("/a/refuse/{status}");
        assert_eq!(refused(&feed, &path, &[]).await, (status, "refused by request".to_owned()));
        assert_eq!(get(&feed, &path).await.status().as_u16(), status);
    }
    assert_eq!(connections(&feed).await["refused"], 6, "plain requests are not counted");
}

#[tokio::test]
async fn hang_leaves_a_request_without_an_answer_until_a_restart() {
    let feed = feed().await;
    let mut upgrade = pin!(try_open(&feed, "/hang", &[]));
    let asked = async { while connections(&feed).await["requests"].as_array().unwrap().is_empty() {} };
    tokio::select! {
        biased;
        answer = &mut upgrade => panic!("{answer:?}"),
        () = asked => {}
    }
    let restarted = http(&feed, hyper::Method::POST, "/api/feed/restart", "").await;
    let restarted: serde_json::Value = serde_json::from_slice(restarted.body()).unwrap();
    assert_eq!(restarted["dropped"], 0, "what hangs was never open");
    let error = upgrade.await.unwrap_err();
    assert!(!matches!(error, Error::Http(_)), "{error}");
    let connections = connections(&feed).await;
    assert_eq!((&connections["total"], &connections["refused"]), (&0.into(), &0.into()));
}

#[tokio::test]
async fn refused_requests_are_listed_but_not_counted_as_opened() {
    let feed = feed().await;
    refused(&feed, "/private/ticker?a=1&b=%20", &[("origin", "http://panel"), ("x-other", "2")]).await;
    let connections = connections(&feed).await;
    assert_eq!((&connections["open"], &connections["total"]), (&0.into(), &0.into()));
    assert_eq!(connections["refused"], 1);
    let request = &connections["requests"][0];
    assert_eq!(request["path"], "/private/ticker");
    assert_eq!(request["query"], "a=1&b=%20");
    assert_eq!(request["origin"], "http://panel");
    assert_eq!(request["headers"]["x-other"], "2");
    assert_eq!(request["protocols"], serde_json::json!([]));
}
