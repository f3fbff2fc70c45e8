//! JSON text → nodes.

use super::duplicates::NameSet;
use super::{Node, NodeId, Tape};
use crate::json::{JsonError, Kind, Reader, Reason};
use crate::limits;

impl Tape {
    /// Reads a whole document in place of what was there: its root.
    ///
    /// # Errors
    /// Where the text is not JSON or nests too deep.
    pub fn read(&mut self, text: &str) -> Result<NodeId, JsonError> {
        self.clear();
        let mut reader = Reader::new(text);
        let root = self.append(&mut reader, text, 0)?;
        reader.finish()?;
        Ok(root)
    }

    /// Reads the next value of `text`, which is `depth` containers deep already, and adds it to what is there.
    ///
    /// # Errors
    /// Where it is not JSON or nests too deep; the tape must then be cleared.
    pub fn append(&mut self, reader: &mut Reader<'_>, text: &str, depth: usize) -> Result<NodeId, JsonError> {
        let root = self.nodes.len();
        self.duplicates.clear();
        self.value(reader, text, depth)?;
        if !self.duplicates.is_empty() {
            self.drop_duplicates(root);
        }
        Ok(NodeId(root as u32))
    }

    /// Reads a value; its node's name is set by whoever read the name.
    fn value(&mut self, reader: &mut Reader<'_>, text: &str, depth: usize) -> Result<(), JsonError> {
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
        let (kind, len) = match token {
            b'{' => (Kind::Object, self.object(reader, text, depth)?),
            b'[' => (Kind::Array, self.array(reader, text, depth)?),
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
            self.value(reader, text, depth + 1)?;
            len += 1;
            if reader.comma_or(b']')? {
                return Ok(len);
            }
        }
    }

    fn object(&mut self, reader: &mut Reader<'_>, text: &str, depth: usize) -> Result<u32, JsonError> {
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
            names.add(name.raw, name.escaped);
            let name_end = name_start + name.raw.len();
            let id = self.nodes.len();
            self.value(reader, text, depth + 1)?;
            let node = &mut self.nodes[id];
            (node.name_start, node.name_end, node.name_escaped) = (name_start as u32, name_end as u32, name.escaped);
            len += 1;
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
