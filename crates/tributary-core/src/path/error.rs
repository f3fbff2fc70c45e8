//! jsonpath-rust's errors in Tributary's words.

use jsonpath_rust::parser::errors::JsonPathError;

use super::scan;
use crate::error::{Code, Error};

/// A syntax error, placed in `text` as well as it can be. `text` is what the user wrote.
pub(super) fn syntax(error: &JsonPathError, text: &str) -> Error {
    let (message, byte) = match error {
        JsonPathError::PestError(pest) => {
            let byte = match pest.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            (expectation(text, byte), byte)
        }
        JsonPathError::MaxNestingDepthExceeded(depth) => {
            return Error::new(Code::Limit, format!("This path nests deeper than {depth} brackets."));
        }
        other => (format!("This is not a JSONPath: {other}."), text.len()),
    };
    Error::new(Code::PathSyntax, message).at(text, byte)
}

/// What stands at `byte` where something else was expected, and a guess at what was meant.
fn expectation(text: &str, byte: usize) -> String {
    let found = match text.get(byte..).and_then(|rest| rest.chars().next()) {
        Some(character) => format!("unexpected “{character}”"),
        None => "the path ends too early".to_owned(),
    };
    match scan::suggestion(text) {
        Some(suggestion) => format!("This is not a JSONPath: {found}. Did you mean “{suggestion}”?"),
        None => format!("This is not a JSONPath: {found}."),
    }
}
