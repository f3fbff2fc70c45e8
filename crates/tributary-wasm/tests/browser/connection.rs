//! Sockets that open, close, come back and end.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{FEED, Page, get, number, spec, spec_of, text};

const RAW: &str = r#""fields": [{ "path": "$" }]"#;

#[wasm_bindgen_test]
async fn a_subscription_hears_how_its_connection_stands() {
    let mut page = Page::new();
    page.subscribe(1, &spec_of(&format!("ws://{FEED}/ticker"), r#"["feed.v1"]"#, RAW));
    assert_eq!(number(&page.next_state("connecting").await, "attempt"), 0.0);
    let open = page.next_state("open").await;
    assert_eq!(text(&open, "protocol"), "feed.v1");
    assert!(number(&open, "sinceMs") > 1.6e12);
}

#[wasm_bindgen_test]
async fn a_closed_connection_comes_back_by_itself() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/close/1012", RAW));
    page.next_state("open").await;
    let waiting = page.next_state("waiting").await;
    let reason = get(&waiting, "reason");
    assert_eq!((number(&reason, "code"), text(&reason, "reason")), (1012.0, "closed by request".to_owned()));
    assert!(number(&waiting, "retryAtMs") > 1.6e12);
    page.next_state("open").await;
    page.rows(2.0).await;
}

#[wasm_bindgen_test]
async fn a_code_that_says_not_to_come_back_stops_the_connection() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/close/4401", RAW));
    let stopped = page.next_state("stopped").await;
    assert!(text(&get(&stopped, "reason"), "text").contains("credentials"));
}

#[wasm_bindgen_test]
async fn an_unreachable_host_is_tried_again_and_again() {
    let mut page = Page::new();
    page.subscribe(1, &spec_of("ws://127.0.0.1:9", "[]", RAW));
    for attempt in [1.0, 2.0, 3.0] {
        let waiting = page.next_state("waiting").await;
        assert_eq!(number(&waiting, "attempt"), attempt);
        assert_eq!(number(&get(&waiting, "reason"), "code"), 1006.0);
    }
}

#[wasm_bindgen_test]
async fn a_subscription_beside_another_hears_at_once() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/ticker", RAW));
    page.rows(1.0).await;
    page.pending();
    page.subscribe(2, &spec("/ticker", RAW));
    assert!(page.pending() >= 2, "what is buffered, and how the connection stands");
}

#[wasm_bindgen_test]
async fn a_socket_closes_when_its_linger_ends() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/ticker", RAW));
    page.next_state("open").await;
    page.engine.unsubscribe(1);
    page.engine.unsubscribe(1);
    // With no linger the deadline is now; the timer fires before the dial of a subscription that comes later.
    page.subscribe(2, &spec("/close/1000", RAW));
    page.next_state("open").await;
    page.pending();
    page.subscribe(3, &spec("/ticker", RAW));
    page.next(|e| text(e, "type") == "status" && text(&get(e, "status"), "state") == "connecting").await;
}

#[wasm_bindgen_test]
async fn a_freed_engine_says_nothing_more() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/ticker?rate=1000", RAW));
    page.rows(1.0).await;
    let mut other = Page::new();
    std::mem::swap(&mut page.engine, &mut other.engine);
    let Page { engine, .. } = other;
    drop(engine);
    page.pending();
    let mut watch = Page::new();
    watch.subscribe(1, &spec("/ticker?rate=100", RAW));
    watch.rows(10.0).await;
    assert_eq!(page.pending(), 0);
}
