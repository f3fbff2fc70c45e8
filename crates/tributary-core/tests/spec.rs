//! Specs as they come over the engine protocol.
#![allow(missing_docs, clippy::unwrap_used)]

use serde_json::{Value, json};
use tributary_core::error::{Code, Error};
use tributary_core::spec::{
    BufferSpec, ConnectionSpec, DeleteSpec, FieldRole, FieldSpec, FieldType, Json, ReconnectSpec, Scalar, StreamSpec,
    SubscriptionSpec, ViewSpec,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn read(spec: &Value) -> Result<SubscriptionSpec, Error> {
    SubscriptionSpec::read(json_of(spec))
}

/// As the spec's data model has it.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(bit) => Json::Boolean(*bit),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or(f64::NAN), number.to_string()),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) => Json::List(items.iter().map(json_of).collect()),
        Value::Object(members) => Json::Object(members.iter().map(|(n, v)| (n.clone(), json_of(v))).collect()),
    }
}

/// A spec with a value for every member.
fn full() -> Value {
    json!({
        "connection": {
            "scope": "prod", "url": "wss://example.com/feed", "protocols": ["v2", "v1"], "lingerMs": 1_000,
            "reconnect": {
                "baseMs": 1, "capMs": 2, "stableMs": 3, "connectTimeoutMs": 4, "idleTimeoutMs": 5,
                "closeCodes": ["stop 1000"],
            },
            "handshake": ["send", "hello"],
        },
        "stream": {
            "subscribe": "on", "unsubscribe": "off", "where": "$.e", "rows": "$.data[*]",
            "fields": [{
                "path": "@.t", "name": "at", "type": "time", "role": "label", "timeFormat": "iso",
                "nanosecondsPath": "@.ns",
            }],
            "buffer": { "kind": "latest", "key": ["at"], "delete": { "field": "at", "equals": "gone" } },
            "sortWindowMs": 5, "lingerMs": 6,
        },
        "view": { "points": 250, "spanMs": 300_000, "fromMs": 7 },
    })
}

/// A spec with no more than must be.
fn least() -> Value {
    json!({
        "connection": { "scope": "", "url": "ws://a", "lingerMs": 0 },
        "stream": { "fields": [{ "path": "$" }], "lingerMs": 0 },
    })
}

fn at<'a>(spec: &'a mut Value, pointer: &str) -> &'a mut Value {
    spec.pointer_mut(pointer).expect(pointer)
}

#[test]
fn every_member_is_read() {
    let some = |text: &str| Some(text.to_owned());
    let connection = ConnectionSpec {
        scope: "prod".to_owned(),
        url: "wss://example.com/feed".to_owned(),
        protocols: vec!["v2".to_owned(), "v1".to_owned()],
        linger_ms: 1_000,
        reconnect: ReconnectSpec {
            base_ms: 1,
            cap_ms: 2,
            stable_ms: 3,
            connect_timeout_ms: 4,
            idle_timeout_ms: Some(5),
            close_codes: vec!["stop 1000".to_owned()],
        },
        handshake: vec!["send".to_owned(), "hello".to_owned()],
    };
    let field = FieldSpec {
        path: "@.t".to_owned(),
        name: some("at"),
        kind: FieldType::Time,
        role: FieldRole::Label,
        time_format: some("iso"),
        nanoseconds_path: some("@.ns"),
    };
    let delete = DeleteSpec { field: "at".to_owned(), equals: Scalar::Text("gone".to_owned()) };
    let stream = StreamSpec {
        subscribe: some("on"),
        unsubscribe: some("off"),
        filter: some("$.e"),
        rows: some("$.data[*]"),
        fields: vec![field],
        buffer: BufferSpec::Latest { key: vec!["at".to_owned()], delete: Some(delete) },
        sort_window_ms: Some(5),
        linger_ms: 6,
    };
    let view = Some(ViewSpec { points: 250, span_ms: 300_000, from_ms: Some(7) });
    assert_eq!(read(&full()).unwrap(), SubscriptionSpec { connection, stream, view });
}

#[test]
fn what_is_absent_or_null_has_its_default() {
    let spec = read(&least()).unwrap();
    assert_eq!(spec.connection.reconnect, ReconnectSpec::default());
    assert!(spec.connection.protocols.is_empty());
    assert_eq!(spec.stream.buffer, BufferSpec::default());
    let field = &spec.stream.fields[0];
    assert_eq!((field.kind, field.role, &field.name), (FieldType::Auto, FieldRole::Value, &None));

    let mut nulls = least();
    for (place, names) in [
        ("/connection", &["protocols", "reconnect"][..]),
        ("/stream", &["subscribe", "unsubscribe", "where", "rows", "buffer", "sortWindowMs"]),
        ("/stream/fields/0", &["name", "type", "role", "timeFormat", "nanosecondsPath"]),
    ] {
        names.iter().for_each(|&name| at(&mut nulls, place)[name] = Value::Null);
    }
    assert_eq!(read(&nulls).unwrap(), spec);
}

#[test]
fn a_buffer_of_every_row_may_have_an_age() {
    let mut spec = least();
    spec["stream"]["buffer"] = json!({ "kind": "append", "rows": 7, "ageSeconds": 1.5 });
    assert_eq!(read(&spec).unwrap().stream.buffer, BufferSpec::Append { rows: 7, age_seconds: Some(1.5) });
}

#[test]
fn a_row_can_be_deleted_by_any_scalar() {
    for (equals, scalar) in [
        (json!(null), Scalar::Null),
        (json!(false), Scalar::Boolean(false)),
        (json!(-0.5), Scalar::Number("-0.5".to_owned())),
        (json!(""), Scalar::Text(String::new())),
    ] {
        let mut spec = full();
        *at(&mut spec, "/stream/buffer/delete/equals") = equals;
        let BufferSpec::Latest { delete: Some(delete), .. } = read(&spec).unwrap().stream.buffer else { panic!() };
        assert_eq!(delete.equals, scalar);
    }
}

#[test]
fn what_is_wrong_is_named() {
    for (pointer, value, field) in [
        ("/connection", json!([]), "connection"),
        ("/connection/scope", json!(null), "connection.scope"),
        ("/connection/url", json!(1), "connection.url"),
        ("/connection/protocols", json!("v1"), "connection.protocols"),
        ("/connection/protocols", json!([1]), "connection.protocols"),
        ("/connection/lingerMs", json!(-1), "connection.lingerMs"),
        ("/connection/lingerMs", json!(1e300), "connection.lingerMs"),
        ("/connection/reconnect/capMs", json!(0.5), "connection.reconnect.capMs"),
        ("/connection/handshake", json!([["send"]]), "connection.handshake"),
        ("/stream/where", json!({}), "where"),
        ("/stream/fields", json!({}), "fields"),
        ("/stream/fields/0", json!(1), "fields"),
        ("/stream/fields/0/type", json!("any"), "fields[0].type"),
        ("/stream/fields/0/role", json!(1), "fields[0].role"),
        ("/stream/buffer/kind", json!("none"), "buffer.kind"),
        ("/stream/buffer/kind", json!("append"), "buffer.rows"),
        ("/stream/buffer/key", json!("at"), "buffer.key"),
        ("/stream/buffer/delete/equals", json!([]), "buffer.delete.equals"),
        ("/stream/buffer/delete", json!({ "field": "at" }), "buffer.delete.equals"),
        ("/view/points", json!(-1), "view.points"),
        ("/view/spanMs", json!(null), "view.spanMs"),
    ] {
        let mut spec = full();
        *at(&mut spec, pointer) = value;
        let error = read(&spec).unwrap_err();
        assert_eq!((error.code, error.field.as_deref()), (Code::SpecInvalid, Some(field)), "{pointer}: {error}");
        assert!(error.message.contains(&format!("“{field}” ")), "{error}");
    }
}
