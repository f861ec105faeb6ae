//! `Leptos.toml`, read when the server runs, and `[[workspace.metadata.leptos]]`, read by cargo-leptos, state some settings
//! twice: they have to agree.

use crate::{process, setup::Rust, workspace};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;

/// Compares the two.
pub fn check(rust: &Rust) -> Result<()> {
    let metadata = process::output_of(rust.cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let differing = differences(
        &fs::read_to_string(workspace::root().join("Leptos.toml")).context("cannot read Leptos.toml")?,
        &metadata["metadata"]["leptos"][0],
    )?;
    if differing.is_empty() {
        return Ok(());
    }
    bail!("Leptos.toml and [[workspace.metadata.leptos]] in Cargo.toml differ in: {}", differing.join(", "))
}

/// The keys of `Leptos.toml` that the build settings do not have with the same value.
fn differences(leptos_toml: &str, build_settings: &Value) -> Result<Vec<String>> {
    let settings: Value = toml::from_str(leptos_toml).context("Leptos.toml")?;
    let settings = settings["package"]["metadata"]["leptos"]
        .as_object()
        .context("Leptos.toml does not start with [package.metadata.leptos]: the server would not read it")?;
    Ok(settings
        .iter()
        .filter(|(key, value)| build_settings.get(key) != Some(value))
        .map(|(key, _)| key.clone())
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_differing_key_is_named() {
        let toml = "[package.metadata.leptos]\noutput-name = \"billow\"\nsite-addr = \"127.0.0.1:3000\"\n";
        let agreeing =
            json!({ "output-name": "billow", "site-addr": "127.0.0.1:3000", "style-file": "main.css" });
        assert!(differences(toml, &agreeing).unwrap().is_empty());
        let other = json!({ "output-name": "billow", "site-addr": "127.0.0.1:4000" });
        assert_eq!(differences(toml, &other).unwrap(), ["site-addr"]);
    }

    #[test]
    fn a_file_the_server_would_not_read_is_refused() {
        let refused = differences("[workspace.metadata.leptos]\n", &json!({})).unwrap_err();
        assert!(refused.to_string().contains("does not start with [package.metadata.leptos]"), "{refused}");
    }
}
