//! What the engine has of the world around it, which js/outside.js holds: sockets, a timeout, who hears of events.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::WebSocket;

#[wasm_bindgen(module = "/js/outside.js")]
extern "C" {
    /// The surroundings of one engine. Every call into it goes through them, so that a trap ends it.
    #[wasm_bindgen(reexport)]
    #[derive(Clone, Debug)]
    pub type Outside;

    /// `emit` takes each event of the engine protocol; `crashed` is told, once, of a trap.
    #[wasm_bindgen(constructor)]
    pub fn new(emit: &Function, crashed: &Function) -> Outside;

    #[wasm_bindgen(method)]
    pub(crate) fn emit(this: &Outside, event: &JsValue);

    #[wasm_bindgen(method, js_name = setTimeout)]
    pub(crate) fn set_timeout(this: &Outside, handler: &Function, ms: f64);

    #[wasm_bindgen(method, js_name = clearTimeout)]
    pub(crate) fn clear_timeout(this: &Outside);

    #[wasm_bindgen(method, catch)]
    pub(crate) fn dial(
        this: &Outside,
        url: &str,
        protocols: &Array,
        listener: &Function,
        handle: &Function,
    ) -> Result<WebSocket, JsValue>;

    #[wasm_bindgen(method, js_name = hangUp)]
    pub(crate) fn hang_up(this: &Outside, socket: &WebSocket);
}
