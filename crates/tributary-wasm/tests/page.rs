//! The engine on a page's main thread, against the feed server.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

mod browser;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
