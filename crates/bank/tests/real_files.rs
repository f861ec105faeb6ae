//! Files that banks and other projects wrote, with the readings that are expected of them.
#![allow(clippy::unwrap_used)]

mod real;
mod support;
