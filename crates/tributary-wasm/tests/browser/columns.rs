//! Columns as ArrayBuffers.

use js_sys::{ArrayBuffer, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Page, column, get, keys, number, spec, text};

fn buffer(object: &JsValue, name: &str) -> ArrayBuffer {
    get(object, name).dyn_into().unwrap_or_else(|_| panic!("{name} is no ArrayBuffer"))
}

fn bytes(object: &JsValue, name: &str) -> Vec<u8> {
    Uint8Array::new(&buffer(object, name)).to_vec()
}

fn words(object: &JsValue, name: &str) -> Vec<u32> {
    Uint32Array::new(&buffer(object, name)).to_vec()
}

fn doubles(object: &JsValue, name: &str) -> Vec<f64> {
    Float64Array::new(&buffer(object, name)).to_vec()
}

#[wasm_bindgen_test]
async fn a_feed_fills_typed_columns() {
    let mut page = Page::new();
    let fields = r#""fields": [
        { "path": "$.time", "type": "time", "role": "time" },
        { "path": "$.price", "type": "number", "role": "value" },
        { "path": "$.symbol", "type": "string", "role": "label" },
        { "path": "$.seq", "type": "auto", "role": "value" },
        { "path": "$.missing", "type": "auto", "role": "value" },
        { "path": "$", "type": "auto", "role": "value" }
    ]"#;
    page.subscribe(1, &spec("/ticker?rate=500", fields));
    let snapshot = page.rows(5.0).await;
    let length = number(&snapshot, "length") as usize;

    let time = column(&snapshot, "time");
    assert_eq!((text(&time, "type"), text(&time, "role")), ("time".to_owned(), "time".to_owned()));
    let times = doubles(&get(&time, "values"), "data");
    assert_eq!(times.len(), length);
    assert!(times.iter().all(|&t| t > 1.6e12), "{times:?}");
    assert!(get(&time, "validity").is_undefined(), "every row has a time");

    let prices = doubles(&get(&column(&snapshot, "price"), "values"), "data");
    assert!(prices.iter().all(|&p| p > 0.0), "{prices:?}");

    let seq = column(&snapshot, "seq");
    assert_eq!(text(&seq, "type"), "number", "settled by its first value");
    assert_eq!(doubles(&get(&seq, "values"), "data")[..3], [0.0, 1.0, 2.0]);

    let symbol = get(&column(&snapshot, "symbol"), "values");
    assert_eq!(text(&symbol, "encoding"), "dictionary");
    let (codes, offsets) = (words(&symbol, "codes"), words(&symbol, "offsets"));
    assert_eq!(codes.len(), length);
    assert!(codes.iter().all(|&code| (code as usize) < offsets.len() - 1));
    assert_eq!(*offsets.last().unwrap() as usize, bytes(&symbol, "bytes").len());

    let missing = column(&snapshot, "missing");
    assert_eq!(bytes(&missing, "validity"), vec![0; length.div_ceil(8)]);
    assert_eq!(doubles(&get(&missing, "values"), "data").len(), length);

    let message = get(&column(&snapshot, "message"), "values");
    assert_eq!(text(&message, "encoding"), "utf8");
    let offsets = words(&message, "offsets");
    let first = &bytes(&message, "bytes")[..offsets[1] as usize];
    assert!(first.starts_with(b"{") && first.ends_with(b"}"), "{first:?}");
    assert_eq!(offsets.len(), length + 1);
}

#[wasm_bindgen_test]
async fn each_row_names_its_series() {
    let mut page = Page::new();
    let stream = r#""subscribe": "{\"a\":\"x\",\"v\":1}", "fields": [
        { "path": "$.a", "type": "string", "role": "label" },
        { "path": "$.b", "name": "__proto__", "type": "string", "role": "label" },
        { "path": "$.v", "type": "number", "role": "value" }
    ], "sortWindowMs": 1000"#;
    page.subscribe(1, &spec("/echo", stream));
    let series = get(&page.rows(1.0).await, "series");
    assert_eq!(words(&series, "codes"), [0]);
    let json = |name: &str| js_sys::JSON::stringify(&get(&series, name)).map(String::from).unwrap();
    assert_eq!((json("names"), json("labels")), (r#"["a","__proto__"]"#.to_owned(), r#"[["x",null]]"#.to_owned()));
}

#[wasm_bindgen_test]
async fn a_key_keeps_its_latest_row() {
    let mut page = Page::new();
    let stream = r#""fields": [
        { "path": "$.symbol", "type": "string", "role": "value" },
        { "path": "$.seq", "type": "number", "role": "value" }
    ], "buffer": { "kind": "latest", "key": ["symbol"], "delete": { "field": "seq", "equals": 0 } }"#;
    page.subscribe(1, &spec("/ticker?rate=500", stream));
    let snapshot = loop {
        let snapshot = page.rows(1.0).await;
        if number(&get(&snapshot, "stats"), "rows") >= 20.0 {
            break snapshot;
        }
    };
    assert!(number(&snapshot, "length") < 20.0, "one row per symbol");
}

#[wasm_bindgen_test]
async fn booleans_are_bits_and_text_is_utf8() {
    let mut page = Page::new();
    let stream = r#""subscribe": "{\"b\":true,\"s\":\"é\\u20ac😀\",\"n\":null}", "fields": [
        { "path": "$.b", "type": "boolean", "role": "value" },
        { "path": "$.s", "type": "string", "role": "value" },
        { "path": "$.n", "type": "number", "role": "value" }
    ]"#;
    page.subscribe(1, &spec("/echo", stream));
    let snapshot = page.rows(1.0).await;
    assert_eq!(bytes(&get(&column(&snapshot, "b"), "values"), "data"), [1]);
    assert_eq!(bytes(&get(&column(&snapshot, "s"), "values"), "bytes"), "é€😀".as_bytes());
    assert_eq!(bytes(&column(&snapshot, "n"), "validity"), [0]);
    assert_eq!(text(&get(&snapshot, "columns"), "length"), "", "columns are an array");
    assert_eq!(keys(&snapshot), ["length", "columns", "stats"]);
}
