//! Tributary's engine in a browser: sockets and one timer around the sans-IO core.
//!
//! It runs the same in a dedicated Worker and on a page's main thread. What crosses to JavaScript is plain
//! objects and ArrayBuffers, in the shape that ARCHITECTURE.md calls the engine protocol.
//!
//! | module | job |
//! |---|---|
//! | `engine` | the class that JavaScript sees |
//! | `driver` | hands events to the core, drains what it asks for, does it |
//! | [`outside`] | the world around: every way into the engine, guarded |
//! | `socket` | one WebSocket: owns its closures; dropping it closes it |
//! | [`inbox`] | frames on their way in: the buffer that they are copied into |
//! | `timer` | the single `setTimeout` |
//! | `powers` | puts a table back that JavaScript computes |
//! | `protocol` | events as JavaScript objects |
//! | `columns` | a snapshot's columns as ArrayBuffers |
//! | `series` | a snapshot's label sets |

mod columns;
mod driver;
mod engine;
pub mod inbox;
mod json;
pub mod outside;
mod powers;
mod protocol;
mod series;
mod socket;
mod timer;

pub use engine::Engine;
