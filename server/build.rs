//! Puts what browsers load into the binary.
//!
//! `cargo xtask build` leaves the files and a manifest in `target/site`. From these this script writes `assets.rs`, an
//! expression `&[Asset { … }, …]` that `src/assets.rs` includes. Without them, as in a bare `cargo check`, the list is
//! empty and pages are served without styles and scripts.

use serde_json::Value;
use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let manifest_directory = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let site = manifest_directory
        .parent()
        .ok_or("the server crate lies at the file system's root")?
        .join("target/site");
    let manifest = site.join("assets.json");
    if !manifest.exists() {
        // A watched file that does not exist would make cargo run this script, and build the server, every time.
        fs::create_dir_all(&site)?;
        fs::write(&manifest, "[]\n")?;
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../target/site/assets.json");

    let entries: Vec<Value> = serde_json::from_slice(&fs::read(&manifest)?)?;
    let mut code = String::from("&[\n");
    for entry in &entries {
        let text = |key: &str| {
            entry[key].as_str().ok_or_else(|| format!("{}: an entry without {key}", manifest.display()))
        };
        let path = text("path")?;
        let file = site.join(path.trim_start_matches('/'));
        let brotli = match entry["brotli_size"].as_u64() {
            Some(_) => format!("Some(include_bytes!({:?}))", with_br(&file)),
            None => "None".into(),
        };
        writeln!(
            code,
            "    Asset {{ name: {:?}, path: {path:?}, content_type: {:?}, immutable: {}, bytes: include_bytes!({file:?}), brotli: {brotli} }},",
            text("name")?,
            text("content_type")?,
            entry["immutable"].as_bool().unwrap_or(false),
        )?;
    }
    code.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("assets.rs"), code)?;
    Ok(())
}

fn with_br(file: &Path) -> String {
    format!("{}.br", file.display())
}
