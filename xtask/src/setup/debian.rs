//! Debian's packages.

use crate::{process, progress};
use anyhow::{Context, Result, bail};
use std::{path::Path, process::Command};

/// Whether packages can be installed here: Debian and its relatives, as root or through sudo.
pub fn is_available() -> bool {
    process::find("apt-get").is_some() && (is_root() || process::find("sudo").is_some())
}

/// Whether this process may do anything. Programs that refuse to run as root need to know.
pub fn is_root() -> bool {
    process::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs packages. `what` says what they bring, for the message when it fails.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !is_available() {
        bail!(
            "{what} is missing and cannot be installed here: install the equivalent of Debian's {names}, then run this again"
        );
    }
    progress::step(&format!("install {what}"), || {
        let lists_are_empty = Path::new("/var/lib/apt/lists").read_dir().is_ok_and(|lists| {
            lists.flatten().all(|entry| !entry.file_name().to_string_lossy().contains("Packages"))
        });
        if lists_are_empty {
            update()?;
        }
        let first = process::run_quietly(&mut installation(packages));
        // Old package lists name versions that the mirror no longer has.
        first.or_else(|_| update().and_then(|()| process::run_quietly(&mut installation(packages))))
    })
    .with_context(|| format!("{what} is missing: install it with `apt-get install {names}`"))
}

fn update() -> Result<()> {
    process::run_quietly(apt_get().arg("update"))
}

fn installation(packages: &[&str]) -> Command {
    let mut command = apt_get();
    command.args(["install", "-y", "--no-install-recommends"]).args(packages);
    command
}

fn apt_get() -> Command {
    let mut command;
    if is_root() {
        command = Command::new("apt-get");
    } else {
        command = Command::new("sudo");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=300"]);
    command
}
