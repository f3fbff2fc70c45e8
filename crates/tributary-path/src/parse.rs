//! Text → [`Path`] or [`Expr`], by way of jsonpath-rust's parser.

use std::num::NonZeroUsize;
use std::rc::Rc;

use jsonpath_rust::parser::model::JpQuery;
use jsonpath_rust::parser::parse_json_path;

use super::check::{Marks, check};
use super::convert::Convert;
use super::lex::{Lexeme, Token, lex, syntax};
use super::{Expr, Path, Root, Segment, Selector, hint, refused};
use crate::error::{Code, Error};
use crate::limits;

/// Reads a field's path: `$…` from the message or `@…` from the row. White space around it does not matter.
///
/// # Errors
/// [`Code::PathSyntax`] for what RFC 9535 does not allow, [`Code::Limit`] for a path that is too long or nests too
/// deep, each with its position.
pub fn parse(text: &str) -> Result<Path, Error> {
    trimmed(text, |text| read(text, &[Token::Root, Token::Current]))
}

/// Reads a path that starts from the message: `rows`. White space around it does not matter.
///
/// # Errors
/// As [`parse`], and [`Code::PathSyntax`] for a path that starts with `@`: there is no row yet.
pub fn parse_query(text: &str) -> Result<Path, Error> {
    let path = parse(text)?;
    if path.root == Root::Current {
        let message = "this path starts from the message: write “$” instead of “@”.";
        return Err(syntax(text, text.find('@').unwrap_or(0), message));
    }
    Ok(path)
}

/// Reads exactly the rule `jsonpath-query` of RFC 9535 (section 2.1.1): no `@…`, no white space around it.
///
/// # Errors
/// As [`parse`].
pub fn parse_rfc9535(text: &str) -> Result<Path, Error> {
    if text.trim() != text {
        return Err(syntax(text, 0, "a query has no white space around it."));
    }
    read(text, &[Token::Root])
}

/// Reads a condition on a message, `where`: a path, which must select something, or a bare logical expression such
/// as `$.e == 'trade'` (section 2.3.5.1), in which `$` is the message. White space around it does not matter.
///
/// # Errors
/// As [`parse`], and [`Code::PathSyntax`] for an `@` outside brackets: there is no row yet.
pub fn parse_where(text: &str) -> Result<Rc<Expr>, Error> {
    trimmed(text, condition)
}

/// White space around a path is not the user's error; positions still count from what they see.
fn trimmed<T>(text: &str, read: impl FnOnce(&str) -> Result<T, Error>) -> Result<T, Error> {
    let lead = text[..text.len() - text.trim_start().len()].encode_utf16().count();
    read(text.trim()).map_err(|e| Error { position: e.position.map(|p| p + lead), ..e })
}

fn read(text: &str, roots: &[Token]) -> Result<Path, Error> {
    check_length(text)?;
    if !text.starts_with(['$', '@']) {
        return Err(rootless(text));
    }
    let lexemes = lex(text)?;
    if !lexemes.first().is_some_and(|l| roots.contains(&l.token)) {
        return Err(syntax(text, 0, "a query starts with “$”."));
    }
    let marks = check(text, &lexemes, false)?;
    let (root, query) = match text.strip_prefix('@') {
        // `@…` is not a query of its own in RFC 9535: only its root identifier differs from one.
        Some(rest) => (Root::Current, format!("${rest}")),
        None => (Root::Message, text.to_owned()),
    };
    let ast = jsonpath_rust(query, text, &lexemes, &marks, 0)?;
    let segments = Convert::new(text, &marks).segments(&ast.segments)?;
    Ok(Path { root, segments })
}

fn condition(text: &str) -> Result<Rc<Expr>, Error> {
    check_length(text)?;
    if hint::suggestion(text).is_some() && !matches!(text, "true" | "false" | "null") {
        return Err(rootless(text));
    }
    let lexemes = lex(text)?;
    let marks = check(text, &lexemes, true)?;
    const BEFORE: &str = "$[?";
    let ast = jsonpath_rust(format!("{BEFORE}{text}]"), text, &lexemes, &marks, BEFORE.len())?;
    let segments = Convert::new(text, &marks).segments(&ast.segments)?;
    match segments.first().map(Segment::selectors) {
        Some([Selector::Filter(expr), ..]) => Ok(Rc::clone(expr)),
        _ => Err(syntax(text, 0, "expected a path or a condition.")),
    }
}

fn check_length(text: &str) -> Result<(), Error> {
    if text.is_empty() {
        let message = "The path is empty: write “$” for the whole message, or “$.name” for one of its members.";
        return Err(Error::new(Code::PathSyntax, message).at(text, 0));
    }
    if text.len() > limits::PATH_BYTES {
        let message = format!("This path is longer than {} KiB.", limits::PATH_BYTES / 1024);
        return Err(Error::new(Code::Limit, message));
    }
    Ok(())
}

/// The error for a text that does not start as a path does.
fn rootless(text: &str) -> Error {
    let found = text.chars().next().unwrap_or_default();
    let hint = match hint::suggestion(text) {
        Some(suggestion) => format!("Did you mean “{suggestion}”?"),
        None => "A path starts with “$” (the message) or “@” (the row).".to_owned(),
    };
    syntax(text, 0, &format!("unexpected “{found}”. {hint}"))
}

/// Has jsonpath-rust read `query`, which is `text` from its byte `shift` on.
fn jsonpath_rust(
    mut query: String,
    text: &str,
    lexemes: &[Lexeme],
    marks: &Marks,
    shift: usize,
) -> Result<JpQuery, Error> {
    // It refuses a literal with many digits; the value is taken from the token in any case.
    for lexeme in marks.numbers.iter().filter(|l| l.end - l.start > 15) {
        let zeros = "0".repeat(lexeme.end - lexeme.start - 2);
        query.replace_range(shift + lexeme.start..shift + lexeme.end, &format!("0.{zeros}"));
    }
    // Its grammar is tried again and again on nested functions: bounded, or 30 of them would take for ever.
    pest::set_call_limit(NonZeroUsize::new(limits::PATH_STEPS));
    parse_json_path(&query).map_err(|e| refused::refused(&e, text, lexemes, shift))
}
