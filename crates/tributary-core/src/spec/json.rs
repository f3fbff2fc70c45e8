//! JSON's data model, as a spec crosses the boundary in.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, or nothing.
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, and how it is written.
    Number(f64, String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object's members.
    Object(Vec<(String, Json)>),
}
