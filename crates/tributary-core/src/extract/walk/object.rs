//! Objects: members by name, or all that a scope takes.

use super::expected::Names;
use super::names::{MemberNames, said};
use super::{Each, JsonError, NodeId, Walk};
use crate::extract::trie::{Node, Place};
use crate::json::{Found, Kind, Name, Reader, Span};

/// Whether an object's names were each met once, as far as anybody asks for them.
#[derive(PartialEq)]
enum Met {
    Once,
    Repeated,
}

impl Walk<'_> {
    pub(super) fn object(&mut self, id: NodeId, depth: usize) -> Result<Kind, JsonError> {
        self.check_depth(depth)?;
        let node = self.trie.node(id);
        let first = self.reader.position();
        self.staging.mark(&node.scopes_below);
        let met = if node.scopes.is_empty() {
            let mut names = self.staging.names.take(id);
            let met = self.members(id, &mut names, depth);
            self.staging.names.give_back(id, names);
            met?
        } else {
            self.all_members(id, depth)?
        };
        if met == Met::Repeated {
            self.reader.seek(first);
            self.members_once(id, depth)?;
        }
        self.staging.unmark(&node.scopes_below);
        Ok(Kind::Object)
    }

    /// Reads members until the object's end, or until a name comes again that somebody asks for.
    fn members(&mut self, id: NodeId, names: &mut Names, depth: usize) -> Result<Met, JsonError> {
        let object = self.staging.next_object();
        // As long as names are the expected ones, none of them comes again.
        let mut as_expected = names.are_distinct();
        // A copy, so that its position is a local: only those who are called need to know of it.
        let mut reader = self.reader.clone();
        for position in 0.. {
            let before = reader.position();
            let (child, place) = match names.eat(position, &mut reader) {
                Some(expected) if expected.has_value() => continue,
                Some(expected) if as_expected => (expected.child, expected.place),
                Some(expected) => {
                    if expected.child.is_some_and(|child| self.staging.is_repeated(child, object)) {
                        return Ok(Met::Repeated);
                    }
                    (expected.child, expected.place)
                }
                None => {
                    if reader.next_member(position)? {
                        break;
                    }
                    if as_expected {
                        as_expected = false;
                        names.children_before(position).for_each(|c| _ = self.staging.is_repeated(c, object));
                    }
                    let (child, place) = self.named(id, (before, position), &mut reader, names)?;
                    if child.is_some_and(|child| self.staging.is_repeated(child, object)) {
                        return Ok(Met::Repeated);
                    }
                    (child, place)
                }
            };
            match (child, reader.token()) {
                (None, token) => {
                    match names.at(position) {
                        Some(expected) if token == b'"' => expected.length = reader.string_like(expected.length)?,
                        _ => _ = reader.skip_value(depth + 1)?,
                    }
                    names.passed(position, reader.since(before), token);
                }
                // Most values that somebody asks for are neither arrays nor objects.
                (Some(_), token) if token != b'{' && token != b'[' => {
                    let start = reader.position();
                    let (kind, number) = reader.read_scalar(token)?;
                    self.stage(place, Found { span: Span { kind, start, end: reader.position() }, number });
                }
                (Some(child), _) => {
                    self.reader.seek(reader.position());
                    self.value(child, depth + 1)?;
                    reader.seek(self.reader.position());
                }
            }
        }
        self.reader.seek(reader.position());
        Ok(Met::Once)
    }

    /// Reads a name that was not expected: the child that asks for it, and where its value is staged. What stands before
    /// it begins at `before`; at its `position` among the object's names it is expected from now on.
    #[inline(never)]
    fn named<'a>(
        &self,
        id: NodeId,
        (before, position): (usize, usize),
        reader: &mut Reader<'a>,
        names: &mut Names,
    ) -> Result<(Option<NodeId>, Option<Place>), JsonError> {
        let name = reader.member_name()?;
        let child = child_named(self.trie.node(id), name);
        let place = child.and_then(|child| self.trie.node(child).place);
        reader.token();
        names.learn(position, reader.since(before), child, place);
        Ok((child, place))
    }

    /// As [`Self::members`], for an object all of whose members some scope takes.
    #[inline(never)]
    fn all_members(&mut self, id: NodeId, depth: usize) -> Result<Met, JsonError> {
        let node = self.trie.node(id);
        let mut met = MemberNames::default();
        for position in 0.. {
            if self.reader.next_member(position)? {
                break;
            }
            let name = self.reader.member_name()?;
            if !met.insert(name.raw, name.escaped) {
                return Ok(Met::Repeated);
            }
            let child = child_named(node, name);
            self.reader.token();
            self.child_value(child, &node.scopes, takes_members, depth + 1)?;
        }
        Ok(Met::Once)
    }

    /// Reads an object with repeated names as JSON.parse sees it: each name once, where it first stands, with its
    /// last value. Nothing of what was staged for the object stays.
    #[inline(never)]
    fn members_once(&mut self, id: NodeId, depth: usize) -> Result<(), JsonError> {
        let node = self.trie.node(id);
        let staging = &mut *self.staging;
        self.trie.places_of_scope_below(id, &mut |place| staging.set(place, None));
        staging.rewind(&node.scopes_below);
        let mut names = MemberNames::default();
        for position in 0.. {
            if self.reader.next_member(position)? {
                break;
            }
            let name = self.reader.member_name()?;
            self.reader.token();
            names.insert_at(name.raw, name.escaped, self.reader.position());
            self.pass_value(depth + 1)?;
        }
        let end = self.reader.position();
        for (name, start) in names.into_last_values() {
            self.reader.seek(start);
            let child = node.member_saying(&name);
            self.child_value(child, &node.scopes, takes_members, depth + 1)?;
        }
        self.reader.seek(end);
        Ok(())
    }
}

/// The child that asks for a name.
fn child_named(node: &Node, name: Name<'_>) -> Option<NodeId> {
    if name.escaped { node.member_saying(&said(name.raw, true)) } else { node.member(name) }
}

/// Whether a scope takes an object's members.
fn takes_members(each: &Each) -> bool {
    !matches!(each, Each::Range { .. })
}
