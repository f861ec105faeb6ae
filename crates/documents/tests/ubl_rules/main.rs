//! One broken variant of a good file for each rule: the rule's id, the place, and both figures.
#![allow(clippy::unwrap_used)]

mod case;
mod document;
mod lines;
mod rates;
#[path = "../support/mod.rs"]
mod support;
mod totals;
mod vat;
