//! `target/site`: the files as they are served, and the manifest from which `server/build.rs` puts them into the binary.

use super::{
    asset::{Asset, Place},
    style,
};
use crate::{setup::Packages, workspace};
use anyhow::{Context, Result};
use serde_json::json;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Adds style and public files to what the browser build made, and writes all of it.
pub fn write(mut assets: Vec<Asset>, packages: Option<&Packages>) -> Result<()> {
    assets.extend(style::build(packages)?);
    let public = workspace::root().join("public");
    if public.is_dir() {
        collect(&public, "", &mut assets)?;
    }
    assets.sort_by(|one, other| one.name.cmp(&other.name));
    write_all(&assets, &workspace::site(), &workspace::target().join("wasm/brotli"))
}

/// The files of `public/`, which keep their names.
fn collect(directory: &Path, prefix: &str, assets: &mut Vec<Asset>) -> Result<()> {
    for entry in directory.read_dir().with_context(|| format!("cannot read {}", directory.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{name}/"), assets)?;
        } else {
            assets.push(Asset { name, bytes: fs::read(&path)?, place: Place::Root });
        }
    }
    Ok(())
}

/// The manifest is written last: whoever reads it finds the files.
fn write_all(assets: &[Asset], site: &Path, cache: &Path) -> Result<()> {
    let mut written = BTreeSet::new();
    let mut entries = Vec::new();
    for asset in assets {
        let path = asset.path();
        let file = PathBuf::from(path.trim_start_matches('/'));
        workspace::write_if_changed(&site.join(&file), &asset.bytes)?;
        written.insert(file.clone());
        let compressed = asset.compressed(cache)?;
        if let Some(compressed) = &compressed {
            let file = PathBuf::from(format!("{}.br", file.display()));
            workspace::write_if_changed(&site.join(&file), compressed)?;
            written.insert(file);
        }
        entries.push(json!({
            "name": asset.name,
            "path": path,
            "content_type": asset.content_type()?,
            "immutable": asset.place == Place::Hashed,
            "size": asset.bytes.len(),
            "brotli_size": compressed.map(|bytes| bytes.len()),
        }));
    }
    let mut manifest = serde_json::to_string_pretty(&entries)?;
    manifest.push('\n');
    workspace::write_if_changed(&site.join("assets.json"), manifest.as_bytes())?;
    written.insert("assets.json".into());
    remove_others(site, Path::new(""), &written)
}

/// Removes what an earlier build left.
fn remove_others(site: &Path, directory: &Path, written: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in site.join(directory).read_dir()? {
        let entry = entry?;
        let file = directory.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            remove_others(site, &file, written)?;
        } else if !written.contains(&file) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_new_build_replaces_what_changed_and_leaves_the_rest_untouched() {
        let directory = tempfile::tempdir().unwrap();
        let (site, cache) = (directory.path().join("site"), directory.path().join("cache"));
        let asset = |name: &str, text: &str, place| Asset { name: name.into(), bytes: text.into(), place };
        let robots = || asset("robots.txt", "User-agent: *", Place::Root);
        let manifest = |site: &Path| fs::read(site.join("assets.json")).unwrap();

        write_all(&[asset("billow.css", "a{}", Place::Hashed), robots()], &site, &cache).unwrap();
        let first = manifest(&site);
        let since = fs::metadata(site.join("assets.json")).unwrap().modified().unwrap();
        write_all(&[asset("billow.css", "a{}", Place::Hashed), robots()], &site, &cache).unwrap();
        assert_eq!(fs::metadata(site.join("assets.json")).unwrap().modified().unwrap(), since);

        write_all(&[asset("billow.css", "b{}", Place::Hashed), robots()], &site, &cache).unwrap();
        assert_ne!(manifest(&site), first);
        assert_eq!(site.join("pkg").read_dir().unwrap().count(), 1, "the old style sheet is gone");
        assert!(site.join("robots.txt").is_file());
    }
}
