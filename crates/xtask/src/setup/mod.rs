//! What the commands need, one file a tool. Every part is idempotent, quick when there is nothing to do, needs no
//! hand, and when it can't help says what a person has to do.

pub mod browsers;
pub mod cargo_deny;
pub mod cargo_fuzz;
mod debian;
pub mod geckodriver;
mod installed;
pub mod node;
pub mod rust;
pub mod wasm_tools;
