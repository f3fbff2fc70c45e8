//! What benchmarks give.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A measured value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Value {
    /// `group/what-unit`; stays the same from version to version.
    pub name: String,
    /// How many.
    pub value: f64,
    /// Of what.
    pub unit: Cow<'static, str>,
    /// Whether more is better.
    pub higher_is_better: bool,
}

impl Value {
    /// A value of which more is better.
    pub fn more(name: &str, value: f64, unit: &'static str) -> Self {
        Self { name: name.to_owned(), value, unit: unit.into(), higher_is_better: true }
    }

    /// A value of which less is better.
    pub fn less(name: &str, value: f64, unit: &'static str) -> Self {
        Self { name: name.to_owned(), value, unit: unit.into(), higher_is_better: false }
    }
}

/// What one benchmark has found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// The values, the important ones first.
    pub values: Vec<Value>,
    /// What must not be, whatever the values are.
    pub faults: Vec<String>,
    /// Drawings of them, as SVG, by their names.
    pub plots: Vec<(Cow<'static, str>, String)>,
}

impl Report {
    /// Values and nothing else.
    pub fn of(values: Vec<Value>) -> Self {
        Self { values, ..Self::default() }
    }
}
