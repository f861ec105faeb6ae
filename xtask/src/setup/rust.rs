//! A Rust toolchain that builds for the browser: its commands.

use super::debian;
use crate::{process, progress, workspace};
use anyhow::{Context, Result};
use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::Command,
};

/// The browser's target.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The toolchain that builds both sides. One compiler has to build both: an island's name contains a hash that differs
/// between versions.
pub struct Rust {
    pub(super) cargo: PathBuf,
    pub(super) variables: Vec<(&'static str, OsString)>,
    /// For the browser's side, where the toolchain does not bring its own.
    pub(super) wasm_linker: Option<&'static str>,
    pub(super) wasm_sysroot: Option<PathBuf>,
}

impl Rust {
    /// clippy and rustfmt of the same version. rustup's default profile has them.
    pub fn set_up_lints(&self) -> Result<()> {
        let works = |tool: &str| process::run_quietly(self.cargo().args([tool, "--version"])).is_ok();
        if self.is_debian() {
            let driver = Path::new("/usr/bin/clippy-driver").exists();
            if !(driver && works("fmt")) {
                debian::install("clippy and rustfmt", &["rust-web-clippy", "rustfmt-web"])?;
            }
            return Ok(());
        }
        if !(works("clippy") && works("fmt")) {
            progress::step("rustup component add clippy rustfmt", || {
                process::run_quietly(Command::new("rustup").args(["component", "add", "clippy", "rustfmt"]))
            })?;
        }
        Ok(())
    }

    /// cargo, in the checkout, with what cargo and rustup told this program kept out: it would change what nested builds see.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.current_dir(workspace::root()).env_remove("LD_LIBRARY_PATH").env_remove("CARGO");
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            let about_this_package =
                ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"];
            if about_this_package.iter().any(|prefix| text.starts_with(prefix)) {
                command.env_remove(&name);
            }
        }
        command.envs(self.variables.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// cargo for the browser's side of a crate: its subcommand with what belongs to it, and flags for the compiler.
    pub fn wasm_cargo(&self, package: &str, subcommand: &[&str], flags: &[OsString]) -> Command {
        let mut command = self.cargo();
        command.args(subcommand).args([
            "--package",
            package,
            "--no-default-features",
            "--features",
            "hydrate",
        ]);
        command.args(["--target", WASM]);
        let sysroot = self.wasm_sysroot.iter().map(|sysroot| {
            let mut flag = OsString::from("--sysroot=");
            flag.push(sysroot);
            flag
        });
        let flags: Vec<OsString> = sysroot.chain(flags.iter().cloned()).collect();
        if !flags.is_empty() {
            command.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join(OsStr::new("\u{1f}")));
        }
        command.envs(self.wasm_linker());
        command
    }

    /// The variable that names the linker for the browser's side.
    pub fn wasm_linker(&self) -> Option<(&'static str, &'static str)> {
        self.wasm_linker.map(|linker| ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker))
    }

    /// `rustc`, for questions.
    pub fn rustc(&self) -> Command {
        let chosen = self.variables.iter().find(|(name, _)| *name == "RUSTC").map(|(_, value)| value.clone());
        let mut command =
            Command::new(chosen.or_else(|| env::var_os("RUSTC")).unwrap_or_else(|| "rustc".into()));
        command.env_remove("LD_LIBRARY_PATH");
        command
    }

    fn is_debian(&self) -> bool {
        self.cargo == Path::new("/usr/bin/cargo")
    }

    pub(super) fn sysroot(&self) -> Result<PathBuf> {
        let sysroot = process::output_of(self.rustc().args(["--print", "sysroot"]))
            .context("no Rust toolchain answers: install one from https://rustup.rs")?;
        Ok(PathBuf::from(sysroot.trim()))
    }
}
