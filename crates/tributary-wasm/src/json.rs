//! What JavaScript says, in JSON's data model.
//!
//! serde-wasm-bindgen does the same in ten times the code, with its words for everything that could be wrong: here that
//! is no more than a spec of the shim's own.

use js_sys::{Array, Number, Object};
use tributary_core::spec::Json;
use wasm_bindgen::{JsCast, JsValue};

/// A value; what JSON has no place for is nothing.
pub(crate) fn json(value: JsValue) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Json::Number(number, written(&value));
    }
    if let Some(bit) = value.as_bool() {
        return Json::Boolean(bit);
    }
    match value.dyn_into::<Array>() {
        Ok(items) => Json::List(items.iter().map(json).collect()),
        Err(value) if value.is_object() => Json::Object(members(value.unchecked_ref())),
        Err(_) => Json::Null,
    }
}

fn members(object: &Object) -> Vec<(String, Json)> {
    let entries = Object::entries(object);
    let member = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), json(entry.get(1)))
    };
    entries.iter().map(member).collect()
}

/// A number's text; what is not finite has none.
fn written(number: &JsValue) -> String {
    number.unchecked_ref::<Number>().to_string_with_radix(10).map(String::from).unwrap_or_default()
}
