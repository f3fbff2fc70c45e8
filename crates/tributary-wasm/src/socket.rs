//! One WebSocket of the browser.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::WebSocket;

use crate::inbox::Listener;
use crate::outside::Outside;

/// What the browser may hold of what the server does not take.
const BUFFERED_BYTES: u32 = 1 << 20;

/// What happens to a socket besides frames.
#[derive(Debug)]
pub(crate) enum Event {
    /// The handshake is done; the subprotocol that the server chose.
    Open { protocol: String },
    /// It closed, or never opened.
    Closed { code: u16, reason: String },
}

/// A WebSocket and the closures that listen to it; dropping it lets go of both.
#[derive(Debug)]
pub(crate) struct Socket {
    socket: WebSocket,
    outside: Outside,
    _on_message: Listener,
    _on_event: Closure<dyn Fn(u16, String)>,
}

impl Socket {
    /// Dials. Frames go to `on_message`, what else happens to `handle`.
    ///
    /// # Errors
    /// What the browser says when it refuses the address or a subprotocol outright.
    pub(crate) fn open(
        outside: &Outside,
        url: &str,
        protocols: &[String],
        on_message: Listener,
        handle: impl Fn(Event) + 'static,
    ) -> Result<Self, String> {
        let protocols: Array = protocols.iter().map(|p| JsValue::from_str(p)).collect();
        let on_event = Closure::new(move |code: u16, text: String| {
            handle(match code {
                0 => Event::Open { protocol: text },
                _ => Event::Closed { code, reason: text },
            });
        });
        let dialled = outside.dial(url, &protocols, on_message.function(), on_event.as_ref().unchecked_ref());
        let socket = dialled.map_err(|e| message_of(&e))?;
        Ok(Self { socket, outside: outside.clone(), _on_message: on_message, _on_event: on_event })
    }

    /// Sends a text frame, unless the browser holds too much already; whether it did. A socket that is closing says so
    /// by its close event: nothing is lost by ignoring it.
    pub(crate) fn send(&self, text: &str) -> bool {
        let has_room = self.socket.buffered_amount() < BUFFERED_BYTES;
        if has_room {
            let _ = self.socket.send_with_str(text);
        }
        has_room
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.outside.hang_up(&self.socket);
    }
}

fn message_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| "unknown reason".to_owned(), |e| e.message().into())
}
