//! What the engine does in a browser, whichever thread it runs on.

mod columns;
mod connection;
mod errors;
mod handshake;
mod inbox;
mod leftovers;
mod support;
