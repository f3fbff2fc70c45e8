//! `cargo xtask bench`: what can be measured, one value a line.

mod browser_page;
mod connection;
mod extract;
mod size;

use anyhow::{Result, bail};
use serde_json::json;

use crate::workspace::Workspace;

/// What can be said after `bench`.
#[derive(clap::Args)]
pub struct Args {
    /// Measure only what is named: `size`, `connection`, `extract`, `extract-firefox`, or a part such as `size/wasm-brotli-kb`.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Print JSON, one object a line, for programs.
    #[arg(long)]
    json: bool,
}

/// A measured value.
pub struct Value {
    /// `group/what-unit`; stays the same from version to version.
    pub name: String,
    /// How many.
    pub value: f64,
    /// Of what.
    pub unit: &'static str,
    /// Whether more is better.
    pub higher_is_better: bool,
}

/// A group's name and how to measure it.
type Group = (&'static str, fn(&Workspace) -> Result<Vec<Value>>);

/// The benchmarks.
const GROUPS: [Group; 4] = [
    ("size", size::measure),
    ("connection", connection::measure),
    ("extract", extract::measure),
    ("extract-firefox", extract::measure_in_firefox),
];

/// Measures and prints.
///
/// # Errors
/// When something can't be measured, or there is nothing of a name.
pub fn run(workspace: &Workspace, args: &Args) -> Result<bool> {
    let mut values = Vec::new();
    for (group, measure) in GROUPS {
        if args.names.is_empty() || args.names.iter().any(|name| name.split('/').next() == Some(group)) {
            values.extend(measure(workspace)?);
        }
    }
    if !args.names.is_empty() {
        for name in &args.names {
            if !values.iter().any(|value| is_named(value, name)) {
                let known: Vec<&str> = GROUPS.iter().map(|(group, _)| *group).collect();
                bail!("there is no benchmark `{name}`; there are: {}", known.join(", "));
            }
        }
        values.retain(|value| args.names.iter().any(|name| is_named(value, name)));
    }
    for value in &values {
        print(value, args.json);
    }
    Ok(true)
}

/// Whether a value has this name or belongs to the group of this name.
fn is_named(value: &Value, name: &str) -> bool {
    value.name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn print(value: &Value, json: bool) {
    let Value { name, value, unit, higher_is_better } = value;
    if json {
        let (name, unit) = (json!(name), json!(unit));
        println!(r#"{{"name":{name},"value":{value},"unit":{unit},"higher_is_better":{higher_is_better}}}"#);
    } else {
        println!("{name:<52} {value:>12.2} {unit}");
    }
}
