//! Documents, worlds and clocks for tests.
//!
//! For tests alone, and in `domain`, `usecases` and `store` for those under `tests/` alone: a unit test in their `src`
//! would meet its crate twice, as what is tested and as what stands below this one, and their types are not the same.
//!
//! Without the feature `store` there is nothing here but values of the domain.
#![allow(clippy::unwrap_used)] // a test that cannot have its fixture has failed

pub mod documents;
pub mod ids;

#[cfg(feature = "store")]
pub mod bank;
#[cfg(feature = "store")]
pub mod billers;
#[cfg(feature = "store")]
pub mod clocks;
#[cfg(feature = "store")]
pub mod databases;
#[cfg(feature = "store")]
pub mod inputs;
#[cfg(feature = "store")]
pub mod postgres;
#[cfg(feature = "store")]
pub mod works;
#[cfg(feature = "store")]
pub mod world;
