//! A path's text as tokens, with their places: what jsonpath-rust's AST does not tell.

use super::number;
use crate::error::{Code, Error};

/// What a piece of a path's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `$`
    Root,
    /// `@`
    Current,
    /// `.`
    Dot,
    /// `..`
    DotDot,
    /// `[`
    Open,
    /// `]`
    Close,
    /// `(`
    ParenOpen,
    /// `)`
    ParenClose,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `?`
    Question,
    /// `!`
    Not,
    /// `&&` or `||`
    Logical,
    /// `==`, `!=`, `<`, `<=`, `>` or `>=`
    Comparison,
    /// `*`
    Wildcard,
    /// A member name without quotes, a function's name, `true`, `false` or `null`.
    Name,
    /// A number.
    Number,
    /// A string in either quotes.
    String,
}

/// A token and the bytes that it stands at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The tokens of a path, white space (section 2.1.1) left out.
pub(super) fn lex(text: &str) -> Result<Vec<Lexeme>, Error> {
    let mut lexemes = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        if matches!(first, ' ' | '\t' | '\n' | '\r') {
            start += 1;
            continue;
        }
        let (token, length) = match first {
            '\'' | '"' => (Token::String, string(text, start)?),
            '-' | '0'..='9' => (Token::Number, number::length(&text[start..])),
            c if is_name_first(c) => {
                let rest = &text[start..];
                (Token::Name, rest.find(|c: char| !is_name_first(c) && !c.is_ascii_digit()).unwrap_or(rest.len()))
            }
            _ => symbol(text, start)?,
        };
        lexemes.push(Lexeme { token, start, end: start + length });
        start += length;
    }
    Ok(lexemes)
}

/// Whether a shorthand name may start with it (section 2.5.1.1).
pub(super) fn is_name_first(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || !c.is_ascii()
}

fn symbol(text: &str, at: usize) -> Result<(Token, usize), Error> {
    let bytes = &text.as_bytes()[at..];
    let found = match bytes {
        [b'.', b'.', ..] => (Token::DotDot, 2),
        [b'&', b'&', ..] | [b'|', b'|', ..] => (Token::Logical, 2),
        [b'=' | b'!' | b'<' | b'>', b'=', ..] => (Token::Comparison, 2),
        [b'<' | b'>', ..] => (Token::Comparison, 1),
        [b'$', ..] => (Token::Root, 1),
        [b'@', ..] => (Token::Current, 1),
        [b'.', ..] => (Token::Dot, 1),
        [b'[', ..] => (Token::Open, 1),
        [b']', ..] => (Token::Close, 1),
        [b'(', ..] => (Token::ParenOpen, 1),
        [b')', ..] => (Token::ParenClose, 1),
        [b',', ..] => (Token::Comma, 1),
        [b':', ..] => (Token::Colon, 1),
        [b'?', ..] => (Token::Question, 1),
        [b'!', ..] => (Token::Not, 1),
        [b'*', ..] => (Token::Wildcard, 1),
        _ => {
            let character = text[at..].chars().next().unwrap_or_default();
            let hint = match character {
                '=' => " To compare, write “==”.",
                '&' => " For “and”, write “&&”.",
                '|' => " For “or”, write “||”.",
                _ => "",
            };
            return Err(syntax(text, at, &format!("unexpected “{character}”.{hint}")));
        }
    };
    Ok(found)
}

/// The length of the string literal that starts at `start` (section 2.3.1.1).
fn string(text: &str, start: usize) -> Result<usize, Error> {
    let bytes = text.as_bytes();
    let quote = bytes[start];
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            None => return Err(syntax(text, start, "a string begins here and does not end.")),
            Some(&b) if b == quote => return Ok(at + 1 - start),
            Some(0..=0x1f) => return Err(syntax(text, at, "a control character in a string must be escaped.")),
            Some(b'\\') => match bytes.get(at + 1) {
                Some(b'b' | b'f' | b'n' | b'r' | b't' | b'/' | b'\\') => at += 2,
                Some(&b) if b == quote => at += 2,
                Some(b'u') => {
                    let used = unicode_escape(&bytes[at..]);
                    at +=
                        used.ok_or_else(|| syntax(text, at, "“\\u” needs four hexadecimal digits of a character."))?;
                }
                _ => return Err(syntax(text, at, "an escape that JSONPath does not have. For “\\” write “\\\\”.")),
            },
            Some(_) => at += 1,
        }
    }
}

/// The length of `\uXXXX`, or of a pair of them for the two halves of a surrogate pair.
fn unicode_escape(bytes: &[u8]) -> Option<usize> {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 4).filter(|d| d.iter().all(u8::is_ascii_hexdigit))?;
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    match unit(2)? {
        0xd800..0xdc00 if bytes.get(6..8) == Some(b"\\u") => (0xdc00..0xe000).contains(&unit(8)?).then_some(12),
        0xd800..0xe000 => None,
        _ => Some(6),
    }
}

/// A syntax error at a byte of `text`.
pub(super) fn syntax(text: &str, at: usize, what: &str) -> Error {
    Error::new(Code::PathSyntax, format!("This is not a JSONPath: {what}")).at(text, at)
}
