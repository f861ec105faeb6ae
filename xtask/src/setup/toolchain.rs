//! Which Rust toolchain it is: one that builds for the browser is found, completed or installed.

use super::rust::{Rust, WASM};
use super::{debian, wasm_std};
use crate::{process, progress};
use anyhow::{Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

impl Rust {
    /// Finds or installs a toolchain with a standard library for wasm: the active one if it has it, the active one after
    /// `rustup target add`, or Debian's compiler with a standard library built from Debian's source.
    pub fn set_up() -> Result<Self> {
        let only_debian = env::var_os("BILLOW_RUST").is_some_and(|choice| choice == "debian");
        let active = Self::active();
        if !only_debian && has_wasm(&active.sysroot()?) {
            return Ok(active);
        }
        if let Some(debian) = Self::debian_if_ready()? {
            return Ok(debian);
        }
        if !only_debian && active.belongs_to_rustup()? {
            let added = progress::step(&format!("rustup target add {WASM}"), || {
                process::run_quietly(Command::new("rustup").args(["target", "add", WASM]))
            });
            match added {
                Ok(()) if has_wasm(&active.sysroot()?) => return Ok(active),
                Ok(()) => {
                    progress::warning("rustup added the target to another toolchain than the active one")
                }
                Err(error) => progress::warning(&format!("{error:#}")),
            }
        }
        if debian::is_available() {
            return Self::debian();
        }
        bail!(
            "the Rust target {WASM} is missing.\n\
             Tried: the active toolchain, `rustup target add {WASM}`, Debian's packages rustc-web and rust-web-src.\n\
             Next: run `rustup target add {WASM}` where it can download, then this command again"
        )
    }

    /// The toolchain that runs this program.
    fn active() -> Self {
        Self {
            cargo: env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from),
            variables: Vec::new(),
            wasm_linker: None,
            wasm_sysroot: None,
        }
    }

    /// Debian's toolchain, if an earlier set-up left nothing to do.
    fn debian_if_ready() -> Result<Option<Self>> {
        let rust = Self::debian_without_std();
        if !Path::new("/usr/bin/rustc").exists()
            || !rust.cargo.exists()
            || process::find("wasm-ld-22").is_none()
        {
            return Ok(None);
        }
        let sysroot = wasm_std::place(&rust)?;
        Ok(has_wasm(&sysroot).then(|| rust.with_std(&sysroot)))
    }

    fn debian() -> Result<Self> {
        debian::install(
            "a Rust compiler that can build for the browser",
            &["rustc-web", "cargo-web", "rust-web-src", "lld-22"],
        )?;
        let rust = Self::debian_without_std();
        let sysroot = wasm_std::place(&rust)?;
        if !has_wasm(&sysroot) {
            progress::step("build the standard library for wasm, once", || wasm_std::build(&rust, &sysroot))?;
        }
        Ok(rust.with_std(&sysroot))
    }

    fn debian_without_std() -> Self {
        let directories = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(std::iter::once("/usr/bin".into()).chain(env::split_paths(&directories)));
        Self {
            cargo: "/usr/bin/cargo".into(),
            variables: vec![
                ("PATH", path.unwrap_or(directories)),
                ("RUSTC", "/usr/bin/rustc".into()),
                ("RUSTDOC", "/usr/bin/rustdoc".into()),
            ],
            wasm_linker: Some("wasm-ld-22"),
            wasm_sysroot: None,
        }
    }

    fn with_std(mut self, sysroot: &Path) -> Self {
        self.wasm_sysroot = Some(sysroot.to_path_buf());
        self
    }

    fn belongs_to_rustup(&self) -> Result<bool> {
        let in_toolchains = self.sysroot()?.parent().is_some_and(|parent| parent.ends_with("toolchains"));
        Ok(in_toolchains && process::find("rustup").is_some())
    }
}

/// Whether a compiler with this sysroot finds `std` for the browser's target.
fn has_wasm(sysroot: &Path) -> bool {
    let libraries = sysroot.join("lib/rustlib").join(WASM).join("lib");
    libraries.read_dir().is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}
