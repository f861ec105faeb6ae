//! Documents, worlds and clocks for tests.
//!
//! For tests alone. In `domain`, `usecases` and `store` only tests under `tests/` can use it: a unit test in their
//! `src` would see its crate twice, once as the crate under test and once as a dependency of this one, with types that
//! are not the same.
//!
//! Without the feature `store` there are only values of the domain here.
#![allow(clippy::unwrap_used)] // a test that cannot have its fixture has failed

pub mod documents;
pub mod events;
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
