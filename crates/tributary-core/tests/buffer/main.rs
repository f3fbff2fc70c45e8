//! Buffers agree with the plainest things that could stand for them: vectors of rows.
#![allow(missing_docs, clippy::unwrap_used)]

mod append;
mod chunks;
mod latest;
mod memory;
mod model;
mod numbering;
mod ring;
mod rings;
mod rows;
#[path = "../support/mod.rs"]
mod support;
mod through_engine;
