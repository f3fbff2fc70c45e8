//! Which series each row belongs to, as JavaScript objects.

use js_sys::Object;
use tributary_core::convert::Cell;
use tributary_core::engine::{Labels, SnapshotSeries};
use wasm_bindgen::JsValue;

use crate::columns::words;
use crate::protocol::{array, object};

/// The protocol's `Series`. Names stand once and values in arrays: a label may have any name, `__proto__` too.
pub(crate) fn series(series: &SnapshotSeries<'_>) -> Object {
    let names = array(series.names.iter().map(|name| JsValue::from_str(name)));
    let labels = array(series.labels.iter().map(|set| set.as_ref().map_or(JsValue::NULL, values)));
    object(&[("codes", words(series.codes).into()), ("names", names), ("labels", labels)])
}

fn values(set: &Labels<'_>) -> JsValue {
    array(set.iter().map(|label| match label {
        Cell::Null => JsValue::NULL,
        Cell::Number(number) => (*number).into(),
        Cell::Boolean(bit) => (*bit).into(),
        Cell::Text(text) => JsValue::from_str(text),
    }))
}
