//! Paths of the project.

use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The checkout's root.
pub fn root() -> PathBuf {
    // `cargo run` says where the manifest is now; the path that was compiled in may be that of an earlier checkout.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let manifest = PathBuf::from(manifest);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Cargo's target directory, which `CARGO_TARGET_DIR` may move.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => env::current_dir().unwrap_or_default().join(directory),
        None => root().join("target"),
    }
}

/// What the browser loads. It stays inside the checkout, where `server/build.rs` looks for it.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// The folder for files that are worth keeping between checkouts.
pub fn cache() -> Result<PathBuf> {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let caches = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    Ok(caches
        .context("neither HOME nor XDG_CACHE_HOME is set: there is no place for a cache")?
        .join("billow"))
}

/// Writes a file unless its content is the same, so that its time changes only with its content.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
