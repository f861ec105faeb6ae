//! The code that runs in browsers: compiled to wasm, bound to JavaScript, made small. Payers and staff have a bundle
//! each, so that neither downloads what only the other one needs.

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

/// How the two files are made: a change of any of these makes them anew.
const RECIPE: &str = "wasm-bindgen 0.2.130, wasm-opt 132 -Oz, esbuild 0.28.2 --minify";

/// A crate whose islands a browser loads.
struct Bundle {
    /// The crate.
    package: &'static str,
    /// The files' name: `billow.js`, `billow.wasm`.
    name: &'static str,
}

const BUNDLES: &[Bundle] =
    &[Bundle { package: "app", name: "billow" }, Bundle { package: "console", name: "console" }];

/// The crates whose islands browsers load.
pub fn packages() -> impl Iterator<Item = &'static str> {
    BUNDLES.iter().map(|bundle| bundle.package)
}

/// Builds a script and a module for each bundle.
pub fn build(rust: &Rust, packages: Option<&Packages>) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    let mut islands: Vec<String> = Vec::new();
    for bundle in BUNDLES {
        let files = bundle.build(rust, packages)?;
        for island in files.iter().flat_map(|file| exported_islands(&file.bytes)) {
            if islands.contains(&island) {
                bail!("the island {island} is in two bundles: a page would not know which one wakes it");
            }
            islands.push(island);
        }
        assets.extend(files);
    }
    Ok(assets)
}

/// The names of the islands that a script exports; none for what is no script.
fn exported_islands(bytes: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let named = |word: &str| {
        let (name, hash) = word.rsplit_once('_')?;
        let hashed = hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        (hashed && name.starts_with(|letter: char| letter.is_ascii_uppercase())).then(|| word.to_owned())
    };
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let mut found: Vec<String> = words.filter_map(named).collect();
    found.sort();
    found.dedup();
    found
}

impl Bundle {
    fn build(&self, rust: &Rust, packages: Option<&Packages>) -> Result<Vec<Asset>> {
        let Self { package, name } = self;
        let compiled = progress::step(&format!("{package} for the browser"), || compile(rust, package))?;
        let bytes = fs::read(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;
        let small = if packages.is_some() { "small" } else { "plain" };
        let key = digest(format!("{RECIPE} {small} {}", digest(&bytes)).as_bytes());
        let kept = target().join("bound").join(name);
        let script = kept.join(format!("{name}.js"));
        let module = kept.join(format!("{name}.wasm"));
        let stamp = kept.join("made-from");
        if !fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == key) {
            let _ = fs::remove_file(&stamp);
            fs::create_dir_all(&kept)?;
            progress::step("bind to JavaScript", || bind(name, bytes, &script, &module))?;
            if let Some(packages) = packages {
                progress::step("make it small", || shrink(packages, &script, &module))?;
            }
            fs::write(&stamp, key)?;
        }
        let asset = |extension: &str, path: &Path| -> Result<Asset> {
            let name = format!("{name}.{extension}");
            Ok(Asset { name, bytes: fs::read(path)?, place: Place::Hashed })
        };
        Ok(vec![asset("js", &script)?, asset("wasm", &module)?])
    }
}

/// A target directory of its own: it never waits for the server's build.
fn target() -> PathBuf {
    workspace::target().join("wasm")
}

fn compile(rust: &Rust, package: &str) -> Result<PathBuf> {
    let subcommand = ["rustc", "--lib", "--crate-type", "cdylib", "--profile", "wasm-release"];
    let mut cargo = rust.wasm_cargo(package, &subcommand, &shorter_paths());
    process::run(cargo.env("CARGO_TARGET_DIR", target()))?;
    Ok(target().join(format!("wasm32-unknown-unknown/wasm-release/{package}.wasm")))
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

fn bind(name: &str, bytes: Vec<u8>, script: &Path, module: &Path) -> Result<()> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_bytes(name, bytes)
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
            "a dependency of {name} brings JavaScript of its own, which xtask/src/build/browser.rs does not serve yet"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_are_found_by_their_hashed_names() {
        let script = b"export function Live_0123456789abcdef(el){wasm.Live_0123456789abcdef(el)}export function hydrate(){}";
        assert_eq!(exported_islands(script), ["Live_0123456789abcdef"]);
        assert!(exported_islands(b"__wbg_new_0123456789abcdef, \x00asm\xff").is_empty());
    }
}
