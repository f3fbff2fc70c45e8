//! What is taken from a document: queries whose paths an oracle of a few lines follows too.

use fastrand::Rng;
use serde_json::{Value as Json, json};
use tributary_core::limits;
use tributary_core::spec::{BufferSpec, ConnectionSpec, FieldRole, FieldSpec, FieldType, StreamSpec, SubscriptionSpec};

use crate::words::NAMES;

/// A step of a path.
#[derive(Clone, Copy)]
enum Step {
    Name(&'static str),
    Index(i32),
    Each,
    Descendants,
}

/// How the core is made to find values: both ways must find the same. Each has a connection of its own, since one
/// query that needs a tape has all messages of its connection read twice.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// In one pass over the text.
    Direct,
    /// On a tape. Two equal selectors in brackets have to be evaluated there; a field takes the first value.
    Taped,
}

struct Field {
    root: char,
    path: Vec<Step>,
    kind: FieldType,
}

/// Rows and fields.
pub struct Query {
    rows: Vec<Step>,
    fields: Vec<Field>,
    way: Way,
}

/// The queries of a batch. The first one gives a row for every document that is accepted.
pub fn random(rng: &mut Rng) -> Vec<Query> {
    let types = [FieldType::Json, FieldType::Number, FieldType::String, FieldType::Boolean];
    let every_type = |root| types.map(|kind| Field { root, path: Vec::new(), kind }).into();
    let mut queries = vec![
        Query { rows: Vec::new(), fields: every_type('$'), way: Way::Direct },
        Query { rows: vec![Step::Descendants], fields: every_type('@'), way: Way::Taped },
    ];
    // Of several values, a JSON field makes an array.
    for (way, types) in [(Way::Direct, &types[..]), (Way::Taped, &types[1..])] {
        for rows in [Vec::new(), rows(rng)] {
            let root = if rows.is_empty() { '$' } else { '@' };
            let mut field = |root| Field { root, path: path(rng), kind: types[rng.usize(..types.len())] };
            queries.push(Query { rows, fields: vec![field(root), field(root), field('$')], way });
        }
    }
    queries
}

fn rows(rng: &mut Rng) -> Vec<Step> {
    let before = if rng.bool() { Vec::new() } else { path(rng) };
    let after = if rng.bool() { Vec::new() } else { path(rng) };
    [before, vec![Step::Each], after].concat()
}

fn path(rng: &mut Rng) -> Vec<Step> {
    let step = |rng: &mut Rng| match rng.u8(..6) {
        0 | 1 => Step::Index(rng.i32(-2..3)),
        2 => Step::Name(NAMES[rng.usize(..NAMES.len())]),
        _ => Step::Name(NAMES[rng.usize(..2)]),
    };
    (0..rng.usize(1..=3)).map(|_| step(rng)).collect()
}

impl Query {
    /// What the core is asked.
    pub fn spec(&self) -> SubscriptionSpec {
        let field = |field: &Field| FieldSpec {
            path: text(field.root, &field.path, self.way),
            name: None,
            kind: field.kind,
            role: FieldRole::Value,
            time_format: None,
            nanoseconds_path: None,
        };
        SubscriptionSpec {
            connection: ConnectionSpec {
                scope: format!("{:?}", self.way),
                url: "ws://documents/".to_owned(),
                protocols: Vec::new(),
                linger_ms: 0,
                reconnect: Default::default(),
                handshake: vec![],
            },
            stream: StreamSpec {
                subscribe: None,
                unsubscribe: None,
                filter: None,
                rows: Some(text('$', &self.rows, Way::Direct)),
                fields: self.fields.iter().map(field).collect(),
                buffer: BufferSpec::Append { rows: limits::BUFFER_ROWS, age_seconds: None },
                sort_window_ms: None,
                linger_ms: 0,
            },
            view: None,
        }
    }

    /// What the oracle is asked: a name is a string, an index a number, `*` null and `..*` true.
    pub fn for_oracle(&self) -> Json {
        let steps = |path: &[Step]| -> Json {
            let step = |step: &Step| match *step {
                Step::Name(name) => json!(name),
                Step::Index(index) => json!(index),
                Step::Each => Json::Null,
                Step::Descendants => json!(true),
            };
            path.iter().map(step).collect()
        };
        let field = |field: &Field| {
            let kind = format!("{:?}", field.kind).to_lowercase();
            json!({ "fromMessage": field.root == '$', "path": steps(&field.path), "type": kind })
        };
        json!({ "rows": steps(&self.rows), "fields": self.fields.iter().map(field).collect::<Json>() })
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let spec = self.spec().stream;
        let fields: Vec<_> = spec.fields.iter().map(|field| format!("{} as {:?}", field.path, field.kind)).collect();
        write!(f, "rows {}, fields {}", spec.rows.unwrap_or_default(), fields.join(", "))
    }
}

fn text(root: char, path: &[Step], way: Way) -> String {
    let step = |step: &Step| {
        let selector = match step {
            Step::Name(name) => Json::from(*name).to_string(),
            Step::Index(index) => index.to_string(),
            Step::Each => return "[*]".to_owned(),
            Step::Descendants => return "..*".to_owned(),
        };
        if way == Way::Taped { format!("[{selector},{selector}]") } else { format!("[{selector}]") }
    };
    path.iter().map(step).fold(root.to_string(), |text, step| text + &step)
}
