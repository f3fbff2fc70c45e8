//! The one pass over a message's bytes.

use super::staging::Staging;
use super::step::Each;
use super::trie::{Begin, NodeId, Place, Trie};
use crate::json::{Found, JsonError, Reader, Reason, Span};
use crate::limits;

mod array;
mod expected;
mod names;
mod object;

pub(super) use expected::ExpectedNames;

/// Reads a whole document and stages what the trie wants of it.
///
/// # Errors
/// Where the text is not JSON or nests too deep; what was staged by then must not be used.
pub fn walk(trie: &Trie, message: &str, staging: &mut Staging) -> Result<(), JsonError> {
    staging.reset(trie);
    let mut walk = Walk { trie, message, reader: Reader::new(message), staging };
    walk.value(Trie::ROOT, 0)?;
    walk.reader.finish()
}

struct Walk<'a> {
    trie: &'a Trie,
    message: &'a str,
    reader: Reader<'a>,
    staging: &'a mut Staging,
}

impl<'a> Walk<'a> {
    /// Reads the value that `id` stands for. Recursion is bounded by the trie's depth: what no path goes
    /// through is skipped without it.
    fn value(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let node = self.trie.node(id);
        let token = self.reader.token();
        let start = self.reader.position();
        let (kind, number) = match token {
            b'{' if node.enters_objects() => (self.object(id, depth)?, f64::NAN),
            b'[' if node.enters_arrays() => (self.array(id, depth)?, f64::NAN),
            b'{' | b'[' => (self.reader.skip_container(token, depth)?, f64::NAN),
            _ => self.reader.read_scalar(token)?,
        };
        self.found(id, Found { span: Span { kind, start, end: self.reader.position() }, number });
        Ok(())
    }

    /// Reads a child's value. Most are neither arrays nor objects, and need no call.
    #[inline(always)]
    fn child(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let token = self.reader.token();
        if token == b'{' || token == b'[' {
            return self.value(id, depth);
        }
        let start = self.reader.position();
        let (kind, number) = self.reader.read_scalar(token)?;
        self.found(id, Found { span: Span { kind, start, end: self.reader.position() }, number });
        Ok(())
    }

    /// Stages a node's value, if a path ends there.
    #[inline(always)]
    fn found(&mut self, id: NodeId, found: Found) {
        self.stage(self.trie.node(id).place, found);
    }

    #[inline(always)]
    fn stage(&mut self, place: Option<Place>, found: Found) {
        if let Some(place) = place {
            self.staging.set(place, Some(found));
        }
    }

    /// To be called for a container that is `depth` containers deep.
    fn check_depth(&self, depth: usize) -> Result<(), JsonError> {
        if depth < limits::NESTING { Ok(()) } else { Err(self.reader.error(Reason::Nesting)) }
    }

    /// Reads one child for everybody who wants it: for the path that names it, and for each scope that takes it.
    fn child_value(
        &mut self,
        child: Option<NodeId>,
        scopes: &'a [Begin],
        takes: impl Fn(&Each) -> bool,
        depth: usize,
    ) -> Result<(), JsonError> {
        let start = self.reader.position();
        let mut is_read = false;
        if let Some(child) = child {
            self.value(child, depth)?;
            is_read = true;
        }
        for begin in scopes.iter().filter(|b| takes(&b.each)) {
            if is_read {
                self.reader.seek(start);
            }
            self.visit(begin, depth)?;
            is_read = true;
        }
        if !is_read {
            self.pass_value(depth)?;
        }
        Ok(())
    }

    /// Passes over the next value where that is not what most messages' time goes into.
    #[inline(never)]
    fn pass_value(&mut self, depth: usize) -> Result<(), JsonError> {
        self.reader.skip_value(depth).map(drop)
    }

    /// One visit of a scope; undone if its filter does not hold.
    fn visit(&mut self, begin: &Begin, depth: usize) -> Result<(), JsonError> {
        let Some(guard) = &begin.guard else {
            self.staging.enter(begin.scope);
            return self.value(begin.node, depth);
        };
        let before = self.staging.visits(begin.scope);
        let below = &self.trie.node(begin.node).scopes_below;
        self.staging.mark(below);
        self.staging.enter(begin.scope);
        self.value(begin.node, depth)?;
        if !guard.holds(self.staging, self.message) {
            self.staging.truncate(begin.scope, before);
            self.staging.rewind(below);
        }
        self.staging.unmark(below);
        Ok(())
    }
}
