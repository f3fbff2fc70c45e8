//! Pages that live for days, on a virtual clock: crowds, faults, churn and outages.
#![allow(missing_docs, clippy::unwrap_used)]

mod churn;
mod gaps;
mod herd;
mod sleep;
#[path = "../support/mod.rs"]
mod support;
mod week;
