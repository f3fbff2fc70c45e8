//! One connection's reading: a trie, and what the latest message holds.

use super::{Staging, Trie, walk};
use crate::json::JsonError;
use crate::tape::{Document, Subtrees, Tape};

/// Reads messages for all plans that were put into its trie.
#[derive(Debug, Default)]
pub struct Extractor {
    trie: Trie,
    staging: Staging,
    tape: Tape,
}

/// A message that was read.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Its text.
    pub text: &'a str,
    pub(super) staging: &'a Staging,
    /// What plans need of it on a tape; without any sense if they need nothing.
    pub(super) document: Document<'a>,
}

impl Extractor {
    /// Where a further plan's paths go.
    pub fn trie(&mut self) -> &mut Trie {
        self.staging.forget();
        &mut self.trie
    }

    /// Forgets all plans.
    pub fn clear(&mut self) {
        *self.trie() = Trie::default();
    }

    /// Reads a whole message, in place of the one before.
    ///
    /// # Errors
    /// Where the text is not JSON or nests too deep.
    pub fn read<'a>(&'a mut self, text: &'a str) -> Result<Message<'a>, JsonError> {
        walk(&self.trie, text, &mut self.staging)?;
        match &self.trie.taped {
            Subtrees::Root => {}
            parts => _ = self.tape.read(text, parts)?,
        }
        Ok(Message { text, staging: &self.staging, document: self.tape.document(text) })
    }
}
