//! `cargo xtask extract CASE.json…`: worked extraction cases, natively, through the core that ships.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args as ClapArgs;
use serde_json::{Map, Value, json};
use tributary_core::convert::Cell;
use tributary_core::engine::{Output, Payload, Ready};
use tributary_core::spec::{Json, SubscriptionSpec};
use tributary_core::{Engine, Millis};

/// Times are compared within this. Milliseconds: what a double keeps of nanoseconds.
const TIME_TOLERANCE_MS: f64 = 0.001;

/// What to run.
#[derive(ClapArgs)]
pub struct Args {
    /// Case files, as in tests/fixtures/messages.
    #[arg(required = true, value_name = "CASE.json")]
    files: Vec<PathBuf>,
}

/// Runs each case and prints `NAME: ok` or the first difference; `false` unless all are ok.
pub fn run(args: &Args) -> Result<bool> {
    let mut all_ok = true;
    for file in &args.files {
        let case = Case::read(file)?;
        match case.run() {
            Ok(()) => println!("{}: ok", case.name),
            Err(difference) => {
                all_ok = false;
                println!("{}: {difference:#}", case.name);
            }
        }
    }
    Ok(all_ok)
}

/// A case: messages, a query, and the columns that must come out.
struct Case {
    name: String,
    messages: Vec<String>,
    query: Map<String, Value>,
    columns: Map<String, Value>,
}

impl Case {
    fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let case: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
        let shape = || format!("{} is no case: see tests/fixtures/README.md", file.display());
        let messages = case["messages"].as_array().with_context(shape)?;
        Ok(Self {
            name: case["name"].as_str().with_context(shape)?.to_owned(),
            messages: messages
                .iter()
                .map(|m| m.as_str().map(str::to_owned).with_context(shape))
                .collect::<Result<_>>()?,
            query: case["query"].as_object().with_context(shape)?.clone(),
            columns: case["columns"].as_object().with_context(shape)?.clone(),
        })
    }

    fn run(&self) -> Result<()> {
        let columns = self.extract()?;
        for (name, expected) in &self.columns {
            let (_, cells) = columns.iter().find(|(n, _)| n == name).with_context(|| format!("no column “{name}”"))?;
            let expected = expected.as_array().context("a column must be an array")?;
            if cells.len() != expected.len() {
                bail!("column “{name}” has {} rows, not {}", cells.len(), expected.len());
            }
            for (row, (got, want)) in cells.iter().zip(expected).enumerate() {
                if !same(got, want) {
                    bail!("column “{name}”, row {row}: {got}, not {want}");
                }
            }
        }
        Ok(())
    }

    /// Subscribes, opens the socket, feeds the messages, and reads the buffer.
    fn extract(&self) -> Result<Vec<(String, Vec<Value>)>> {
        let now = Millis(1_721_980_800_000);
        let mut engine = Engine::new(0);
        engine.subscribe(1, &self.spec()?, now)?;
        let mut stream = None;
        let mut socket = None;
        while let Some(output) = engine.poll_output() {
            match output {
                Output::Ready(Ready { stream: s, .. }) => stream = Some(s),
                Output::Open { socket: s, .. } => socket = Some(s),
                _ => {}
            }
        }
        let (stream, socket) = stream.zip(socket).context("the engine did not dial")?;
        engine.handle_open(socket, "", now);
        for message in &self.messages {
            engine.handle_message(socket, Payload::Text(message), now);
        }
        let snapshot = engine.snapshot(stream, now).context("the stream has ended")?;
        let column = |c: &tributary_core::engine::SnapshotColumn<'_>| {
            (c.name.to_owned(), c.cells(snapshot.length).into_iter().map(value).collect())
        };
        Ok(snapshot.columns.iter().map(column).collect())
    }

    fn spec(&self) -> Result<SubscriptionSpec> {
        let mut stream = self.query.clone();
        stream.insert("lingerMs".to_owned(), json!(0));
        stream.entry("buffer").or_insert_with(|| json!({ "kind": "append", "rows": 1_000_000 }));
        let connection = json!({ "scope": self.name, "url": "ws://case", "protocols": [], "lingerMs": 0 });
        let spec = json!({ "connection": connection, "stream": stream });
        Ok(SubscriptionSpec::read(json_of(&spec))?)
    }
}

/// As the spec's data model has it.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(bit) => Json::Boolean(*bit),
        Value::Number(number) => Json::Number(number.as_f64().unwrap_or(f64::NAN), number.to_string()),
        Value::String(text) => Json::Text(text.clone()),
        Value::Array(items) => Json::List(items.iter().map(json_of).collect()),
        Value::Object(members) => Json::Object(members.iter().map(|(n, v)| (n.clone(), json_of(v))).collect()),
    }
}

fn value(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Number(number) => json!(number),
        Cell::Boolean(bit) => json!(bit),
        Cell::Text(text) => json!(text),
    }
}

fn same(got: &Value, want: &Value) -> bool {
    match (got.as_f64(), want.as_f64()) {
        (Some(got), Some(want)) => (got - want).abs() <= TIME_TOLERANCE_MS,
        _ => got == want,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_is_ok() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/messages");
        let mut count = 0;
        for file in fs::read_dir(folder).unwrap() {
            let case = Case::read(&file.unwrap().path()).unwrap();
            count += 1;
            case.run().unwrap_or_else(|e| panic!("{}: {e:#}", case.name));
        }
        assert_eq!(count, 9);
    }

    #[test]
    fn a_difference_names_the_column_and_the_row() {
        let case = Case {
            name: "difference".to_owned(),
            messages: vec![r#"{"v":1}"#.to_owned(), r#"{"v":2}"#.to_owned()],
            query: serde_json::from_value(json!({ "fields": [{ "path": "$.v" }] })).unwrap(),
            columns: serde_json::from_value(json!({ "v": [1, 3] })).unwrap(),
        };
        assert_eq!(case.run().unwrap_err().to_string(), "column “v”, row 1: 2.0, not 3");
    }
}
