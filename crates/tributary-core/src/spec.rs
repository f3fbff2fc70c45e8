//! What a subscription asks for, as it comes over the engine protocol.

mod json;
mod read;

use std::fmt;

pub use json::Json;
pub use tributary_connection::spec::{ConnectionSpec, ReconnectSpec, TopicSpec};

/// A subscription: which connection, which stream of it, what of that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct SubscriptionSpec {
    /// The socket to be on.
    pub connection: ConnectionSpec,
    /// What to take from its messages.
    pub stream: StreamSpec,
    /// What of the buffer a chart shows; without it, all of it.
    pub view: Option<ViewSpec>,
}

/// What a chart of limited width shows of a buffer of every row: of a large one, no more rows than can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewSpec {
    /// How many points stand side by side; a series takes at most four rows for each. At least 1.
    pub points: usize,
    /// How much time the chart shows. Milliseconds.
    pub span_ms: u64,
    /// Where that begins, since the epoch; without it, the chart ends now. Milliseconds.
    pub from_ms: Option<u64>,
}

/// What to take from a connection's messages. Subscriptions with equal specs share one buffer.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamSpec {
    /// A template of a text frame, sent for this stream whenever the connection is open.
    pub subscribe: Option<String>,
    /// A template of a text frame, sent when nobody has wanted the stream for a while and its socket stays.
    pub unsubscribe: Option<String>,
    /// A JSONPath that must select something, or the message is passed over.
    pub filter: Option<String>,
    /// A JSONPath to the node that makes a row; without it, one message is one row.
    pub rows: Option<String>,
    /// The columns.
    pub fields: Vec<FieldSpec>,
    /// How much is kept.
    pub buffer: BufferSpec,
    /// By how much a row's time may be behind the newest: within that, rows are sorted by their times, and later ones
    /// are dropped. Without it, rows are kept as they came. A buffer of latest rows does not use it. Milliseconds.
    pub sort_window_ms: Option<u64>,
    /// How long the buffer outlives its last subscription, in milliseconds.
    pub linger_ms: u64,
}

/// One column of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// A JSONPath: `$…` from the message, `@…` from the row.
    pub path: String,
    /// The column's name; without it, the end of the path: its last name, or as many as tell it apart.
    pub name: Option<String>,
    /// The column's type.
    pub kind: FieldType,
    /// What the column is for.
    pub role: FieldRole,
    /// How times are written; `auto` where absent.
    pub time_format: Option<String>,
    /// The nanoseconds' field of a composite time.
    pub nanoseconds_path: Option<String>,
}

/// The type a field is asked to have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct DeleteSpec {
    /// The field's name.
    pub field: String,
    /// The value, converted to the field's type before it is compared. Null also stands for a field that is missing
    /// or that could not be converted.
    pub equals: Scalar,
}

/// A JSON value that is no array and no object.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    Text(String),
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
