//! The one pass over a message's bytes.

use super::staging::Staging;
use super::step::Each;
use super::trie::{Begin, NodeId, Trie};
use crate::json::{JsonError, Kind, Reader, Reason, Span, unescape};
use crate::limits;

mod names;

use names::MemberNames;

/// Reads a whole document and stages what the trie wants of it.
///
/// # Errors
/// Where the text is not JSON or nests too deep; what was staged by then must not be used.
pub fn walk(trie: &Trie, message: &str, staging: &mut Staging) -> Result<(), JsonError> {
    staging.reset(trie);
    let mut walk = Walk { trie, message, reader: Reader::new(message), staging, objects: 0 };
    walk.value(Trie::ROOT, 0)?;
    walk.reader.finish()
}

struct Walk<'a> {
    trie: &'a Trie,
    message: &'a str,
    reader: Reader<'a>,
    staging: &'a mut Staging,
    /// How many objects were entered.
    objects: u32,
}

impl<'a> Walk<'a> {
    /// Reads the value that `id` stands for. Recursion is bounded by the trie's depth: what no path goes
    /// through is skipped without it.
    fn value(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        self.reader.skip_whitespace();
        let node = self.trie.node(id);
        let start = self.reader.position();
        let kind = match self.reader.peek() {
            Some(b'{') if node.enters_objects() => self.object(id, depth)?,
            Some(b'[') if node.enters_arrays() => self.array(id, depth)?,
            _ => self.reader.skip_value(depth)?,
        };
        if let Some(slot) = node.slot {
            self.staging.set(slot, Some(Span { kind, start, end: self.reader.position() }));
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
        let below = &self.trie.node(id).scopes_below;
        self.staging.mark(below);
        let first = self.reader.position();
        if self.members(id, depth)? == Names::Repeated {
            self.reader.seek(first);
            self.members_once(id, depth)?;
        }
        self.staging.unmark(below);
        Ok(Kind::Object)
    }

    /// Reads members until the object's end, or until a name comes again that somebody asks for.
    fn members(&mut self, id: NodeId, depth: usize) -> Result<Names, JsonError> {
        let node = self.trie.node(id);
        self.objects += 1;
        let number = self.objects;
        let mut met = (!node.scopes.is_empty()).then(MemberNames::default);
        loop {
            let (name, escaped) = self.reader.member_name()?;
            let child = self.member(id, name, escaped);
            if child.is_some_and(|c| self.staging.is_repeated(c, number))
                || met.as_mut().is_some_and(|n| !n.insert(name, escaped))
            {
                return Ok(Names::Repeated);
            }
            self.child_value(child, &node.scopes, takes_members, depth + 1)?;
            if self.member_end()? {
                return Ok(Names::Once);
            }
        }
    }

    /// Passes over a comma or the object's end; whether it was the end.
    fn member_end(&mut self) -> Result<bool, JsonError> {
        self.reader.skip_whitespace();
        if self.reader.eat(b'}') {
            return Ok(true);
        }
        self.reader.expect(b',', "“,” or “}”").map(|()| false)
    }

    /// Reads an object with repeated names as JSON.parse sees it: each name once, where it first stands, with its
    /// last value. Nothing of what was staged for the object stays.
    fn members_once(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let node = self.trie.node(id);
        let staging = &mut *self.staging;
        self.trie.slots_of_scope_below(id, &mut |slot| staging.set(slot, None));
        staging.rewind(self.trie, &node.scopes_below);
        let mut names = MemberNames::default();
        loop {
            let (name, escaped) = self.reader.member_name()?;
            self.reader.skip_whitespace();
            names.insert_at(name, escaped, self.reader.position());
            self.reader.skip_value(depth + 1)?;
            if self.member_end()? {
                break;
            }
        }
        let end = self.reader.position();
        for (name, start) in names.into_last_values() {
            self.reader.seek(start);
            let child = self.member(id, &name, false);
            self.child_value(child, &node.scopes, takes_members, depth + 1)?;
        }
        self.reader.seek(end);
        Ok(())
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
                let child = wanted.next_if(|&&(i, _)| i == index).map(|&(_, child)| child);
                self.child_value(child, &node.scopes, |each| takes(each, index), depth + 1)?;
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
            self.reader.skip_value(depth)?;
        }
        Ok(())
    }

    /// One visit of a scope; undone if its filter does not hold.
    fn visit(&mut self, begin: &Begin, depth: usize) -> Result<(), JsonError> {
        let Some(guard) = &begin.guard else {
            self.staging.enter(self.trie, begin.scope);
            return self.value(begin.node, depth);
        };
        let before = self.staging.visits(begin.scope);
        let below = &self.trie.node(begin.node).scopes_below;
        self.staging.mark(below);
        self.staging.enter(self.trie, begin.scope);
        self.value(begin.node, depth)?;
        if !guard.holds(self.staging, self.message) {
            self.staging.truncate(self.trie, begin.scope, before);
            self.staging.rewind(self.trie, below);
        }
        self.staging.unmark(below);
        Ok(())
    }
}

/// Whether an object's names were each met once.
#[derive(PartialEq)]
enum Names {
    Once,
    Repeated,
}

/// Whether a scope takes an object's members.
fn takes_members(each: &Each) -> bool {
    !matches!(each, Each::Range { .. })
}

/// Whether a scope takes the element at an index.
fn takes(each: &Each, index: usize) -> bool {
    match *each {
        Each::All | Each::Filter(_) => true,
        Each::Range { start, end, step } => {
            index >= start && end.is_none_or(|end| index < end) && (index - start).is_multiple_of(step)
        }
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
