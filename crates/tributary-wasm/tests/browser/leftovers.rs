//! Nothing outlives its last user.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{Page, get, number, spec, text};

/// Counts the timers that are set and the sockets that are not closed, from the first call on.
const COUNT: &str = "
    const scope = globalThis;
    if (!scope.leftovers) {
        const { setTimeout, clearTimeout, WebSocket } = scope;
        const [timers, sockets] = [new Set(), []];
        scope.setTimeout = (call, ms, ...rest) => {
            const id = setTimeout(() => { timers.delete(id); call(...rest); }, ms);
            timers.add(id);
            return id;
        };
        scope.clearTimeout = (id) => { timers.delete(id); clearTimeout(id); };
        scope.WebSocket = class extends WebSocket {
            constructor(...given) { super(...given); sockets.push(this); }
        };
        scope.leftovers = { timers, sockets };
    }
    const { timers, sockets } = scope.leftovers;
    const ours = sockets.filter((socket) => socket.onopen || socket.onmessage || socket.onclose);
    const open = sockets.filter((socket) => socket.readyState < WebSocket.CLOSING);
    return { timers: timers.size, sockets: open.length, listeners: ours.length, dialled: sockets.length };
";

fn count() -> JsValue {
    Function::new_no_args(COUNT).call0(&JsValue::NULL).unwrap()
}

fn left() -> [f64; 3] {
    let counted = count();
    ["timers", "sockets", "listeners"].map(|what| number(&counted, what))
}

#[wasm_bindgen_test]
async fn a_thousand_panels_leave_no_socket_no_timer_and_no_listener() {
    let before = left();
    let mut page = Page::new();
    for round in 0..1_000 {
        // Every other one is a query that nobody had before.
        let edited = format!(r#""fields": [{{ "path": "$.edit{}" }}]"#, round / 2);
        let fields = if round % 2 == 0 { r#""fields": [{ "path": "$" }]"# } else { &edited };
        page.subscribe(round, &spec("/ticker", fields));
        page.engine.unsubscribe(round);
        page.engine.unsubscribe(round);
    }
    // What lingers for no time is gone with the engine's next timeout, and so when this is heard.
    page.subscribe(1_000, &spec("/close/4401", r#""fields": [{ "path": "$" }]"#));
    page.next(|e| text(e, "type") == "status" && text(&get(e, "status"), "state") == "stopped").await;
    assert!(number(&count(), "dialled") > 0.0);
    page.engine.unsubscribe(1_000);
    page.pending();
    let mut watch = Page::new();
    watch.subscribe(1, &spec("/ticker?rate=100", r#""fields": [{ "path": "$" }]"#));
    watch.rows(10.0).await;
    drop(watch);
    assert_eq!(left(), before);
}

#[wasm_bindgen_test]
async fn an_engine_that_is_freed_in_the_middle_of_everything_leaves_nothing() {
    let before = left();
    let mut page = Page::new();
    for (id, path) in ["/ticker?rate=1000", "/hang", "/close/1012", "/session?mute=1"].iter().enumerate() {
        page.subscribe(id as u32, &spec(path, r#""fields": [{ "path": "$" }]"#));
    }
    page.rows(5.0).await;
    drop(page);
    assert_eq!(left(), before);
}

/// Throws what a trap does when the clock is looked at next: every event but a frame does, and most frames.
const BREAK_CLOCK: &str = "
    const { now } = Date;
    Date.now = () => {
        Date.now = now;
        throw new WebAssembly.RuntimeError('unreachable');
    };
";

#[wasm_bindgen_test]
async fn an_engine_that_traps_in_an_event_says_so_once_and_leaves_nothing() {
    let before = left();
    let mut page = Page::new();
    for (id, path) in ["/ticker?rate=1000", "/hang", "/session?mute=1"].iter().enumerate() {
        page.subscribe(id as u32, &spec(path, r#""fields": [{ "path": "$" }]"#));
    }
    page.rows(5.0).await;
    Function::new_no_args(BREAK_CLOCK).call0(&JsValue::NULL).unwrap();
    let trap = page.next(|event| text(event, "message") == "unreachable").await;
    assert_eq!(text(&trap, "name"), "RuntimeError");
    // Its sockets and its timer have ended without it, and nothing reaches it any more.
    assert_eq!(left(), before);
    page.pending();
    let mut watch = Page::new();
    watch.subscribe(1, &spec("/ticker?rate=100", r#""fields": [{ "path": "$" }]"#));
    watch.rows(10.0).await;
    assert_eq!(page.pending(), 0);
}
