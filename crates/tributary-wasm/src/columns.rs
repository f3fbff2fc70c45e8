//! A snapshot's columns as ArrayBuffers.

use js_sys::{ArrayBuffer, Float64Array, Object, Uint8Array, Uint32Array};
use tributary_core::buffer::{Bits, Dictionary, Ring, TextRing, Values};
use tributary_core::convert::ColumnType;
use tributary_core::engine::SnapshotColumn;
use tributary_core::spec::FieldRole;
use wasm_bindgen::JsValue;

use crate::protocol::{object, set};

/// A column in the protocol's form. A column that no value has settled yet is a number column of nulls.
pub(crate) fn column(column: &SnapshotColumn<'_>, length: usize) -> Object {
    let kind = type_name(column.kind.unwrap_or(ColumnType::Number));
    let role = match column.role {
        FieldRole::Time => "time",
        FieldRole::Value => "value",
        FieldRole::Label => "label",
    };
    let encoded = object(&[
        ("name", JsValue::from_str(column.name)),
        ("type", JsValue::from_str(kind)),
        ("role", JsValue::from_str(role)),
        ("values", column.values.map_or_else(|| zeros(length), values).into()),
    ]);
    if let Some(validity) = column.validity {
        set(&encoded, "validity", &bits(validity));
    }
    encoded
}

/// What the protocol calls a type.
pub(crate) fn type_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Number => "number",
        ColumnType::String => "string",
        ColumnType::Boolean => "boolean",
        ColumnType::Time => "time",
        ColumnType::Json => "json",
    }
}

fn values(values: &Values) -> Object {
    match values {
        Values::F64(ring) => {
            let array = Float64Array::new_with_length(ring.len() as u32);
            let mut end = 0;
            ring.read(0..ring.len(), |numbers| {
                let start = end;
                end += numbers.len() as u32;
                array.subarray(start, end).copy_from(numbers);
            });
            encoding("f64", &[("data", array.buffer())])
        }
        Values::Bits(ring) => encoding("bits", &[("data", bits(ring))]),
        Values::Dictionary(ring) => dictionary(ring),
        Values::Text(ring) => text(ring),
    }
}

fn zeros(length: usize) -> Object {
    encoding("f64", &[("data", Float64Array::new_with_length(length as u32).buffer())])
}

fn dictionary(ring: &Dictionary) -> Object {
    let mut bytes = Vec::new();
    let mut offsets = vec![0];
    for text in ring.entries() {
        bytes.extend_from_slice(text.unwrap_or_default());
        offsets.push(bytes.len() as u32);
    }
    let offsets = Uint32Array::from(offsets.as_slice()).buffer();
    let bytes = Uint8Array::from(bytes.as_slice()).buffer();
    encoding("dictionary", &[("codes", words(ring.codes())), ("offsets", offsets), ("bytes", bytes)])
}

fn text(ring: &TextRing) -> Object {
    let texts = ring.bytes();
    let bytes = Uint8Array::new_with_length(texts.len() as u32);
    let mut end = 0;
    texts.read(0..texts.len(), |some| {
        let start = end;
        end += some.len() as u32;
        bytes.subarray(start, end).copy_from(some);
    });
    let lengths = ring.lengths();
    let offsets = Uint32Array::new_with_length(lengths.len() as u32 + 1);
    let (mut rows, mut end) = (1, 0);
    lengths.read(0..lengths.len(), |some| {
        let ends = some.iter().map(|length| {
            end += length;
            end
        });
        let ends: Vec<u32> = ends.collect();
        let start = rows;
        rows += ends.len() as u32;
        offsets.subarray(start, rows).copy_from(&ends);
    });
    encoding("utf8", &[("offsets", offsets.buffer()), ("bytes", bytes.buffer())])
}

fn bits(ring: &Bits) -> ArrayBuffer {
    Uint8Array::from(ring.to_bytes().as_slice()).buffer()
}

/// A ring of words.
pub(crate) fn words(ring: &Ring<u32>) -> ArrayBuffer {
    let array = Uint32Array::new_with_length(ring.len() as u32);
    let mut end = 0;
    ring.read(0..ring.len(), |words| {
        let start = end;
        end += words.len() as u32;
        array.subarray(start, end).copy_from(words);
    });
    array.buffer()
}

fn encoding(name: &str, buffers: &[(&str, ArrayBuffer)]) -> Object {
    let encoded = object(&[("encoding", JsValue::from_str(name))]);
    for (name, buffer) in buffers {
        set(&encoded, name, buffer);
    }
    encoded
}
