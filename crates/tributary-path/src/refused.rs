//! jsonpath-rust's errors in Tributary's words: what stands where something else was expected.

use jsonpath_rust::parser::errors::JsonPathError;

use super::lex::{Lexeme, Token, syntax};
use crate::error::{Code, Error};

/// An error of jsonpath-rust's, placed in `text`, whose tokens are `lexemes`; jsonpath-rust read it from its byte `shift` on.
pub(super) fn refused(error: &JsonPathError, text: &str, lexemes: &[Lexeme], shift: usize) -> Error {
    match error {
        JsonPathError::PestError(pest) => {
            if let pest::error::ErrorVariant::CustomError { .. } = pest.variant {
                let message = "This path is too complex: its functions and filters nest too deep.";
                return Error::new(Code::Limit, message);
            }
            let byte = match pest.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
            };
            unexpected(text, byte.saturating_sub(shift), lexemes)
        }
        // What remains has no place, and the checks before leave nothing of it.
        _ => syntax(text, 0, "it is not as RFC 9535 has it."),
    }
}

/// What stands at `byte`, and what the token before it asks for.
fn unexpected(text: &str, byte: usize, lexemes: &[Lexeme]) -> Error {
    let next = lexemes.iter().position(|l| l.start >= byte).unwrap_or(lexemes.len());
    let at = lexemes.get(next).map_or(text.len(), |l| l.start);
    let found = match lexemes.get(next) {
        Some(lexeme) => format!("unexpected “{}”", &text[lexeme.start..lexeme.end]),
        None => "the path ends too early".to_owned(),
    };
    let before = next.checked_sub(1).and_then(|i| lexemes.get(i)).map(|l| l.token);
    let here = lexemes.get(next).map(|l| l.token);
    let wanted = match (before, here) {
        (_, Some(Token::Comparison)) => {
            return syntax(
                text,
                at,
                "only a path that selects at most one value, a literal or a function's number \
                                     can be compared here.",
            );
        }
        (Some(Token::Dot | Token::DotDot), _) => "a name or “*”",
        (Some(Token::Open), _) => "a name in quotes, an index, a slice, “*” or “?”",
        (Some(Token::Question | Token::Not | Token::Logical), _) => "a condition, such as “@.price > 0”",
        (Some(Token::ParenOpen), _) => "a condition, or a function's argument",
        (Some(Token::Comparison), _) => "a literal, a path that selects at most one value, or a function",
        (Some(Token::Comma), _) => "another selector, or another argument",
        (None, _) => "“$” or “@”",
        _ if open_brackets(&lexemes[..next]) > 0 => "“,”, an operator or the closing bracket",
        _ => "“.”, “[” or the end",
    };
    syntax(text, at, &format!("{found}; expected {wanted}."))
}

fn open_brackets(lexemes: &[Lexeme]) -> usize {
    lexemes.iter().fold(0, |depth, l| match l.token {
        Token::Open | Token::ParenOpen => depth + 1,
        Token::Close | Token::ParenClose => depth.saturating_sub(1),
        _ => depth,
    })
}
