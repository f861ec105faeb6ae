//! Programs the tests drive: a browser and a database server.

use super::debian;
use crate::process;
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A Chromium, the one of Debian if there is none.
pub fn chromium() -> Result<PathBuf> {
    let find =
        || ["chromium", "chromium-browser", "google-chrome-stable"].into_iter().find_map(process::find);
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::install("Chromium", &["chromium"])?;
    find().context("Debian's package chromium brought no program `chromium`")
}

/// The folder with PostgreSQL's `initdb`, `postgres` and `pgbench`, the one of Debian if there is none. The tests start
/// servers of their own from it, in temporary folders.
pub fn postgres_programs() -> Result<PathBuf> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    debian::install("PostgreSQL", &["postgresql"])?;
    find_postgres().context("Debian's package postgresql brought no program `initdb`")
}

fn find_postgres() -> Option<PathBuf> {
    if let Some(initdb) = process::find("initdb") {
        return initdb.parent().map(Path::to_path_buf);
    }
    // Debian keeps these out of PATH, one folder for each version.
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs)
}
