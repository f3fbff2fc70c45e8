//! An engine whose events can be awaited.

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::{Array, Function, JSON, Object, Reflect};
use tributary_wasm::Engine;
use tributary_wasm::outside::Outside;
use wasm_bindgen::prelude::*;

/// The feed server that `cargo xtask test` starts, told at compile time: host and port.
pub const FEED: &str = match option_env!("TRIBUTARY_FEED") {
    Some(address) => address,
    None => "127.0.0.1:14570",
};

pub struct Page {
    pub engine: Engine,
    events: UnboundedReceiver<JsValue>,
    _emit: Closure<dyn FnMut(JsValue)>,
}

impl Page {
    pub fn new() -> Self {
        let (sender, events) = unbounded();
        let emit = Closure::new(move |event: JsValue| sender.unbounded_send(event).unwrap());
        let function: Function = emit.as_ref().unchecked_ref::<Function>().clone();
        Self { engine: Engine::new(7.0, Outside::new(&function, &function)), events, _emit: emit }
    }

    pub fn subscribe(&self, id: u32, spec: &str) {
        self.engine.subscribe(id, JSON::parse(spec).unwrap());
    }

    /// The next event that `wanted` accepts; those before it are dropped. Rows are wanted again whenever they have come.
    pub async fn next(&mut self, wanted: impl Fn(&JsValue) -> bool) -> JsValue {
        loop {
            let event = self.events.next().await.expect("the engine emits no more");
            if matches!(text(&event, "type").as_str(), "rows" | "counters") {
                let ids: Array = get(&event, "ids").unchecked_into();
                ids.iter().filter_map(|id| id.as_f64()).for_each(|id| self.engine.want(id as u32));
            }
            if wanted(&event) {
                return event;
            }
        }
    }

    pub async fn next_of(&mut self, kind: &str) -> JsValue {
        self.next(|event| text(event, "type") == kind).await
    }

    pub async fn next_state(&mut self, state: &str) -> JsValue {
        let event = self.next(|event| text(event, "type") == "status" && text(&get(event, "status"), "state") == state);
        get(&event.await, "status")
    }

    /// The next snapshot with at least `rows` rows.
    pub async fn rows(&mut self, rows: f64) -> JsValue {
        let enough =
            |event: &JsValue| text(event, "type") == "rows" && number(&get(event, "snapshot"), "length") >= rows;
        get(&self.next(enough).await, "snapshot")
    }

    /// What was counted, when `counter` has counted something.
    pub async fn counted(&mut self, counter: &str) -> JsValue {
        let stats = |event: &JsValue| match text(event, "type").as_str() {
            "rows" => Some(get(&get(event, "snapshot"), "stats")),
            "counters" => Some(get(event, "stats")),
            _ => None,
        };
        let event = self.next(|event| stats(event).is_some_and(|stats| number(&stats, counter) > 0.0)).await;
        stats(&event).unwrap()
    }

    /// Events that are there already.
    pub fn pending(&mut self) -> usize {
        std::iter::from_fn(|| self.events.try_recv().ok()).count()
    }
}

/// A subscription to a path of the feed server, as the shim would send it; `stream` has the query's own members.
pub fn spec(path: &str, stream: &str) -> String {
    spec_of(&format!("ws://{FEED}{path}"), "[]", stream)
}

pub fn spec_of(url: &str, protocols: &str, stream: &str) -> String {
    format!(
        r#"{{
            "connection": {{
                "scope": "test", "url": "{url}", "protocols": {protocols}, "lingerMs": 0,
                "reconnect": {{ "baseMs": 1, "capMs": 10, "stableMs": 10000, "connectTimeoutMs": 10000, "closeCodes": [] }},
                "handshake": []
            }},
            "stream": {{ "buffer": {{ "kind": "append", "rows": 100 }}, "lingerMs": 0, {stream} }}
        }}"#
    )
}

pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

pub fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

pub fn number(object: &JsValue, name: &str) -> f64 {
    get(object, name).as_f64().unwrap_or(f64::NAN)
}

pub fn column(snapshot: &JsValue, name: &str) -> JsValue {
    let columns: Array = get(snapshot, "columns").unchecked_into();
    columns.iter().find(|c| text(c, "name") == name).unwrap_or_else(|| panic!("no column {name}"))
}

pub fn keys(object: &JsValue) -> Vec<String> {
    Object::keys(object.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()).collect()
}
