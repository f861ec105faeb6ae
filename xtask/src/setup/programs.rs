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

/// What the tests and benchmarks run of PostgreSQL.
const POSTGRES: [&str; 5] = ["initdb", "postgres", "pg_ctl", "psql", "pgbench"];

/// The folder with PostgreSQL's programs, the one of Debian if there is none. The tests start servers of their own from
/// it, in temporary folders.
pub fn postgres_programs() -> Result<PathBuf> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    debian::install("PostgreSQL", &["postgresql"])?;
    find_postgres()
        .with_context(|| format!("Debian's package postgresql brought not all of {}", POSTGRES.join(", ")))
}

fn find_postgres() -> Option<PathBuf> {
    let complete = |folder: &Path| POSTGRES.iter().all(|program| folder.join(program).is_file());
    // A link in PATH may lead to one of them alone; the others lie where it points.
    let linked = process::find("initdb").and_then(|initdb| initdb.canonicalize().ok());
    if let Some(folder) = linked.as_deref().and_then(Path::parent).filter(|folder| complete(folder)) {
        return Some(folder.to_path_buf());
    }
    // Debian keeps these out of PATH, one folder for each version.
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, programs)| complete(programs))
        .collect();
    versions.sort();
    versions.pop().map(|(_, programs)| programs)
}
