//! The life of a connection, through its own interface, on a virtual clock.
#![allow(missing_docs, clippy::unwrap_used)]

mod clock;
mod closing;
mod handshake;
mod outbox;
mod rules;
mod silence;
mod sleep;
mod support;
mod topics;
mod urging;
