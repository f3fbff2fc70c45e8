//! A real WebSocket server for Tributary's tests and demo: sample feeds, static files and a stand-in for
//! Grafana's data source proxy. It listens on 127.0.0.1 only.
//!
//! The contract (routes, parameters, answers) is in `ARCHITECTURE.md`, section "The feed server".
//!
//! ```no_run
//! # async fn run() -> Result<(), tributary_feed::StartError> {
//! let feed = tributary_feed::start(tributary_feed::Config::default()).await?;
//! println!("ws://{}/ticker?rate=100", feed.address());
//! feed.shutdown().await;
//! # Ok(()) }
//! ```
//!
//! Inside, one file has one job: [`feeds`] are pure generators; `socket` decides which session a WebSocket request
//! gets and runs it, with the `faults` and `manners` that were asked for; `connections` knows every open socket and
//! can cut them all; `proxy` and `datasources` are the stand-in; `router` ties them to paths.

mod access;
mod api;
mod clock;
mod connections;
mod datasources;
mod faults;
pub mod feeds;
mod manners;
mod order;
mod parameters;
mod proxy;
mod recent;
mod reply;
mod router;
mod seen;
mod server;
mod socket;
mod statics;
mod upgrade;

pub use server::{Config, Feed, StartError, start};
pub use statics::Mount;
