//! A snapshot's columns as ArrayBuffers.

use js_sys::{ArrayBuffer, Float64Array, Object, Uint8Array, Uint32Array};
use tributary_core::buffer::{Bits, Dictionary, TextRing, Values};
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
            let (older, newer) = ring.as_slices();
            array.subarray(0, older.len() as u32).copy_from(older);
            array.subarray(older.len() as u32, ring.len() as u32).copy_from(newer);
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
    let [older, newer] = ring.bytes();
    let bytes = Uint8Array::new_with_length((older.len() + newer.len()) as u32);
    bytes.subarray(0, older.len() as u32).copy_from(older);
    bytes.subarray(older.len() as u32, bytes.length()).copy_from(newer);
    let mut end = 0;
    let offsets: Vec<u32> = std::iter::once(0)
        .chain(ring.lengths().map(|length| {
            end += length;
            end
        }))
        .collect();
    encoding("utf8", &[("offsets", Uint32Array::from(offsets.as_slice()).buffer()), ("bytes", bytes.buffer())])
}

fn bits(ring: &Bits) -> ArrayBuffer {
    Uint8Array::from(ring.to_bytes().as_slice()).buffer()
}

/// A ring of words.
pub(crate) fn words([older, newer]: [&[u32]; 2]) -> ArrayBuffer {
    let all = Uint32Array::new_with_length((older.len() + newer.len()) as u32);
    all.subarray(0, older.len() as u32).copy_from(older);
    all.subarray(older.len() as u32, all.length()).copy_from(newer);
    all.buffer()
}

fn encoding(name: &str, buffers: &[(&str, ArrayBuffer)]) -> Object {
    let encoded = object(&[("encoding", JsValue::from_str(name))]);
    for (name, buffer) in buffers {
        set(&encoded, name, buffer);
    }
    encoded
}
