//! From sources to one binary: the browser's side first, because the server's binary contains it.

mod asset;
mod browser;
mod site;
mod style;

use crate::{
    process, progress,
    setup::{Npm, Packages, Rust},
    workspace,
};
use anyhow::Result;
use std::path::PathBuf;

/// `cargo xtask build`.
pub fn build(release: bool) -> Result<()> {
    let rust = Rust::set_up()?;
    let packages = Packages::set_up(Npm::Optional)?;
    let binary = everything(&rust, packages.as_ref(), release)?;
    eprintln!("built {}", binary.display());
    Ok(())
}

/// Builds both sides and returns the server's binary.
pub fn everything(rust: &Rust, packages: Option<&Packages>, release: bool) -> Result<PathBuf> {
    let loaded = browser::build(rust, packages)?;
    progress::step("style and public files", || site::write(loaded, packages))?;
    server(rust, release)
}

fn server(rust: &Rust, release: bool) -> Result<PathBuf> {
    progress::step("server", || binary(rust, "billow", release))
}

/// Builds the program that measures, optimised.
pub fn benchmarks(rust: &Rust) -> Result<PathBuf> {
    progress::step("benchmarks", || binary(rust, "bench", true))
}

fn binary(rust: &Rust, name: &str, release: bool) -> Result<PathBuf> {
    // The whole workspace, although one binary is built: its dependencies then have the features that the tests use too,
    // and are compiled once for both.
    let mut cargo = rust.cargo();
    cargo.args(["build", "--workspace", "--bin", name]);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(workspace::target().join(if release { "release" } else { "debug" }).join(name))
}
