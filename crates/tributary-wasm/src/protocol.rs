//! Events of the engine protocol, as JavaScript objects: made one property at a time, which takes less code than serde.

use js_sys::{Array, Object, Reflect};
use tributary_core::Error;
use tributary_core::buffer::Selected;
use tributary_core::connection::close::CloseReason;
use tributary_core::connection::{State, Status};
use tributary_core::engine::{Failure, Misfit, Snapshot, Stats};
use wasm_bindgen::JsValue;

use crate::{columns, series};

/// How a connection stands; `None` where nobody needs to know.
pub(crate) fn status(ids: &[u32], status: &Status) -> Option<JsValue> {
    let (name, more) = match &status.state {
        State::Idle | State::Suspended => return None,
        State::Connecting { .. } => ("connecting", vec![]),
        State::Greeting { step, .. } => ("greeting", vec![("step", JsValue::from(*step as f64))]),
        State::Open { since, protocol, silent_since, .. } => {
            let silent = silent_since.map(|at| ("silentSinceMs", at.as_f64().into()));
            let known = [("sinceMs", since.as_f64().into()), ("protocol", JsValue::from_str(protocol))];
            ("open", known.into_iter().chain(silent).collect())
        }
        State::Waiting { retry_at, reason: why } => {
            ("waiting", vec![("retryAtMs", retry_at.as_f64().into()), ("reason", reason(why))])
        }
        State::Stopped { reason: why } => ("stopped", vec![("reason", reason(why))]),
    };
    let encoded = object(&[
        ("state", JsValue::from_str(name)),
        ("attempt", status.attempt.into()),
        ("reconnects", status.reconnects.into()),
        ("unsent", JsValue::from(status.unsent as f64)),
    ]);
    for (name, value) in more {
        set(&encoded, name, &value);
    }
    Some(event("status", ids, ("status", encoded.into())))
}

fn reason(close: &CloseReason) -> JsValue {
    let (code, reason, text) = (close.code.into(), JsValue::from_str(&close.reason), JsValue::from_str(&close.text));
    object(&[("code", code), ("reason", reason), ("text", text)]).into()
}

/// A subscription that cannot be served.
pub(crate) fn error(id: u32, error: &Error) -> JsValue {
    let encoded =
        object(&[("code", JsValue::from_str(error.code.name())), ("message", JsValue::from_str(&error.message))]);
    if let Some(field) = &error.field {
        set(&encoded, "field", &JsValue::from_str(field));
    }
    if let Some(position) = error.position {
        set(&encoded, "position", &JsValue::from(position as f64));
    }
    object(&[("type", JsValue::from_str("error")), ("id", id.into()), ("error", encoded.into())]).into()
}

/// What a stream holds.
pub(crate) fn rows(ids: &[u32], snapshot: &Snapshot<'_>) -> JsValue {
    let columns = snapshot.columns.iter().map(|c| columns::column(c, snapshot.length).into());
    let body = object(&[
        ("length", JsValue::from(snapshot.length as f64)),
        ("columns", array(columns)),
        ("stats", stats(snapshot.stats)),
    ]);
    if let Some(series) = &snapshot.series {
        set(&body, "series", &series::series(series));
    }
    if let Some(Selected { of, bucket_ms }) = snapshot.selected {
        let selected = object(&[("of", JsValue::from(of as f64)), ("bucketMs", bucket_ms.into())]);
        set(&body, "selected", &selected);
    }
    event("rows", ids, ("snapshot", body.into()))
}

/// What a stream has counted, while its rows are as they were.
pub(crate) fn counters(ids: &[u32], counted: &Stats) -> JsValue {
    event("counters", ids, ("stats", stats(counted)))
}

/// Nothing is left in the engine, and its memory, in bytes, can't be made smaller.
pub(crate) fn idle() -> JsValue {
    const PAGE_BYTES: usize = 65_536;
    let bytes = core::arch::wasm32::memory_size::<0>() * PAGE_BYTES;
    object(&[("type", JsValue::from_str("idle")), ("memoryBytes", JsValue::from(bytes as f64))]).into()
}

/// What several subscriptions are told.
fn event(kind: &str, ids: &[u32], (name, body): (&str, JsValue)) -> JsValue {
    let ids = array(ids.iter().map(|&id| JsValue::from(id)));
    object(&[("type", JsValue::from_str(kind)), ("ids", ids), (name, body)]).into()
}

fn stats(stats: &Stats) -> JsValue {
    let encoded = Object::new();
    for (name, count) in [
        ("messages", stats.messages),
        ("rows", stats.rows),
        ("filtered", stats.filtered),
        ("rowless", stats.rowless),
        ("failed", stats.failed),
        ("unconverted", stats.unconverted),
        ("dropped", stats.dropped),
        ("deleted", stats.deleted),
        ("late", stats.late),
        ("keyless", stats.keyless),
        ("keysOverLimit", stats.keys_over_limit),
        ("seriesOverLimit", stats.series_over_limit),
        ("gaps", stats.gaps),
        ("memory", stats.memory as u64),
    ] {
        set(&encoded, name, &JsValue::from(count as f64));
    }
    if let Some(failure) = &stats.last_failure {
        set(&encoded, "lastFailure", &last_failure(failure));
    }
    set(&encoded, "misfits", &array(stats.misfits.iter().map(misfit)));
    encoded.into()
}

fn last_failure(failure: &Failure) -> Object {
    let encoded = object(&[
        ("code", JsValue::from_str(failure.code)),
        ("message", JsValue::from_str(&failure.message)),
        ("sample", JsValue::from_str(&failure.sample)),
    ]);
    if let Some(position) = failure.position {
        set(&encoded, "position", &JsValue::from(position as f64));
    }
    encoded
}

fn misfit(misfit: &Misfit) -> JsValue {
    object(&[
        ("column", JsValue::from_str(&misfit.column)),
        ("type", JsValue::from_str(columns::type_name(misfit.kind))),
        ("count", JsValue::from(misfit.count as f64)),
        ("sample", JsValue::from_str(&misfit.sample)),
    ])
    .into()
}

/// A plain object.
pub(crate) fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object
}

/// Gives a plain object a property.
pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    // A new plain object takes every property.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// An array.
pub(crate) fn array(elements: impl Iterator<Item = JsValue>) -> JsValue {
    let array = Array::new();
    for element in elements {
        array.push(&element);
    }
    array.into()
}
