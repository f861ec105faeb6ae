//! The app for the browser: compiled to wasm, bound to JavaScript, made small.

use super::asset::{Asset, Place, digest};
use crate::{process, progress, setup::Packages, setup::Rust, workspace};
use anyhow::{Context, Result, bail};
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How the two files were made: a change of any of these makes them anew.
const RECIPE: &str = "wasm-bindgen 0.2.130, wasm-opt 132 -Oz, esbuild 0.28.2 --minify";

/// Builds `billow.js` and `billow.wasm`.
pub fn build(rust: &Rust, packages: Option<&Packages>) -> Result<Vec<Asset>> {
    let compiled = progress::step("app for the browser", || compile(rust))?;
    let bytes = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
    let small = if packages.is_some() { "small" } else { "plain" };
    let key = digest(format!("{RECIPE} {small} {}", digest(&bytes)).as_bytes());
    let kept = target().join("bound");
    let (script, module, stamp) = (kept.join("billow.js"), kept.join("billow.wasm"), kept.join("made-from"));
    if !fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == key) {
        let _ = fs::remove_file(&stamp);
        fs::create_dir_all(&kept)?;
        progress::step("bind to JavaScript", || bind(bytes, &script, &module))?;
        if let Some(packages) = packages {
            progress::step("make it small", || shrink(packages, &script, &module))?;
        }
        fs::write(&stamp, key)?;
    }
    let asset = |name: &str, path: &Path| -> Result<Asset> {
        Ok(Asset { name: name.into(), bytes: fs::read(path)?, place: Place::Hashed })
    };
    Ok(vec![asset("billow.js", &script)?, asset("billow.wasm", &module)?])
}

/// A target directory of its own: it never waits for the server's build.
fn target() -> PathBuf {
    workspace::target().join("wasm")
}

fn compile(rust: &Rust) -> Result<PathBuf> {
    let subcommand = ["rustc", "--lib", "--crate-type", "cdylib", "--profile", "wasm-release"];
    let mut cargo = rust.wasm_cargo(&subcommand, &shorter_paths());
    process::run(cargo.env("CARGO_TARGET_DIR", target()))?;
    Ok(target().join("wasm32-unknown-unknown/wasm-release/app.wasm"))
}

/// Flags that keep the place of downloaded crates out of panic messages: the file then is the same on every machine, and
/// smaller.
fn shorter_paths() -> Vec<OsString> {
    let home = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    let registries =
        env::var_os("CARGO_HOME").map(PathBuf::from).or(home).map(|cargo| cargo.join("registry/src"));
    let entries = registries.and_then(|registries| registries.read_dir().ok());
    let mut flags: Vec<OsString> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|registry| {
            let mut flag = OsString::from("--remap-path-prefix=");
            flag.push(registry.path());
            flag.push("=crates");
            flag
        })
        .collect();
    flags.sort();
    flags
}

fn bind(bytes: Vec<u8>, script: &Path, module: &Path) -> Result<()> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_bytes("billow", bytes)
        .web(true)?
        .typescript(false)
        // The page names the module: its name contains a hash that this script cannot know.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    let inline = output.snippets().values().any(|scripts| !scripts.is_empty());
    if inline || !output.local_modules().is_empty() {
        bail!(
            "a dependency of app brings JavaScript of its own, which xtask/src/build/browser.rs does not serve yet"
        );
    }
    fs::write(script, output.js())?;
    fs::write(module, output.wasm_mut().emit_wasm())?;
    Ok(())
}

fn shrink(packages: &Packages, script: &Path, module: &Path) -> Result<()> {
    // Not `--all-features`: it uses some that browsers still refuse.
    process::run(packages.program("wasm-opt").arg("-Oz").arg(module).arg("-o").arg(module))?;
    let smaller = minified(packages.program("esbuild").arg("--format=esm"), script)?;
    fs::write(script, smaller)?;
    Ok(())
}

/// A script or style sheet without what only people need.
pub fn minified(esbuild: &mut Command, file: &Path) -> Result<String> {
    process::output_of(esbuild.args(["--minify", "--log-level=warning"]).arg(file))
}
