//! What is said before the rows come.

use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Page, column, get, keys, number, spec, text};

/// A subscription of a session of the feed server, after a handshake.
fn session(query: &str, handshake: &str, stream: &str) -> String {
    spec(&format!("/session?rate=100{query}"), stream)
        .replace(r#""handshake": []"#, &format!(r#""handshake": {handshake}"#))
}

const HELLO: &str = r#"["send", "{\"type\":\"hello\",\"token\":\"tributary\"}", "await", "$.session", "5000",
    "answer", "$.type == 'ping'", "{\"type\":\"pong\",\"n\":${match.n}}"]"#;

const STREAM: &str = r#""subscribe": "{\"type\":\"subscribe\",\"id\":\"a\",\"session\":\"${match.session}\"}",
    "where": "$.type == 'data'", "fields": [{ "path": "$.data.seq" }]"#;

#[wasm_bindgen_test]
async fn rows_come_after_a_handshake_and_pings_are_answered() {
    let mut page = Page::new();
    page.subscribe(1, &session("&pingMs=50&helloMs=50", HELLO, STREAM));
    assert_eq!(number(&page.next_state("greeting").await, "step"), 2.0);
    page.next_state("open").await;
    // A ping that is not answered before the next one ends the session.
    let snapshot = page.rows(30.0).await;
    assert!(keys(&column(&snapshot, "seq")).contains(&"values".to_owned()));
}

#[wasm_bindgen_test]
async fn an_answer_that_does_not_come_is_said_to_be_missing() {
    let mut page = Page::new();
    let handshake = r#"["await", "$.never", "50"]"#;
    page.subscribe(1, &session("", handshake, STREAM));
    let waiting = page.next_state("waiting").await;
    assert!(text(&get(&waiting, "reason"), "text").contains("step 1 of the handshake waits for within 50 ms"));
}

#[wasm_bindgen_test]
async fn a_rule_that_fails_stops_with_the_servers_words() {
    let mut page = Page::new();
    let handshake = r#"["send", "{\"type\":\"hello\",\"token\":\"wrong\"}", "await", "$.session", "5000",
        "stop", "$.type == 'error'", "Refused: ${match.message}"]"#;
    page.subscribe(1, &session("", handshake, STREAM));
    let stopped = page.next_state("stopped").await;
    assert_eq!(text(&get(&stopped, "reason"), "text"), "Refused: wrong token");
}

#[wasm_bindgen_test]
async fn a_handshake_with_a_wrong_path_names_its_word() {
    let mut page = Page::new();
    page.subscribe(1, &session("", r#"["send", "a", "await", "$.a[", "1"]"#, STREAM));
    let error = get(&page.next_of("error").await, "error");
    assert_eq!(text(&error, "field"), "handshake[3]");
}

#[wasm_bindgen_test]
async fn the_user_gets_a_new_socket_at_once() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/close/4401", r#""fields": [{ "path": "$" }]"#));
    page.next_state("stopped").await;
    page.engine.reconnect("another");
    assert_eq!(page.pending(), 0);
    page.engine.reconnect("test");
    page.next_state("open").await;
}

#[wasm_bindgen_test]
async fn a_page_that_is_put_away_has_no_socket_until_it_goes_on() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/ticker?rate=100", r#""fields": [{ "path": "$" }]"#));
    page.rows(1.0).await;
    page.engine.suspend();
    page.pending();
    page.engine.resume();
    assert_eq!(number(&page.next_state("open").await, "reconnects"), 1.0);
}
