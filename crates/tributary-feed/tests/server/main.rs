//! The server's behaviour, seen by real clients over TCP.

// Helpers of tests are not in functions marked as tests, which is all that clippy.toml exempts.
#![allow(clippy::unwrap_used)]

mod api;
mod blast;
mod faults;
mod feeds;
mod program;
mod proxy;
mod refusals;
mod restart;
mod session;
mod statics;
mod support;
