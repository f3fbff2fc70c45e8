//! The powers of five that the shipped module leaves to JavaScript.
//!
//! Rust reads numbers of many digits by a table of ten kilobytes that do not compress: a sixteenth of what a browser
//! would load. js/powers.js computes it in a few milliseconds; `cargo xtask build` takes it out.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/powers.js")]
extern "C" {
    fn restore(memory: &JsValue);
}

/// Puts them back, before anything is read.
pub(crate) fn put_back() {
    restore(&wasm_bindgen::memory());
}
