//! Frames on their way in, by both ways. What `String::from_utf16_lossy` says is right.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Date, Function, JsString, Object, Reflect, Uint8Array};
use tributary_core::Millis;
use tributary_core::engine::{FrameTime, Payload};
use tributary_core::limits::MESSAGE_BYTES;
use tributary_wasm::inbox::{Frame, Inbox, Listener, Way};
use tributary_wasm::outside::Outside;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const WAYS: [Way; 2] = [Way::Builtins, Way::EncodeInto];

/// Lengths, in UTF-16 code units, around every bound of js/inbox.js and js/inbox.wat.
const LENGTHS: [usize; 20] =
    [0, 1, 7, 8, 9, 15, 16, 17, 299, 300, 301, 1023, 1024, 1025, 1999, 2000, 2001, 16_351, 16_352, 16_353];
const LONG_LENGTHS: [usize; 3] = [65_536, 1_048_576, 1_048_577];

/// A frame's content; a number where it was too large.
type Content = Result<Vec<u8>, usize>;

struct Reading {
    inbox: Inbox,
    listener: Listener,
    frame: Rc<Cell<Option<Frame>>>,
    /// What is said of the next frame's time.
    next: Rc<Cell<FrameTime>>,
}

impl Reading {
    fn by(way: Way) -> Self {
        let (inbox, frame) = (Inbox::new(way, &outside()), Rc::new(Cell::new(None)));
        let next = Rc::new(Cell::new(FrameTime::Matters));
        let listener = inbox.listen({
            let (frame, next) = (Rc::clone(&frame), Rc::clone(&next));
            move |came| {
                frame.set(Some(came));
                next.get()
            }
        });
        Self { inbox, listener, frame, next }
    }

    fn hear(&self, data: &JsValue) -> Frame {
        let event = Object::new();
        Reflect::set(&event, &"data".into(), data).unwrap();
        self.listener.function().call1(&JsValue::NULL, &event).unwrap();
        self.frame.take().expect("the listener was told of a frame")
    }

    /// What came; a string must have come as text, an ArrayBuffer as binary.
    fn read(&self, data: &JsValue) -> Content {
        let frame = self.hear(data);
        self.inbox.with(frame, |payload| match payload {
            Payload::Text(text) if data.is_string() => Ok(text.as_bytes().to_vec()),
            Payload::Binary(bytes) if !data.is_string() => Ok(bytes.to_vec()),
            Payload::TooLarge(length) => Err(length),
            other => panic!("{data:?} came as {other:?}"),
        })
    }

    fn check(&self, units: &[u16]) {
        let read = self.read(&string(units)).unwrap();
        // Not assert_eq: nobody wants to see a megabyte.
        assert!(read == String::from_utf16_lossy(units).as_bytes(), "{:?}, {} units", self.inbox.way(), units.len());
    }
}

/// Of an inbox alone nobody hears events, and nothing may go wrong.
fn outside() -> Outside {
    let fail = Function::new_with_args("thrown", "throw thrown");
    Outside::new(&fail, &fail)
}

fn string(units: &[u16]) -> JsValue {
    let parts = units.chunks(10_000).map(JsString::from_char_code);
    parts.reduce(|text, part| text.concat(&part)).unwrap_or_else(|| JsString::from("")).into()
}

/// `length` units of `text`, again and again: it may end within a character.
fn units(text: &str, length: usize) -> Vec<u16> {
    let text: Vec<u16> = text.encode_utf16().collect();
    text.into_iter().cycle().take(length).collect()
}

#[wasm_bindgen_test]
fn builtins_are_used_where_the_browser_has_them() {
    // A module that imports `wasm:js-string` `length` as () -> (): only with builtins is that a wrong type.
    let imports_length = *b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x19\x01\x0ewasm:js-string\x06length\0\0";
    let validate = Function::new_with_args(
        "module",
        "return WebAssembly.validate(module) && !WebAssembly.validate(module, { builtins: ['js-string'] })",
    );
    let module = Uint8Array::from(imports_length.as_slice());
    let has_builtins = validate.call1(&JsValue::NULL, &module).unwrap().is_truthy();
    let expected = if has_builtins { Way::Builtins } else { Way::EncodeInto };
    assert_eq!(Inbox::new(Way::Builtins, &outside()).way(), expected);
    assert_eq!(Inbox::new(Way::EncodeInto, &outside()).way(), Way::EncodeInto);
}

#[wasm_bindgen_test]
fn texts_of_every_length_come_in_as_utf8() {
    for way in WAYS {
        let reading = Reading::by(way);
        for text in ["{\"p\":1}", "Straße ", "日本語", "a🌍", "price in €, and a long way to go"] {
            for length in LENGTHS {
                reading.check(&units(text, length));
            }
        }
    }
}

#[wasm_bindgen_test]
fn long_texts_come_in_as_utf8() {
    for way in WAYS {
        let reading = Reading::by(way);
        for length in LONG_LENGTHS {
            reading.check(&units("Straße ", length));
            reading.check(&units("Road ", length));
        }
    }
}

#[wasm_bindgen_test]
fn what_is_not_ascii_is_seen_at_every_place() {
    for way in WAYS {
        let reading = Reading::by(way);
        // U+0100 and U+4100 have nothing but ASCII in their lower bytes; the last five are halves of characters.
        for unit in [0x7f, 0x80, 0xff, 0x100, 0x7ff, 0x800, 0x4100, 0xffff, 0xd7ff, 0xe000, 0xd800, 0xdbff, 0xdc00] {
            for length in [1, 8, 19, 600, 601, 700, 2000, 2001] {
                for place in (0..length).filter(|place| *place < 20 || place + 20 > length) {
                    let mut units = units("x", length);
                    units[place] = unit;
                    reading.check(&units);
                }
            }
        }
    }
}

#[wasm_bindgen_test]
fn lone_surrogates_become_replacement_characters() {
    let high = [0xd83c, 0xd83c, 0xdf0d, 0x61, 0xdf0d, 0xd83c];
    for way in WAYS {
        assert_eq!(Reading::by(way).read(&string(&high)).unwrap(), "\u{fffd}🌍a\u{fffd}\u{fffd}".as_bytes());
    }
}

#[wasm_bindgen_test]
fn random_texts_come_in_alike_by_both_ways() {
    let mut state = 7_u32;
    let mut random = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let readings = WAYS.map(Reading::by);
    for _ in 0..2_000 {
        let longest = if random(50) == 0 { 5_000 } else { 80 };
        let (length, rarity) = (random(longest), random(30) + 1);
        let mut unit = || match (random(rarity), random(4)) {
            (0, 0) => random(0x800),
            (0, 1) => random(0x1_0000),
            (0, _) => 0xd800 + random(0x800),
            _ => random(0x80),
        };
        let units: Vec<u16> = (0..length).map(|_| unit() as u16).collect();
        readings.iter().for_each(|reading| reading.check(&units));
    }
}

#[wasm_bindgen_test]
fn texts_over_the_limit_are_refused_and_the_next_one_is_not() {
    for way in WAYS {
        let reading = Reading::by(way);
        let repeat = |text: &str, count: usize| reading.read(&JsString::from(text).repeat(count as i32).into());
        assert_eq!(repeat("x", MESSAGE_BYTES).map(|bytes| bytes.len()), Ok(MESSAGE_BYTES));
        assert_eq!(repeat("x", MESSAGE_BYTES + 1), Err(MESSAGE_BYTES + 1));
        // Fewer units than bytes are allowed, but three bytes each.
        assert_eq!(repeat("€", MESSAGE_BYTES / 2), Err(MESSAGE_BYTES / 2));
        reading.check(&units("é", 10));
    }
}

#[wasm_bindgen_test]
fn binary_frames_come_in_as_they_are() {
    let reading = Reading::by(Way::Builtins);
    let buffer = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes).buffer());
    for bytes in [&[][..], &[0xff, 0, 0x7b], &[7; 100_000]] {
        assert!(reading.read(&buffer(bytes)).unwrap() == bytes);
    }
    assert_eq!(reading.read(&buffer(&vec![0; MESSAGE_BYTES + 1])), Err(MESSAGE_BYTES + 1));
    reading.check(&units("text after bytes", 16));
}

#[wasm_bindgen_test]
fn memory_that_grows_in_between_is_noticed() {
    for way in WAYS {
        let reading = Reading::by(way);
        for round in 1..5 {
            reading.check(&units("ASCII ", 1_000 * round));
            let elsewhere = vec![1_u8; 5_000_000 * round];
            reading.check(&units("Straße ", 1_000 * round));
            assert!(elsewhere.iter().all(|byte| *byte == 1));
        }
    }
}

#[wasm_bindgen_test]
fn the_clock_is_looked_at_when_a_frames_time_matters() {
    let reading = Reading::by(Way::Builtins);
    let before = Millis(Date::now() as u64);
    let hear = || reading.hear(&"{}".into()).now();
    let is_now = |time: Option<Millis>| time.is_some_and(|t| (before..=Millis(Date::now() as u64)).contains(&t));
    assert!(is_now(hear()));
    assert!(is_now(hear()));
    reading.next.set(FrameTime::Known);
    assert!(is_now(hear()));
    assert_eq!(hear(), None);
    reading.inbox.look_at_clock();
    assert!(is_now(hear()));
    assert_eq!(hear(), None);
    reading.next.set(FrameTime::Matters);
    assert_eq!(hear(), None);
    assert!(is_now(hear()));
}
