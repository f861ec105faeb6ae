//! `cargo xtask run`.

use crate::{
    build, process, progress,
    setup::{Npm, Packages, Rust},
    workspace,
};
use anyhow::{Context, Result};
use std::{env, fs, os::unix::process::CommandExt, process::Command};

/// Sets up, builds, fills the demo database and serves it until interrupted.
pub fn run() -> Result<()> {
    let rust = Rust::set_up()?;
    let packages = Packages::set_up(Npm::Optional)?;
    let binary = build::everything(&rust, packages.as_ref(), false)?;
    let database = demo_database()?;
    let billow = || {
        let mut command = Command::new(&binary);
        command.current_dir(workspace::root());
        if let Some(url) = &database {
            command.env("BILLOW_DATABASE_URL", url);
        }
        command
    };
    progress::step("demo data", || process::run(billow().arg("demo")))?;
    // The server takes this process's place, and with it the terminal's Ctrl-C.
    Err(billow().arg("serve").exec()).with_context(|| format!("cannot start {}", binary.display()))
}

/// A database in the target directory, unless the person at the keyboard has settings of their own.
fn demo_database() -> Result<Option<String>> {
    if env::var_os("BILLOW_DATABASE_URL").is_some() || workspace::root().join("billow.toml").exists() {
        return Ok(None);
    }
    let directory = workspace::target().join("demo");
    fs::create_dir_all(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
    Ok(Some(format!("sqlite:{}", directory.join("billow.db").display())))
}
