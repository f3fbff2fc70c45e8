//! What a connection's handshake listens for, in the messages that its streams are taken from.

use crate::connection::script::{Heard, Script};
use crate::connection::template::Captured;
use crate::connection::{Connection, Taking};
use crate::convert::{Cell, ColumnType, TimeFormat, convert};
use crate::eval::{Budget, select};
use crate::extract::{Condition, Message, Trie};
use crate::path::Path;
use crate::tape::{Document, Subtrees, Tape};
use crate::time::Millis;

/// A handshake's conditions, in a connection's trie: messages are read once, for it and for the streams.
#[derive(Debug)]
pub(super) struct Listening {
    conditions: Vec<Condition>,
}

impl Listening {
    /// `None` where no message matters to the handshake.
    pub(super) fn new(script: &Script, trie: &mut Trie) -> Option<Self> {
        if script.is_deaf() {
            return None;
        }
        let conditions = script.conditions().iter().map(|expr| Condition::new(expr, trie)).collect();
        Some(Self { conditions })
    }

    /// Offers the connection a message: its text, empty if it has none, and how it was read, if it is JSON. Whose it is.
    #[inline(never)]
    pub(super) fn offer(
        &self,
        connection: &mut Connection,
        text: &str,
        read: Option<&Message<'_>>,
        budget: &mut Budget,
        now: Millis,
    ) -> Taking {
        budget.refill();
        // What costs too much to tell counts as not so.
        let mut satisfies =
            |at: usize| read.is_some_and(|message| self.conditions[at].takes(message, budget).unwrap_or(false));
        connection.handle_message(Heard { text, satisfies: &mut satisfies }, now)
    }
}

/// The first value that a path selects in a message which was kept.
pub(super) fn captured(text: &str, path: &Path) -> Option<Captured> {
    let (mut tape, mut budget, mut nodes) = (Tape::default(), Budget::default(), Vec::new());
    tape.read(text, &Subtrees::Whole).ok()?;
    let document = tape.document(text);
    select(path, document, Document::ROOT, Document::ROOT, &mut budget, &mut nodes).ok()?;
    let node = *nodes.first()?;
    let span = document.span(node);
    let source = span.source(text);
    // Objects and arrays are no text but their own.
    let plain = match convert(span, text, ColumnType::String, &TimeFormat::Auto) {
        Ok(Cell::Text(plain)) => plain.into_owned(),
        _ => source.to_owned(),
    };
    Some(Captured { source: source.to_owned(), plain })
}
