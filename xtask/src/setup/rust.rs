//! A Rust toolchain that builds for the browser.

use super::{debian, wasm_std};
use crate::{process, progress, workspace};
use anyhow::{Context, Result, bail};
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
    cargo: PathBuf,
    variables: Vec<(&'static str, OsString)>,
    /// For the browser's side, where the toolchain does not bring its own.
    wasm_linker: Option<&'static str>,
    wasm_sysroot: Option<PathBuf>,
}

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

    fn sysroot(&self) -> Result<PathBuf> {
        let sysroot = process::output_of(self.rustc().args(["--print", "sysroot"]))
            .context("no Rust toolchain answers: install one from https://rustup.rs")?;
        Ok(PathBuf::from(sysroot.trim()))
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
