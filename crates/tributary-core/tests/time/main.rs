//! Times: what each format makes of each text, in tables and against jiff; and what a stream
//! makes of them, and counts of values that its columns cannot take.
#![allow(missing_docs, clippy::unwrap_used)]

mod composite;
mod custom;
mod epoch;
mod iso;
mod nonsense;
mod oracle;
mod rfc2822;
mod stream;
#[path = "../support/mod.rs"]
mod support;

use tributary_core::convert::{Cell, ColumnType, Instant, TimeFormat, convert, instant};
use tributary_core::json::{Kind, Span};

/// The whole of `text` as a number or, in quotes, as a string.
fn whole(text: &str) -> Span {
    let kind = if text.starts_with('"') { Kind::Text } else { Kind::Number };
    Span { kind, start: 0, end: text.len() }
}

fn format(name: &str) -> TimeFormat {
    TimeFormat::named(name).expect(name)
}

/// What a column gets, in epoch milliseconds.
fn milliseconds(json: &str, name: &str) -> Option<f64> {
    match convert(whole(json), json, ColumnType::Time, &format(name)) {
        Ok(Cell::Number(ms)) => Some(ms),
        _ => None,
    }
}

/// The same of a string that says `text`.
fn of_text(text: &str, name: &str) -> Option<f64> {
    milliseconds(&format!("\"{text}\""), name)
}

/// The exact time of a string that says `text`.
fn exact(text: &str, format: &TimeFormat) -> Option<Instant> {
    let json = format!("\"{text}\"");
    instant(whole(&json), &json, format)
}
