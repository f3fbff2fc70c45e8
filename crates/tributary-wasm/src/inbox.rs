//! Frames on their way in: one buffer that is used again and again.
//!
//! ```text
//! MessageEvent ──js/inbox.js──▶ the buffer's first bytes ──Frame──▶ Inbox::with ──Payload──▶ core
//!    string       short: js/inbox.wat, by JS String Builtins
//!                 long, or without builtins: TextEncoder.encodeInto
//!    ArrayBuffer  copied as it is
//! ```
//!
//! A string is never in Rust's hands: taking one from JavaScript costs an allocation and, in Chromium, more than
//! reading the JSON that is in it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use tributary_core::engine::{FrameTime, Payload};
use tributary_core::{Millis, limits};
use wasm_bindgen::prelude::*;

use crate::outside::Outside;

/// js/inbox.wat, assembled by build.rs.
const HELPER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/inbox.wasm"));

#[wasm_bindgen(module = "/js/inbox.js")]
extern "C" {
    #[derive(Debug)]
    type FrameReader;

    #[wasm_bindgen(constructor)]
    fn new(memory: &JsValue, limit: u32, allocate: &Function, outside: &Outside) -> FrameReader;

    #[wasm_bindgen(method)]
    fn help(this: &FrameReader, helper: &[u8]) -> bool;

    #[wasm_bindgen(method)]
    fn listener(this: &FrameReader, deliver: &Function) -> Function;

    #[wasm_bindgen(method, js_name = lookAtClock)]
    fn look_at_clock(this: &FrameReader);
}

/// How text gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By JS String Builtins where they are faster, otherwise by `encodeInto`.
    Builtins,
    /// By `TextEncoder.encodeInto` alone.
    EncodeInto,
}

/// What a frame is. js/inbox.js has the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Binary,
    TooLarge,
}

impl Kind {
    fn from_number(number: u32) -> Self {
        match number {
            0 => Self::Text,
            1 => Self::Binary,
            _ => Self::TooLarge,
        }
    }
}

/// A frame that stands in the inbox until the next one comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    kind: Kind,
    length: usize,
    now: Option<Millis>,
}

/// The buffer, and what reads frames into it.
#[derive(Debug)]
pub struct Inbox {
    buffer: Rc<RefCell<Vec<u8>>>,
    reader: FrameReader,
    way: Way,
    _allocate: Closure<dyn Fn(u32) -> u32>,
}

/// A function to set as a WebSocket's `onmessage`, for as long as this lives.
#[derive(Debug)]
pub struct Listener {
    function: Function,
    _deliver: Closure<dyn Fn(u32, u32, f64) -> bool>,
}

impl Inbox {
    /// An empty inbox; [`Way::Builtins`] falls back to the other one in browsers that do not have them. What goes
    /// wrong in reading a frame ends `outside`.
    #[must_use]
    pub fn new(wanted: Way, outside: &Outside) -> Self {
        let buffer = Rc::new(RefCell::new(Vec::new()));
        let allocate = Closure::new({
            let buffer = Rc::clone(&buffer);
            move |bytes| allocate(&mut buffer.borrow_mut(), bytes)
        });
        let limit = limits::MESSAGE_BYTES as u32;
        let reader = FrameReader::new(&wasm_bindgen::memory(), limit, function_of(&allocate), outside);
        let is_helped = wanted == Way::Builtins && reader.help(HELPER);
        let way = if is_helped { Way::Builtins } else { Way::EncodeInto };
        Self { buffer, reader, way, _allocate: allocate }
    }

    /// How text gets in.
    #[must_use]
    pub fn way(&self) -> Way {
        self.way
    }

    /// A listener that calls `handle` for each frame, which [`Self::with`] then reads.
    pub fn listen(&self, handle: impl Fn(Frame) -> FrameTime + 'static) -> Listener {
        let deliver = Closure::new(move |kind, length, now: f64| {
            // Wall clocks are whole milliseconds since 1970, far below 2^53.
            let now = (!now.is_nan()).then_some(Millis(now as u64));
            handle(Frame { kind: Kind::from_number(kind), length: length as usize, now }) == FrameTime::Known
        });
        Listener { function: self.reader.listener(function_of(&deliver)), _deliver: deliver }
    }

    /// To be called whenever anything but a frame has come: the next frame's time matters again.
    pub fn look_at_clock(&self) {
        self.reader.look_at_clock();
    }

    /// Reads the frame that came last. Meanwhile JavaScript must not be called: another frame might come.
    pub fn with<R>(&self, frame: Frame, read: impl FnOnce(Payload<'_>) -> R) -> R {
        let buffer = self.buffer.borrow();
        let bytes = buffer.get(..frame.length).unwrap_or_default();
        read(match frame.kind {
            // What js/inbox.js writes is UTF-8, but not to be trusted without a look: it costs a few hundredths.
            Kind::Text => simdutf8::basic::from_utf8(bytes).map_or(Payload::Binary(bytes), Payload::Text),
            Kind::Binary => Payload::Binary(bytes),
            Kind::TooLarge => Payload::TooLarge(frame.length),
        })
    }
}

impl Frame {
    /// When it came; `None` where that was said not to matter.
    #[must_use]
    pub fn now(self) -> Option<Millis> {
        self.now
    }
}

impl Listener {
    /// The function.
    #[must_use]
    pub fn function(&self) -> &Function {
        &self.function
    }
}

/// Replaces the buffer; the new one's address. What is in the old one is not needed any more.
fn allocate(buffer: &mut Vec<u8>, bytes: u32) -> u32 {
    *buffer = Vec::new();
    *buffer = vec![0; bytes as usize];
    buffer.as_mut_ptr() as u32
}

fn function_of<T: ?Sized>(closure: &Closure<T>) -> &Function {
    closure.as_ref().unchecked_ref()
}
