//! One WebSocket connection that lives for days, as a *sans-IO* state machine: it holds no socket, no clock and no
//! source of randomness. [`Connection`] is told what happens, each time with the time, and asks for [`Action`]s.
//!
//! | module | job |
//! |---|---|
//! | [`connection`] | the state machine: dial, open, talk, lose, come back |
//! | [`state`] | where a connection stands, and what it asks for |
//! | [`backoff`] | how long to wait before the next attempt |
//! | [`close`] | what close codes mean, and whether to come back |
//! | [`silence`] | whether a quiet server is still there |
//! | [`script`] | what is said before, and beside, the streams' own messages: the handshake |
//! | [`template`] | texts to send, with values of messages in them |
//! | [`topics`] | what streams ask the server for |
//! | [`spec`] | what a connection is made from |
//! | [`timers`], [`time`] | deadlines as data |
//!
//! It is a crate of its own since all of it is compiled to be small: what it does, it does once per connection, or once
//! per message of its own.

pub mod backoff;
pub mod close;
pub mod connection;
mod outbox;
pub mod script;
pub mod silence;
pub mod spec;
pub mod state;
pub mod template;
pub mod time;
pub mod timers;
pub mod topics;

pub use connection::{Connection, Taking};
pub use state::{Action, SocketId, State, Status};
pub use time::Millis;
