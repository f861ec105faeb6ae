//! What is read from files of every format, and what is refused.
#![allow(clippy::unwrap_used)]

mod reads;
mod support;
