//! What is wrong is told, by stable codes, and harms nobody else.

use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Page, get, number, spec, spec_of, text};

#[wasm_bindgen_test]
async fn a_bad_path_is_an_error_with_its_field_and_position() {
    let mut page = Page::new();
    page.subscribe(5, &spec("/ticker", r#""fields": [{ "path": "$.a" }, { "path": "data.price" }]"#));
    let event = page.next_of("error").await;
    assert_eq!(number(&event, "id"), 5.0);
    let error = get(&event, "error");
    assert_eq!(text(&error, "code"), "path-syntax");
    assert_eq!(text(&error, "field"), "fields[1].path");
    assert_eq!(number(&error, "position"), 0.0);
    assert!(text(&error, "message").contains("$.data.price"));
}

#[wasm_bindgen_test]
async fn a_subscription_without_the_agreed_shape_is_an_error() {
    let mut page = Page::new();
    page.subscribe(1, r"{}");
    let error = get(&page.next_of("error").await, "error");
    assert_eq!(text(&error, "code"), "spec-invalid");
    assert!(text(&error, "message").contains("connection"), "{}", text(&error, "message"));
}

#[wasm_bindgen_test]
async fn an_address_that_the_browser_refuses_stops_the_connection() {
    let mut page = Page::new();
    page.subscribe(1, &spec_of("ws://[", "[]", r#""fields": [{ "path": "$" }]"#));
    let stopped = page.next_state("stopped").await;
    let said = text(&get(&stopped, "reason"), "text");
    assert!(said.starts_with("The browser refused to connect:"), "{said}");
}

#[wasm_bindgen_test]
async fn values_that_do_not_fit_are_told_by_column_with_a_sample() {
    let mut page = Page::new();
    let fields = r#""fields": [{ "path": "$", "name": "price", "type": "number" }]"#;
    page.subscribe(1, &spec("/echo", &format!(r#""where": "$", "subscribe": "[true]", {fields}"#)));
    let misfits = Array::from(&get(&page.counted("unconverted").await, "misfits"));
    assert_eq!(misfits.length(), 1);
    let misfit = misfits.get(0);
    assert_eq!(["column", "type", "sample"].map(|key| text(&misfit, key)), ["price", "number", "[true]"]);
    assert_eq!(number(&misfit, "count"), 1.0);
}

#[wasm_bindgen_test]
async fn a_message_that_is_not_json_is_counted_and_the_next_one_still_works() {
    let mut page = Page::new();
    let query = |subscribe: &str| format!(r#""where": "$", "subscribe": "{subscribe}", "fields": [{{ "path": "$" }}]"#);
    page.subscribe(1, &spec("/echo", &query("hello")));
    let stats = page.counted("failed").await;
    let failure = get(&stats, "lastFailure");
    assert_eq!((text(&failure, "code"), text(&failure, "sample")), ("not-json".to_owned(), "hello".to_owned()));
    page.subscribe(2, &spec("/echo", &query("7")));
    page.rows(1.0).await;
}

#[wasm_bindgen_test]
async fn what_is_only_counted_comes_without_rows() {
    let mut page = Page::new();
    page.subscribe(1, &spec("/ticker?rate=50", r#""where": "$.never", "fields": [{ "path": "$" }]"#));
    let event = page.next_of("counters").await;
    assert!(number(&get(&event, "stats"), "filtered") > 0.0);
    assert!(get(&event, "snapshot").is_undefined());
}
