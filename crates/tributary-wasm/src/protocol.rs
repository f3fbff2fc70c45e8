//! Events of the engine protocol, as JavaScript objects.

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use tributary_core::Error;
use tributary_core::connection::{CloseReason, State};
use tributary_core::engine::{Failure, Misfit, Snapshot, Stats};
use wasm_bindgen::JsValue;

use crate::{columns, series};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Event<'a> {
    Status { ids: &'a [u32], status: Status<'a> },
    Error { id: u32, error: &'a Error },
}

#[derive(Serialize)]
#[serde(tag = "state", rename_all = "lowercase", rename_all_fields = "camelCase")]
enum Status<'a> {
    Connecting { attempt: u32 },
    Open { since_ms: f64, protocol: &'a str },
    Waiting { attempt: u32, retry_at_ms: f64, reason: Reason<'a> },
    Stopped { reason: Reason<'a> },
}

#[derive(Serialize)]
struct Reason<'a> {
    code: u16,
    reason: &'a str,
    text: &'a str,
}

impl<'a> From<&'a CloseReason> for Reason<'a> {
    fn from(close: &'a CloseReason) -> Self {
        Self { code: close.code, reason: &close.reason, text: &close.text }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StreamStats<'a> {
    messages: f64,
    rows: f64,
    filtered: f64,
    rowless: f64,
    failed: f64,
    unconverted: f64,
    dropped: f64,
    deleted: f64,
    late: f64,
    keyless: f64,
    keys_over_limit: f64,
    series_over_limit: f64,
    memory: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_failure: Option<LastFailure<'a>>,
}

#[derive(Serialize)]
struct LastFailure<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
    sample: &'a str,
}

impl<'a> From<&'a Failure> for LastFailure<'a> {
    fn from(failure: &'a Failure) -> Self {
        Self { code: failure.code, message: &failure.message, position: failure.position, sample: &failure.sample }
    }
}

impl<'a> From<&'a Stats> for StreamStats<'a> {
    fn from(stats: &'a Stats) -> Self {
        Self {
            messages: stats.messages as f64,
            rows: stats.rows as f64,
            filtered: stats.filtered as f64,
            rowless: stats.rowless as f64,
            failed: stats.failed as f64,
            unconverted: stats.unconverted as f64,
            dropped: stats.dropped as f64,
            deleted: stats.deleted as f64,
            late: stats.late as f64,
            keyless: stats.keyless as f64,
            keys_over_limit: stats.keys_over_limit as f64,
            series_over_limit: stats.series_over_limit as f64,
            memory: stats.memory as f64,
            last_failure: stats.last_failure.as_ref().map(LastFailure::from),
        }
    }
}

/// A connection's state; `None` where nobody needs to know.
pub(crate) fn status(ids: &[u32], state: &State, attempt: u32) -> Option<JsValue> {
    let status = match state {
        State::Idle => return None,
        State::Connecting { .. } => Status::Connecting { attempt },
        State::Open { since, protocol, .. } => Status::Open { since_ms: since.as_f64(), protocol },
        State::Waiting { retry_at, reason } => {
            Status::Waiting { attempt, retry_at_ms: retry_at.as_f64(), reason: reason.into() }
        }
        State::Stopped { reason } => Status::Stopped { reason: reason.into() },
    };
    Some(to_js(&Event::Status { ids, status }))
}

/// A subscription that cannot be served.
pub(crate) fn error(id: u32, error: &Error) -> JsValue {
    to_js(&Event::Error { id, error })
}

/// What a stream holds.
pub(crate) fn rows(ids: &[u32], snapshot: &Snapshot<'_>) -> JsValue {
    let columns: Array = snapshot.columns.iter().map(|c| JsValue::from(columns::column(c, snapshot.length))).collect();
    let body = object([
        ("length", JsValue::from(snapshot.length as f64)),
        ("columns", columns.into()),
        ("stats", stats(snapshot.stats)),
    ]);
    if let Some(series) = &snapshot.series {
        let _ = Reflect::set(&body, &JsValue::from_str("series"), &series::series(series));
    }
    let ids: Array = ids.iter().map(|&id| JsValue::from(id)).collect();
    object([("type", JsValue::from_str("rows")), ("ids", ids.into()), ("snapshot", body.into())]).into()
}

fn stats(stats: &Stats) -> JsValue {
    let encoded = to_js(&StreamStats::from(stats));
    let misfits: Array = stats.misfits.iter().map(|m| JsValue::from(misfit(m))).collect();
    // A new plain object takes every property.
    let _ = Reflect::set(&encoded, &JsValue::from_str("misfits"), &misfits);
    encoded
}

fn misfit(misfit: &Misfit) -> Object {
    object([
        ("column", JsValue::from_str(&misfit.column)),
        ("type", JsValue::from_str(columns::type_name(misfit.kind))),
        ("count", JsValue::from(misfit.count as f64)),
        ("sample", JsValue::from_str(&misfit.sample)),
    ])
}

/// A plain object.
pub(crate) fn object<const N: usize>(members: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // A new plain object takes every property.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    }
    object
}

fn to_js(value: &impl Serialize) -> JsValue {
    // These types have only string keys and numbers that a double holds: nothing can fail.
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
