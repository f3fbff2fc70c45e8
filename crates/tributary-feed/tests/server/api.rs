//! The stored data sources over HTTP.

use hyper::{Method, StatusCode};
use serde_json::json;

use crate::support::{feed, get, get_json, http, store, text};

#[tokio::test]
async fn all_stored_data_sources_are_listed_by_uid() {
    let feed = feed().await;
    assert_eq!(get_json(&feed, "/api/datasources").await, json!([]));
    for uid in ["two", "one"] {
        store(&feed, uid, &json!({ "url": "http://127.0.0.1:9" })).await;
    }
    let list = get_json(&feed, "/api/datasources").await;
    assert_eq!([&list[0]["uid"], &list[1]["uid"]], ["one", "two"]);
}

#[tokio::test]
async fn a_stored_data_source_comes_back_with_the_names_of_its_secrets_only() {
    let feed = feed().await;
    let source = json!({
        "url": "http://127.0.0.1:9",
        "access": "proxy",
        "basicAuth": true,
        "basicAuthUser": "me",
        "jsonData": { "httpHeaderName1": "X-Key", "nested": { "a": [1] } },
        "secureJsonData": { "httpHeaderValue1": "s3cret" },
    });
    store(&feed, "one", &source).await;
    let answer = get(&feed, "/api/datasources/uid/one").await;
    assert!(!text(&answer).contains("s3cret"));
    assert_eq!(
        get_json(&feed, "/api/datasources/uid/one").await,
        json!({
            "uid": "one",
            "url": "http://127.0.0.1:9",
            "access": "proxy",
            "basicAuth": true,
            "basicAuthUser": "me",
            "jsonData": { "httpHeaderName1": "X-Key", "nested": { "a": [1] } },
            "secureJsonFields": { "httpHeaderValue1": true },
        })
    );
}

#[tokio::test]
async fn what_a_get_answered_can_be_put_again_without_losing_secrets() {
    let feed = feed().await;
    store(&feed, "one", &json!({ "url": "http://a", "secureJsonData": { "x": "1", "y": "2" } })).await;
    let mut view = get_json(&feed, "/api/datasources/uid/one").await;
    assert_eq!(store(&feed, "one", &view).await, view);
    view["secureJsonData"] = json!({ "x": "" });
    assert_eq!(store(&feed, "one", &view).await["secureJsonFields"], json!({ "y": true }));
}

#[tokio::test]
async fn an_unknown_data_source_is_not_found() {
    let feed = feed().await;
    for path in ["/api/datasources/uid/nope", "/api/datasources/proxy/uid/nope/q0/ticker", "/api/nope"] {
        assert_eq!(get(&feed, path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_a_data_source_is_refused_with_the_reason() {
    let feed = feed().await;
    for body in ["", "{", "[]", r#"{"url":1}"#, r#"{"access":"server"}"#, r#"{"secureJsonData":{"a":1}}"#] {
        let answer = http(&feed, Method::PUT, "/api/datasources/uid/one", body).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{body}");
        assert!(text(&answer).contains("bad request data"), "{}", text(&answer));
    }
    assert_eq!(get(&feed, "/api/datasources/uid/one").await.status(), StatusCode::NOT_FOUND);
    let answer = http(&feed, Method::DELETE, "/api/datasources/uid/one", "").await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}
