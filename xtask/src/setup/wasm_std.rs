//! A standard library for wasm from Debian's source package, for a compiler that came without one.

use super::rust::{Rust, WASM};
use crate::{process, workspace};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where the library for this very compiler lies or belongs.
pub fn place(rust: &Rust) -> Result<PathBuf> {
    let version = process::output_of(rust.rustc().arg("-vV"))?;
    let key: String = Sha256::digest(version).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Ok(workspace::cache()?.join(format!("sysroot-{key}")))
}

/// Builds the library and puts it at `sysroot`.
///
/// It is built as the dependency of an empty crate, with bitcode so that the app's fat link-time optimisation reaches into it.
pub fn build(rust: &Rust, sysroot: &Path) -> Result<()> {
    let work = sysroot.with_extension(format!("building-{}", std::process::id()));
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "")?;
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n\
         [profile.release]\npanic = \"abort\"\n[workspace]\n",
    )?;
    process::run(
        rust.cargo()
            .args(["build", "--release", "--quiet", "--target", WASM, "-Zbuild-std=std,panic_abort"])
            .current_dir(&work)
            .envs(rust.wasm_linker())
            // A stable compiler builds its own library only when told that this is deliberate.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Cembed-bitcode=yes")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_TARGET_DIR", work.join("target")),
    )?;
    let libraries = Path::new("lib/rustlib").join(WASM).join("lib");
    let finished = work.join("sysroot");
    fs::create_dir_all(finished.join(&libraries))?;
    for entry in work.join("target").join(WASM).join("release/deps").read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rlib") {
            let name = path.file_name().context("a library without a name")?;
            fs::copy(&path, finished.join(&libraries).join(name))?;
        }
    }
    // What was compiled against an earlier build of the library does not link with this one.
    for built_before in [workspace::target().join("wasm"), workspace::target().join(WASM)] {
        if built_before.exists() {
            fs::remove_dir_all(&built_before)?;
        }
    }
    fs::rename(&finished, sysroot).with_context(|| format!("cannot create {}", sysroot.display()))?;
    fs::remove_dir_all(&work)?;
    Ok(())
}
