//! One WebSocket of the browser.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, CloseEvent, WebSocket};

use crate::inbox::Listener;

/// What the browser may hold of what the server does not take.
const BUFFERED_BYTES: u32 = 1 << 20;

/// What happens to a socket besides frames.
#[derive(Debug)]
pub(crate) enum Event {
    /// The handshake is done; the subprotocol that the server chose.
    Open { protocol: String },
    /// It closed, or never opened. The browser's `error` event says nothing more and always comes before it,
    /// so nobody listens to that.
    Closed { code: u16, reason: String },
}

/// A WebSocket and the closures that listen to it; dropping it lets go of both.
#[derive(Debug)]
pub(crate) struct Socket {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut()>,
    _on_message: Listener,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Dials. Frames go to `on_message`, what else happens to `handle`.
    ///
    /// # Errors
    /// What the browser says when it refuses the address or a subprotocol outright.
    pub(crate) fn open(
        url: &str,
        protocols: &[String],
        on_message: Listener,
        handle: impl Fn(Event) + Clone + 'static,
    ) -> Result<Self, String> {
        let protocols: Array = protocols.iter().map(|p| JsValue::from_str(p)).collect();
        let socket = WebSocket::new_with_str_sequence(url, &protocols).map_err(|e| message_of(&e))?;
        socket.set_binary_type(BinaryType::Arraybuffer);

        let on_open = Closure::new({
            let (handle, socket) = (handle.clone(), socket.clone());
            move || handle(Event::Open { protocol: socket.protocol() })
        });
        let on_close = Closure::new(move |event: CloseEvent| {
            handle(Event::Closed { code: event.code(), reason: event.reason() });
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.function()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self { socket, _on_open: on_open, _on_message: on_message, _on_close: on_close })
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
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing a closed socket does nothing; 1000 is always a code that it takes.
        let _ = self.socket.close_with_code(1000);
    }
}

fn message_of(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| "unknown reason".to_owned(), |e| e.message().into())
}
