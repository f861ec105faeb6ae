//! `cargo xtask bench`.

use crate::{
    build, process,
    setup::{self, Npm, Packages, Rust},
};
use anyhow::Result;
use std::process::Command;

/// Builds optimised and runs one benchmark, with a PostgreSQL at hand.
pub fn bench(arguments: &[String]) -> Result<()> {
    let rust = Rust::set_up()?;
    let packages = Packages::set_up(Npm::Optional)?;
    let postgres = setup::postgres_programs()?;
    let billow = build::everything(&rust, packages.as_ref(), true)?;
    let bench = build::benchmarks(&rust)?;
    process::run(
        Command::new(bench).args(arguments).env("BILLOW_TEST_PG_BIN", postgres).env("BILLOW_BIN", billow),
    )
}
