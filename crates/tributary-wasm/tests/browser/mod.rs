//! What the engine does in a browser, whichever thread it runs on.

mod columns;
mod connection;
mod errors;
mod inbox;
mod support;
