//! From sources to one binary. The browser's side comes first, because the server's binary contains it.

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

pub use browser::packages as browser_packages;

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
    browser_side(rust, packages)?;
    server(rust, release)
}

/// Builds both sides and every test, and returns the server's binary.
///
/// cargo builds the binary for the server's tests, with the features that tests add to its dependencies. Building it
/// without them as well would compile half of the dependencies twice.
pub fn everything_with_tests(rust: &Rust, packages: Option<&Packages>) -> Result<PathBuf> {
    browser_side(rust, packages)?;
    progress::step("server and tests", || {
        process::run(rust.cargo().args(["test", "--workspace", "--no-run"]))
    })?;
    Ok(placed("billow", false))
}

fn browser_side(rust: &Rust, packages: Option<&Packages>) -> Result<()> {
    let loaded = browser::build(rust, packages)?;
    progress::step("style and public files", || site::write(loaded, packages))
}

fn server(rust: &Rust, release: bool) -> Result<PathBuf> {
    progress::step("server", || binary(rust, "billow", release))
}

/// Builds the program that measures, optimised.
pub fn benchmarks(rust: &Rust) -> Result<PathBuf> {
    progress::step("benchmarks", || binary(rust, "bench", true))
}

fn binary(rust: &Rust, name: &str, release: bool) -> Result<PathBuf> {
    // The whole workspace, although one binary is built: `billow` and `bench` then share their dependencies' features.
    let mut cargo = rust.cargo();
    cargo.args(["build", "--workspace", "--bin", name]);
    if release {
        cargo.arg("--release");
    }
    process::run(&mut cargo)?;
    Ok(placed(name, release))
}

/// Where cargo leaves a program.
fn placed(name: &str, release: bool) -> PathBuf {
    workspace::target().join(if release { "release" } else { "debug" }).join(name)
}
