//! The core of Tributary: many WebSocket streams in, typed columns out.
//!
//! The core is *sans-IO*: it holds no socket, no clock and no source of randomness. A driver feeds it what
//! happens and does what it asks for:
//!
//! ```text
//! loop {
//!     1. hand one event to the engine      subscribe | unsubscribe | reconnect | handle_open | handle_message |
//!                                          handle_close | handle_page | handle_timeout, …, each with `now`
//!     2. drain what it asks for            while let Some(output) = engine.poll_output() { … }
//!     3. sleep until the next deadline     engine.next_deadline(), or an event
//! }
//! ```
//!
//! The same code therefore runs in a browser's Worker, natively, and in tests on a virtual clock.
//!
//! | module | job |
//! |---|---|
//! | [`engine`] | what a driver sees: subscriptions, upstreams, outputs |
//! | [`connection`] | `tributary-connection`: the state machine of one WebSocket |
//! | [`path`] | `tributary-path`: JSONPath (RFC 9535), parsed by jsonpath-rust, kept in our own form |
//! | [`regex`] | its I-Regexp (RFC 9485), in linear time |
//! | [`json`] | a strict JSON reader (RFC 8259) that walks the bytes once |
//! | [`tape`] | a JSON text as a flat list of nodes |
//! | [`eval`] | paths and conditions on a tape, under a budget |
//! | [`extract`] | one pass over a message that stages the values of every stream |
//! | [`convert`] | staged JSON text → typed cells, times included |
//! | [`buffer`] | circular typed columns and their snapshots |

pub mod buffer;
pub mod convert;
pub mod engine;
pub mod eval;
pub mod extract;
pub mod json;
pub mod limits;
mod sort;
pub mod spec;
pub mod tape;

pub use engine::Engine;
pub use error::Error;
pub use time::Millis;
pub use tributary_connection::{self as connection, time};
pub use tributary_path::{self as path, error, regex};
