//! Arrays: elements by index, from the end, or all that a scope takes.

use std::collections::VecDeque;

use super::{Begin, Each, JsonError, NodeId, Walk};
use crate::extract::trie::ScopeId;
use crate::json::Kind;

impl Walk<'_> {
    pub(super) fn array(&mut self, id: NodeId, depth: usize) -> Result<Kind, JsonError> {
        self.check_depth(depth)?;
        self.reader.bump();
        let node = self.trie.node(id);
        if self.reader.eat(b']') {
            return Ok(Kind::Array);
        }
        match node.scopes.as_slice() {
            [] if node.from_end.is_empty() => self.elements(id, depth)?,
            [Begin { each: Each::All, guard: None, scope, node: child }] if node.is_only_scopes() => {
                self.all_elements(*scope, *child, depth)?;
            }
            _ => self.mixed_elements(id, depth)?,
        }
        Ok(Kind::Array)
    }

    /// Reads elements that are asked for by index, and passes over the rest of the array.
    fn elements(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let mut wanted = self.trie.node(id).elements.iter();
        let mut next = wanted.next();
        // A rest of one scalar, as behind the price in a pair, is passed over here.
        let mut passed = false;
        for index in 0.. {
            match next {
                Some(&(at, child)) if at == index => {
                    self.child(child, depth + 1)?;
                    next = wanted.next();
                }
                None if passed || matches!(self.reader.token(), b'[' | b'{') => {
                    return self.reader.skip_rest_of_array(depth);
                }
                _ => {
                    self.reader.skip_value(depth + 1)?;
                    passed = next.is_none();
                }
            }
            if self.reader.comma_or(b']')? {
                break;
            }
        }
        Ok(())
    }

    /// Reads all elements, each of which is a visit of a scope.
    fn all_elements(&mut self, scope: ScopeId, child: NodeId, depth: usize) -> Result<(), JsonError> {
        loop {
            self.staging.enter(scope);
            self.value(child, depth + 1)?;
            if self.reader.comma_or(b']')? {
                return Ok(());
            }
        }
    }

    /// Reads elements that are asked for in several ways.
    #[inline(never)]
    fn mixed_elements(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let node = self.trie.node(id);
        let mut wanted = node.elements.iter().peekable();
        let mut last = LastElements::new(node.from_end.last().map_or(0, |&(back, _)| back));
        for index in 0.. {
            self.reader.token();
            last.push(self.reader.position());
            let child = wanted.next_if(|&&(i, _)| i == index).map(|&(_, child)| child);
            self.child_value(child, &node.scopes, |each| takes(each, index), depth + 1)?;
            if self.reader.comma_or(b']')? {
                break;
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
        Ok(())
    }
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
    starts: VecDeque<usize>,
}

impl LastElements {
    fn new(keep: usize) -> Self {
        Self { keep, starts: VecDeque::new() }
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
