//! Documents that go through one engine, and their answers to the oracle in one call.

use std::sync::Mutex;

use tributary_core::convert::Cell;
use tributary_core::engine::{Output, Payload, Ready, StreamRef};
use tributary_core::{Engine, Millis};
use wasm_bindgen::prelude::*;

use crate::queries::Query;

#[wasm_bindgen(module = "/tests/differential/oracle.js")]
extern "C" {
    fn compare(
        bytes: &[u8],
        ends: &[u32],
        queries: &str,
        counts: &[u32],
        kinds: &[u8],
        numbers: &[f64],
        texts: &[u8],
    ) -> Option<String>;
}

/// Documents, and whether each comes in a text frame if it can.
#[derive(Default)]
pub struct Batch {
    documents: Vec<(Vec<u8>, bool)>,
}

/// What was found alike.
pub struct Compared {
    pub accepted: usize,
    pub values: usize,
}

/// Where the core and `JSON.parse` part.
pub struct Difference {
    document: usize,
    query: usize,
    what: String,
}

/// The rows of a query: the document of each, and its cells.
type Rows = std::iter::Peekable<std::vec::IntoIter<(usize, Vec<Answer>)>>;

enum Answer {
    Null,
    Number(f64),
    Boolean(bool),
    Text(String),
}

impl Batch {
    pub fn add(&mut self, document: Vec<u8>, rather_as_text: bool) {
        self.documents.push((document, rather_as_text));
    }

    /// Asks the core and the oracle.
    pub fn compare(&self, queries: &[Query]) -> Result<Compared, Difference> {
        let mut rows = self.rows(queries);
        let accepted = rows[0].len();
        let (mut counts, mut kinds, mut numbers, mut texts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut put = |answer| {
            let (kind, number) = match answer {
                Answer::Null => (0, 0.0),
                Answer::Number(number) => (1, number),
                Answer::Boolean(bit) => (2, f64::from(u8::from(bit))),
                Answer::Text(text) => {
                    texts.extend_from_slice(text.as_bytes());
                    (3, text.len() as f64)
                }
            };
            kinds.push(kind);
            numbers.push(number);
        };
        for document in 0..self.documents.len() {
            for rows in &mut rows {
                let mut count = 0;
                while let Some((_, row)) = rows.next_if(|(of, _)| *of == document) {
                    count += 1;
                    row.into_iter().for_each(&mut put);
                }
                counts.push(count);
            }
        }
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for (document, _) in &self.documents {
            bytes.extend_from_slice(document);
            ends.push(bytes.len() as u32);
        }
        let asked = serde_json::Value::from_iter(queries.iter().map(Query::for_oracle)).to_string();
        match compare(&bytes, &ends, &asked, &counts, &kinds, &numbers, &texts) {
            None => Ok(Compared { accepted, values: kinds.len() }),
            Some(difference) => {
                let [document, query, what] = difference.splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
                Err(Difference {
                    document: document.parse().unwrap(),
                    query: query.parse().unwrap(),
                    what: what.to_owned(),
                })
            }
        }
    }

    /// Each query's rows in the core. A document's index is the time at which it comes, and so its rows' time.
    fn rows(&self, queries: &[Query]) -> Vec<Rows> {
        let mut engine = Engine::new(0);
        for (id, query) in (0..).zip(queries) {
            engine.subscribe(id, &query.spec(), Millis(0)).unwrap_or_else(|e| panic!("{e}: {}", query.for_oracle()));
        }
        let (mut streams, mut sockets) = (Vec::new(), Vec::new());
        while let Some(output) = engine.poll_output() {
            match output {
                Output::Ready(Ready { stream, .. }) => streams.push(stream),
                Output::Open { socket, .. } => sockets.push(socket),
                _ => {}
            }
        }
        for &socket in &sockets {
            engine.handle_open(socket, "", Millis(0));
        }
        for (at, (document, rather_as_text)) in (0..).zip(&self.documents) {
            CURRENT.lock().unwrap().clone_from(document);
            let payload = match std::str::from_utf8(document) {
                Ok(text) if *rather_as_text => Payload::Text(text),
                _ => Payload::Binary(document),
            };
            for &socket in &sockets {
                engine.handle_message(socket, payload, Millis(at));
            }
        }
        CURRENT.lock().unwrap().clear();
        streams.into_iter().map(|stream| self.rows_of(&mut engine, stream)).collect()
    }

    fn rows_of(&self, engine: &mut Engine, stream: StreamRef) -> Rows {
        let snapshot = engine.snapshot(stream, Millis(self.documents.len() as u64)).unwrap();
        assert_eq!((snapshot.stats.messages, snapshot.stats.dropped), (self.documents.len() as u64, 0));
        let mut columns: Vec<_> = snapshot.columns.iter().map(|c| c.cells(snapshot.length).into_iter()).collect();
        let row = |_| {
            let mut cells = columns.iter_mut().map(|cells| match cells.next().unwrap() {
                Cell::Null => Answer::Null,
                Cell::Number(number) => Answer::Number(number),
                Cell::Boolean(bit) => Answer::Boolean(bit),
                Cell::Text(text) => Answer::Text(text.into_owned()),
            });
            let Some(Answer::Number(time)) = cells.next() else { panic!("a row without its time") };
            (time as usize, cells.collect())
        };
        (0..snapshot.length).map(row).collect::<Vec<_>>().into_iter().peekable()
    }

    /// For whoever has to find out why: the document, and the smallest part of it that still differs.
    pub fn explain(&self, difference: &Difference, queries: &[Query]) -> String {
        let (document, rather_as_text) = &self.documents[difference.document];
        let query = std::slice::from_ref(&queries[difference.query]);
        let told = |what: &str, document: &[u8], difference: &Difference| {
            let document = document.escape_ascii();
            format!("{what} b\"{document}\"\n{} of it:\n{}\n", query[0], difference.what)
        };
        let differs = |part: &[u8]| Self { documents: vec![(part.to_vec(), *rather_as_text)] }.compare(query).err();
        let small = shrunk(document.clone(), |part| differs(part).is_some());
        told("The document is", document, difference)
            + &match differs(&small) {
                Some(difference) => told("The smallest one is", &small, &difference),
                None => {
                    let before = difference.document.checked_sub(1).map_or(&[][..], |at| &self.documents[at].0);
                    format!("Alone it is read as by JSON.parse; before it came b\"{}\"\n", before.escape_ascii())
                }
            }
    }
}

/// Leaves out what can be left out: halves, quarters and so on, then any few bytes.
fn shrunk(mut document: Vec<u8>, differs: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut size = document.len();
    while size > 0 {
        let mut at = 0;
        while at < document.len() {
            let end = (at + size).min(document.len());
            let rest = [&document[..at], &document[end..]].concat();
            if differs(&rest) {
                document = rest;
            } else {
                at += if size > 8 { size } else { 1 };
            }
        }
        size = if size > 8 { size / 2 } else { size - 1 };
    }
    document
}

/// What the core is reading, for when it panics.
static CURRENT: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Has a panic in the core say which document it is about.
pub fn name_document_in_panics(seed: u64) {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(document) = CURRENT.try_lock()
            && !document.is_empty()
        {
            crate::say(&format!("panic while reading b\"{}\", seed {seed}", document.escape_ascii()));
        }
        hook(info);
    }));
}
