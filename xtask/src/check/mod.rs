//! `cargo xtask check`: what a reviewer should not have to check.

mod dependencies;
mod leptos;
mod paths;
mod variants;

use crate::{build, process, progress, setup::Rust};
use anyhow::{Result, bail};

/// Runs every check, also after one has failed: the author wants to see all results.
pub fn check() -> Result<()> {
    let rust = Rust::set_up()?;
    rust.set_up_lints()?;
    let mut failed = Vec::new();
    let mut step = |name: &'static str, work: &dyn Fn() -> Result<()>| {
        if let Err(error) = progress::step(name, work) {
            eprintln!("error: {error:#}");
            failed.push(name);
        }
    };
    step("formatting", &|| process::run(rust.cargo().args(["fmt", "--all", "--check"])));
    step("dependency rules", &|| dependencies::check(&rust));
    step("Leptos settings", &|| leptos::check(&rust));
    step("no paths of one machine", &paths::check);
    step("lists of all variants", &variants::check);
    step("clippy, server side", &|| {
        process::run(rust.cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--keep-going",
            "--",
            "-D",
            "warnings",
        ]))
    });
    step("clippy, browser side", &|| {
        for package in build::browser_packages() {
            process::run(rust.wasm_cargo(package, &["clippy"], &[]).args(["--", "-D", "warnings"]))?;
        }
        Ok(())
    });
    step("documentation", &|| {
        let mut cargo = rust.cargo();
        cargo.args(["doc", "--workspace", "--no-deps", "--keep-going", "--document-private-items"]);
        // These pages are for people who work on the code: they show and link what is private.
        process::run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links"))
    });
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}
