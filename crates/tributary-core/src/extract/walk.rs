//! The one pass over a message's bytes.

use super::staging::Staging;
use super::trie::{NodeId, Trie};
use crate::json::{JsonError, Kind, Reader, Reason, Span, unescape};
use crate::limits;

/// Reads a whole document and stages what the trie wants of it.
///
/// # Errors
/// Where the text is not JSON or nests too deep; what was staged by then must not be used.
pub fn walk(trie: &Trie, message: &str, staging: &mut Staging) -> Result<(), JsonError> {
    staging.reset(trie.slots());
    let mut walk = Walk { trie, reader: Reader::new(message), staging };
    walk.value(Trie::ROOT, 0)?;
    walk.reader.finish()
}

struct Walk<'a> {
    trie: &'a Trie,
    reader: Reader<'a>,
    staging: &'a mut Staging,
}

impl Walk<'_> {
    /// Reads the value that `id` stands for. Recursion is bounded by the trie's depth: what no path goes
    /// through is skipped without it.
    fn value(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        self.reader.skip_whitespace();
        let node = self.trie.node(id);
        let start = self.reader.position();
        let kind = match self.reader.peek() {
            Some(b'{') if !node.members.is_empty() => self.object(id, depth)?,
            Some(b'[') if node.wants_elements() => self.array(id, depth)?,
            _ => self.reader.skip_value(depth)?,
        };
        if let Some(slot) = node.slot {
            self.staging.set(slot, Span { kind, start, end: self.reader.position() });
        }
        Ok(())
    }

    fn enter(&mut self, depth: usize) -> Result<(), JsonError> {
        if depth >= limits::NESTING {
            return Err(self.reader.error(Reason::Nesting));
        }
        self.reader.seek(self.reader.position() + 1);
        self.reader.skip_whitespace();
        Ok(())
    }

    fn object(&mut self, id: NodeId, depth: usize) -> Result<Kind, JsonError> {
        self.enter(depth)?;
        if self.reader.eat(b'}') {
            return Ok(Kind::Object);
        }
        loop {
            let (name, escaped) = self.reader.member_name()?;
            match self.member(id, name, escaped) {
                Some(child) => {
                    // A repeated name: the last one wins, so nothing of the earlier ones may stay.
                    let staging = &mut *self.staging;
                    self.trie.slots_below(child, &mut |slot| staging.clear(slot));
                    self.value(child, depth + 1)?;
                }
                None => {
                    self.reader.skip_value(depth + 1)?;
                }
            }
            self.reader.skip_whitespace();
            if self.reader.eat(b'}') {
                return Ok(Kind::Object);
            }
            self.reader.expect(b',', "“,” or “}”")?;
        }
    }

    /// The trie's child for a member's name as it is written in the message.
    fn member(&self, id: NodeId, raw: &[u8], escaped: bool) -> Option<NodeId> {
        let members = &self.trie.node(id).members;
        let find = |name: &[u8]| members.iter().find(|(n, _)| n.as_bytes() == name).map(|&(_, child)| child);
        if escaped { std::str::from_utf8(raw).ok().and_then(|raw| find(unescape(raw).as_bytes())) } else { find(raw) }
    }

    fn array(&mut self, id: NodeId, depth: usize) -> Result<Kind, JsonError> {
        self.enter(depth)?;
        let node = self.trie.node(id);
        let mut wanted = node.elements.iter().peekable();
        let mut last = LastElements::new(node.from_end.last().map_or(0, |&(back, _)| back));
        if !self.reader.eat(b']') {
            for index in 0.. {
                self.reader.skip_whitespace();
                last.push(self.reader.position());
                match wanted.next_if(|&&(i, _)| i == index) {
                    Some(&(_, child)) => self.value(child, depth + 1)?,
                    None => {
                        self.reader.skip_value(depth + 1)?;
                    }
                }
                self.reader.skip_whitespace();
                if self.reader.eat(b']') {
                    break;
                }
                self.reader.expect(b',', "“,” or “]”")?;
            }
        }
        let end = self.reader.position();
        for &(back, child) in &node.from_end {
            if let Some(start) = last.nth_back(back) {
                self.reader.seek(start);
                self.value(child, depth + 1)?;
            }
        }
        self.reader.seek(end);
        Ok(Kind::Array)
    }
}

/// Where an array's last elements start, as many as negative indices ask for.
struct LastElements {
    keep: usize,
    starts: std::collections::VecDeque<usize>,
}

impl LastElements {
    fn new(keep: usize) -> Self {
        Self { keep, starts: std::collections::VecDeque::new() }
    }

    fn push(&mut self, start: usize) {
        if self.keep == 0 {
            return;
        }
        if self.starts.len() == self.keep {
            self.starts.pop_front();
        }
        self.starts.push_back(start);
    }

    fn nth_back(&self, back: usize) -> Option<usize> {
        self.starts.len().checked_sub(back).and_then(|at| self.starts.get(at)).copied()
    }
}
