//! What can be wrong with a query or a connection's configuration.

/// The stable, machine-readable kind of an [`Error`]: tests, translations and help pages refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// A JSONPath that RFC 9535 does not allow.
    PathSyntax,
    /// A JSONPath that is right, but uses what Tributary does not read yet.
    PathUnsupported,
    /// Fields that run over different arrays, and no rows to choose between them.
    RowsAmbiguous,
    /// A time format that Tributary does not know, or does not read yet.
    TimeFormat,
    /// A query without a field.
    FieldsMissing,
    /// The name of a field that the query does not have.
    FieldUnknown,
    /// More than a limit of [`crate::limits`] allows.
    Limit,
    /// An address that is not an absolute `ws:` or `wss:` URL, or that the browser refuses to dial.
    UrlInvalid,
    /// A configuration that does not have the agreed shape.
    SpecInvalid,
}

impl Code {
    /// What the engine protocol calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PathSyntax => "path-syntax",
            Self::PathUnsupported => "path-unsupported",
            Self::RowsAmbiguous => "rows-ambiguous",
            Self::TimeFormat => "time-format",
            Self::FieldsMissing => "fields-missing",
            Self::FieldUnknown => "field-unknown",
            Self::Limit => "limit",
            Self::UrlInvalid => "url-invalid",
            Self::SpecInvalid => "spec-invalid",
        }
    }
}

/// Why a subscription cannot be served: which input, where in it, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    /// The kind of error.
    pub code: Code,
    /// For people: what is wrong and what to do.
    pub message: String,
    /// Which input: `fields[2].path`, `rows`, `where`, `connection.url`.
    pub field: Option<String>,
    /// Where in that input, in UTF-16 code units from its start (what a JavaScript string counts in).
    pub position: Option<usize>,
}

impl Error {
    /// An error without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), field: None, position: None }
    }

    /// The same error at a byte offset of `input`.
    #[must_use]
    pub fn at(mut self, input: &str, byte: usize) -> Self {
        let before = input.get(..byte).unwrap_or(input);
        self.position = Some(before.encode_utf16().count());
        self
    }

    /// The same error, said of one input of the query or the connection.
    #[must_use]
    pub fn of(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}
