//! `cargo xtask check`: what a reviewer should not have to look for.

mod dependencies;
mod leptos;
mod paths;

use crate::{process, progress::step, setup::Rust};
use anyhow::Result;

/// Runs every check and stops at the first that fails.
pub fn check() -> Result<()> {
    let rust = Rust::set_up()?;
    rust.set_up_lints()?;
    step("formatting", || process::run(rust.cargo().args(["fmt", "--all", "--check"])))?;
    step("dependency rules", || dependencies::check(&rust))?;
    step("Leptos settings", || leptos::check(&rust))?;
    step("no paths of one machine", paths::check)?;
    step("clippy, server side", || {
        process::run(rust.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    })?;
    step("clippy, browser side", || {
        process::run(rust.wasm_cargo(&["clippy"]).args(["--", "-D", "warnings"]))
    })?;
    step("documentation", || {
        process::run(
            rust.cargo()
                .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
                .env("RUSTDOCFLAGS", "-D warnings"),
        )
    })
}
