//! What can be done with Billow: each use case authorises, loads, decides and saves, one file each.
//!
//! This crate owns the ports: [`Store`] and [`Transaction`] are what the use cases need of a database.

mod error;
mod ports;

pub use error::{FieldProblem, StoreError, UseCaseError};
pub use ports::*;
