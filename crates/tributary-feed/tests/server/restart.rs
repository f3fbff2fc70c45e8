//! `POST /api/feed/restart`.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};
use tributary_feed::{Config, Mount, start};

use crate::support::{connections, cut, feed, get, http, next_json, open, refused, store, until_open};

async fn restart(feed: &tributary_feed::Feed, down_ms: &str) -> Value {
    let answer = http(feed, Method::POST, &format!("/api/feed/restart?downMs={down_ms}"), "").await;
    assert_eq!(answer.status(), StatusCode::OK);
    serde_json::from_slice(answer.body()).unwrap()
}

#[tokio::test]
async fn a_restart_cuts_every_websocket_without_a_close_frame() {
    let feed = feed().await;
    let mut clients = Vec::new();
    for path in ["/ticker?rate=1000", "/machine", "/echo", "/ticker?rate=0"] {
        clients.push(open(&feed, path).await);
    }
    until_open(&feed, 4).await;
    assert_eq!(restart(&feed, "0").await, json!({ "dropped": 4, "downMs": 0 }));
    assert_eq!(connections(&feed).await["open"], 0);
    for client in &mut clients {
        cut(client).await;
    }
}

#[tokio::test]
async fn while_it_is_down_upgrades_are_refused_and_the_rest_works() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("index.html"), "host page").unwrap();
    let serve = vec![Mount { prefix: "/".to_owned(), directory: directory.path().to_owned() }];
    let feed = start(Config { serve, ..Config::default() }).await.unwrap();

    restart(&feed, "3600000").await;
    for path in ["/ticker", "/private/ticker", "/echo"] {
        assert_eq!(refused(&feed, path, &[]).await.0, 503, "{path}");
        assert_eq!(get(&feed, path).await.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
    }
    assert_eq!(get(&feed, "/").await.status(), StatusCode::OK);
    store(&feed, "a", &json!({ "url": "http://127.0.0.1:1" })).await;
    assert_eq!(connections(&feed).await["requests"].as_array().unwrap().len(), 3, "refused ones are listed");

    restart(&feed, "0").await;
    assert_eq!(next_json(&mut open(&feed, "/ticker").await).await["seq"], 0);
}

#[tokio::test]
async fn a_restart_cuts_the_tunnels_of_the_proxy_to_other_servers_too() {
    let (proxy, upstream) = (feed().await, feed().await);
    store(&proxy, "a", &json!({ "url": format!("http://{}", upstream.address()) })).await;
    let mut client = open(&proxy, "/api/datasources/proxy/uid/a/q0/ticker?rate=1000").await;
    next_json(&mut client).await;
    assert_eq!(restart(&proxy, "0").await["dropped"], 0, "the tunnel is the upstream's WebSocket");
    cut(&mut client).await;
    until_open(&upstream, 0).await;
}

#[tokio::test]
async fn a_restart_is_a_post_with_a_whole_number() {
    let feed = feed().await;
    assert_eq!(get(&feed, "/api/feed/restart").await.status(), StatusCode::METHOD_NOT_ALLOWED);
    let answer = http(&feed, Method::POST, "/api/feed/restart?downMs=soon", "").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}
