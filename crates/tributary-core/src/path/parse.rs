//! Text → [`Path`], by way of jsonpath-rust's parser.

use jsonpath_rust::parser::model::{JpQuery, Segment as Parsed, Selector};
use jsonpath_rust::parser::parse_json_path;

use super::{Path, Root, Segment, error, scan};
use crate::error::{Code, Error};
use crate::limits;

/// Reads a field's path: `$…` from the message or `@…` from the row.
///
/// # Errors
/// [`Code::PathSyntax`] with the position; [`Code::PathUnsupported`] naming what is not read yet, with the
/// position of its segment; [`Code::Limit`] for a path that is too long or nests too deep.
pub fn parse(text: &str) -> Result<Path, Error> {
    let lead = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let shifted = |e: Error| match e.position {
        // White space before a path is not the user's error: positions still count from what they see.
        Some(position) => Error { position: Some(position + text[..lead].encode_utf16().count()), ..e },
        None => e,
    };
    parse_trimmed(trimmed).map_err(shifted)
}

/// Reads a path that starts from the message: `rows` and `where`.
///
/// # Errors
/// As [`parse`], and [`Code::PathSyntax`] for a path that starts with `@`: there is no row yet.
pub fn parse_query(text: &str) -> Result<Path, Error> {
    match parse(text) {
        Ok(path) if path.root == Root::Row => {
            let message = "This path starts from the message: write “$” instead of “@”.";
            Err(Error::new(Code::PathSyntax, message).at(text, text.find('@').unwrap_or(0)))
        }
        Err(error) if error.code == Code::PathSyntax && is_logical_expression(text) => {
            let message = "Conditions with comparisons are not supported yet: \
                           give a path that selects something only in the messages you want.";
            Err(Error::new(Code::PathUnsupported, message).at(text, 0))
        }
        other => other,
    }
}

fn parse_trimmed(text: &str) -> Result<Path, Error> {
    if text.is_empty() {
        let message = "The path is empty: write “$” for the whole message, or “$.name” for one of its members.";
        return Err(Error::new(Code::PathSyntax, message).at(text, 0));
    }
    if text.len() > limits::PATH_BYTES {
        let message = format!("This path is longer than {} KiB.", limits::PATH_BYTES / 1024);
        return Err(Error::new(Code::Limit, message));
    }
    // `@…` is not a query of its own in RFC 9535: only its root identifier differs from one.
    let (root, query) = match text.strip_prefix('@') {
        Some(rest) => (Root::Row, format!("${rest}")),
        None => (Root::Message, text.to_owned()),
    };
    let ast = parse_json_path(&query).map_err(|e| error::syntax(&e, text))?;
    if let Some(at) = scan::space_in_shorthand(&query) {
        let message = "A name with a space in it must be quoted: write “['…']”.";
        return Err(Error::new(Code::PathSyntax, message).at(text, at));
    }
    Ok(Path { root, segments: segments(&ast, text)? })
}

fn segments(ast: &JpQuery, text: &str) -> Result<Vec<Segment>, Error> {
    if ast.segments.len() > limits::NESTING {
        let message = format!("This path has more than {} segments.", limits::NESTING);
        return Err(Error::new(Code::Limit, message));
    }
    let place = |i: usize| scan::segment_starts(text).get(i).copied().unwrap_or(0);
    ast.segments
        .iter()
        .enumerate()
        .map(|(i, s)| segment(s).map_err(|what| unsupported(what).at(text, place(i))))
        .collect()
}

fn segment(parsed: &Parsed) -> Result<Segment, &'static str> {
    match parsed {
        Parsed::Selector(Selector::Name(name)) => Ok(Segment::Name(name.as_str().into())),
        Parsed::Selector(Selector::Index(index)) => {
            let magnitude = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
            Ok(if *index < 0 { Segment::FromEnd(magnitude) } else { Segment::Index(magnitude) })
        }
        Parsed::Selector(Selector::Wildcard) => Err("Wildcards (“*”)"),
        Parsed::Selector(Selector::Slice(..)) => Err("Slices (“1:3”)"),
        Parsed::Selector(Selector::Filter(_)) => Err("Filters (“?…”)"),
        Parsed::Selectors(_) => Err("Several selectors in one bracket"),
        Parsed::Descendant(_) => Err("Descendant segments (“..”)"),
    }
}

fn unsupported(what: &str) -> Error {
    let message = format!("{what} are not supported yet: name each step, as in “$.data[0].price”.");
    Error::new(Code::PathUnsupported, message)
}

/// Whether `text` is a bare logical expression (RFC 9535, section 2.3.5.1), such as `$.e == 'trade'`.
fn is_logical_expression(text: &str) -> bool {
    parse_json_path(&format!("$[?{}]", text.trim())).is_ok()
}
