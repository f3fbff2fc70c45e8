//! The commands, one file each: their arguments and what they do, in order.

pub mod bench;
pub mod build;
pub mod demo;
pub mod extract;
pub mod fuzz;
pub mod lint;
pub mod package;
pub mod test;
