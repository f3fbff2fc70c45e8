//! JSON text → nodes.

use super::duplicates::NameSet;
use super::{Document, Node, NodeId, Subtrees, Tape, Text};
use crate::json::{JsonError, Kind, Reader, Reason};
use crate::limits;

impl Tape {
    /// Reads a document in place of what was there, and keeps these parts of it: its root.
    ///
    /// # Errors
    /// Where the text is not JSON or nests too deep.
    pub fn read(&mut self, text: &str, parts: &Subtrees) -> Result<NodeId, JsonError> {
        self.nodes.clear();
        self.duplicates.clear();
        let mut reader = Reader::new(text);
        self.value(&mut reader, text, 0, parts)?;
        reader.finish()?;
        if !self.duplicates.is_empty() {
            self.drop_duplicates();
        }
        Ok(Document::ROOT)
    }

    /// Reads a value; its node's name is set by whoever read the name.
    fn value(&mut self, reader: &mut Reader<'_>, text: &str, depth: usize, parts: &Subtrees) -> Result<(), JsonError> {
        let token = reader.token();
        let id = self.nodes.len();
        let start = reader.position() as u32;
        self.nodes.push(Node {
            kind: Kind::Null,
            name_escaped: false,
            start,
            end: start,
            size: 1,
            len: 0,
            name_start: 0,
            name_end: 0,
        });
        let (kind, len) = match (token, parts) {
            (b'{', Subtrees::Members(_) | Subtrees::Whole) => (Kind::Object, self.object(reader, text, depth, parts)?),
            (b'[', Subtrees::Whole) => (Kind::Array, self.array(reader, text, depth)?),
            (b'{' | b'[', _) => (reader.skip_container(token, depth)?, 0),
            _ => (reader.scalar(token)?, 0),
        };
        let size = (self.nodes.len() - id) as u32;
        let node = &mut self.nodes[id];
        (node.kind, node.len, node.size, node.end) = (kind, len, size, reader.position() as u32);
        Ok(())
    }

    fn array(&mut self, reader: &mut Reader<'_>, text: &str, depth: usize) -> Result<u32, JsonError> {
        enter(reader, depth)?;
        if reader.eat(b']') {
            return Ok(0);
        }
        let mut len = 0;
        loop {
            self.value(reader, text, depth + 1, &Subtrees::Whole)?;
            len += 1;
            if reader.comma_or(b']')? {
                return Ok(len);
            }
        }
    }

    fn object(
        &mut self,
        reader: &mut Reader<'_>,
        text: &str,
        depth: usize,
        parts: &Subtrees,
    ) -> Result<u32, JsonError> {
        let first = self.nodes.len();
        enter(reader, depth)?;
        if reader.eat(b'}') {
            return Ok(0);
        }
        let (mut len, mut names) = (0, NameSet::default());
        loop {
            reader.token();
            let name_start = reader.position() + 1;
            let name = reader.member_name()?;
            let name_end = name_start + name.raw.len();
            match parts.of(Text { raw: &text[name_start..name_end], escaped: name.escaped }) {
                Some(parts) => {
                    names.add(name.raw, name.escaped);
                    let id = self.nodes.len();
                    self.value(reader, text, depth + 1, parts)?;
                    let node = &mut self.nodes[id];
                    (node.name_start, node.name_end, node.name_escaped) =
                        (name_start as u32, name_end as u32, name.escaped);
                    len += 1;
                }
                None => _ = reader.skip_value(depth + 1)?,
            }
            if reader.comma_or(b'}')? {
                break;
            }
        }
        if names.may_repeat() {
            self.find_duplicates(first, len, text);
        }
        Ok(len)
    }
}

fn enter(reader: &mut Reader<'_>, depth: usize) -> Result<(), JsonError> {
    if depth >= limits::NESTING {
        return Err(reader.error(Reason::Nesting));
    }
    reader.bump();
    Ok(())
}
