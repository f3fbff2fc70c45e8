//! What a subscription asks for, as it comes over the engine protocol.

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
pub use tributary_connection::spec::{ConnectionSpec, ReconnectSpec, TopicSpec};

/// A subscription: which connection, which stream of it, how often to be told.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionSpec {
    /// The socket to be on.
    pub connection: ConnectionSpec,
    /// What to take from its messages.
    pub stream: StreamSpec,
    /// The most emissions a second; kept between 1 and 60.
    pub hz: f64,
}

/// What to take from a connection's messages. Subscriptions with equal specs share one buffer.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StreamSpec {
    /// A template of a text frame, sent for this stream whenever the connection is open.
    #[serde(default)]
    pub subscribe: Option<String>,
    /// A template of a text frame, sent when nobody has wanted the stream for a while and its socket stays.
    #[serde(default)]
    pub unsubscribe: Option<String>,
    /// A JSONPath that must select something, or the message is passed over.
    #[serde(default, rename = "where")]
    pub filter: Option<String>,
    /// A JSONPath to the node that makes a row; without it, one message is one row.
    #[serde(default)]
    pub rows: Option<String>,
    /// The columns.
    pub fields: Vec<FieldSpec>,
    /// How much is kept.
    #[serde(default)]
    pub buffer: BufferSpec,
    /// By how much a row's time may be behind the newest: within that, rows are sorted by their times, and later ones
    /// are dropped. Without it, rows are kept as they came. A buffer of latest rows does not use it. Milliseconds.
    #[serde(default)]
    pub sort_window_ms: Option<u64>,
    /// How long the buffer outlives its last subscription, in milliseconds.
    pub linger_ms: u64,
}

/// One column of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldSpec {
    /// A JSONPath: `$…` from the message, `@…` from the row.
    pub path: String,
    /// The column's name; without it, the end of the path: its last name, or as many as tell it apart.
    #[serde(default)]
    pub name: Option<String>,
    /// The column's type.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// What the column is for.
    #[serde(default)]
    pub role: FieldRole,
    /// How times are written; `auto` where absent.
    #[serde(default)]
    pub time_format: Option<String>,
    /// The nanoseconds' field of a composite time.
    #[serde(default)]
    pub nanoseconds_path: Option<String>,
}

/// The type a field is asked to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Settled by the first value that is not null; JSON for `$` alone.
    #[default]
    Auto,
    /// A double; numeric text too.
    Number,
    /// Text; of a number, its source text.
    String,
    /// True or false.
    Boolean,
    /// Epoch milliseconds.
    Time,
    /// The value's own JSON text.
    Json,
}

/// What a field is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldRole {
    /// The row's time.
    Time,
    /// A value to look at.
    #[default]
    Value,
    /// Something that tells series apart.
    Label,
}

/// How much of a stream is kept.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Buffer")]
pub enum BufferSpec {
    /// Every row, the oldest overwritten.
    Append {
        /// The most rows; at least 1, at most [`crate::limits::BUFFER_ROWS`].
        rows: usize,
        /// Rows whose time is longer ago than this are dropped. Seconds.
        age_seconds: Option<f64>,
    },
    /// One row per key, in the order in which the keys first came; at most [`crate::limits::BUFFER_ROWS`].
    Latest {
        /// The names of the fields that make the key. A row with a null among them is dropped.
        key: Vec<String>,
        /// Which rows delete the one of their key instead of taking its place.
        delete: Option<DeleteSpec>,
    },
}

/// A row deletes the one of its key where a field has a certain value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DeleteSpec {
    /// The field's name.
    pub field: String,
    /// The value, converted to the field's type before it is compared. Null also stands for a field that is missing
    /// or that could not be converted.
    pub equals: Scalar,
}

/// A [`BufferSpec`] as it comes: what serde makes of tagged and untagged enums by itself takes ten times the code.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buffer {
    kind: BufferKind,
    rows: Option<usize>,
    age_seconds: Option<f64>,
    key: Option<Vec<String>>,
    delete: Option<DeleteSpec>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum BufferKind {
    Append,
    Latest,
}

impl TryFrom<Buffer> for BufferSpec {
    type Error = &'static str;

    fn try_from(buffer: Buffer) -> Result<Self, Self::Error> {
        let Buffer { kind, rows, age_seconds, key, delete } = buffer;
        Ok(match kind {
            BufferKind::Append => Self::Append { rows: rows.ok_or("missing field `rows`")?, age_seconds },
            BufferKind::Latest => Self::Latest { key: key.ok_or("missing field `key`")?, delete },
        })
    }
}

/// A JSON value that is no array and no object.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl Visitor<'_> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, a boolean, a number or a string")
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, bit: bool) -> Result<Scalar, E> {
        Ok(Scalar::Boolean(bit))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(bit) => write!(f, "{bit}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "“{text}”"),
        }
    }
}

impl Default for BufferSpec {
    fn default() -> Self {
        Self::Append { rows: 1000, age_seconds: None }
    }
}
