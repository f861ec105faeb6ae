//! What a machine needs before anything can be built or tested. Each part looks for what is there, installs what is not,
//! and says exactly what is missing where it cannot.

mod debian;
mod node;
mod programs;
mod rust;
mod toolchain;
mod wasm_std;

pub use node::{Npm, Packages};
pub use programs::{chromium, postgres_programs};
pub use rust::{Rust, WASM};
