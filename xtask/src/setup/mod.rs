//! What a machine needs before anything can be built or tested. Each part looks for what exists, installs what is
//! missing, and says exactly what to install if it cannot.

mod debian;
mod node;
mod programs;
mod rust;
mod toolchain;
mod wasm_std;

pub use node::{Npm, Packages};
pub use programs::{chromium, postgres_programs};
pub use rust::{Rust, WASM};
