//! One file that a browser loads.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{fs, io::Write, path::Path};

/// A file, by the name the sources know it under.
#[derive(Debug)]
pub struct Asset {
    /// `billow.js`, `fonts/text.woff2`.
    pub name: String,
    pub bytes: Vec<u8>,
    pub place: Place,
}

/// Where a file is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Under `/pkg/`, with a hash of its content in its name: it never changes and is cached for ever.
    Hashed,
    /// At the root under its own name, because somebody else chose that name: `/robots.txt`.
    Root,
}

impl Asset {
    /// The path a page asks for.
    pub fn path(&self) -> String {
        match self.place {
            Place::Root => format!("/{}", self.name),
            Place::Hashed => {
                let hash: String = digest(&self.bytes).chars().take(16).collect();
                let name = self.name.replace('/', "-");
                let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "bin"));
                format!("/pkg/{stem}.{hash}.{extension}")
            }
        }
    }

    /// Its media type, by its extension.
    pub fn content_type(&self) -> Result<&'static str> {
        let extension = self.name.rsplit_once('.').map_or("", |(_, extension)| extension);
        Ok(match extension {
            "css" => "text/css; charset=utf-8",
            "ico" => "image/x-icon",
            "jpg" | "jpeg" => "image/jpeg",
            "js" => "text/javascript; charset=utf-8",
            "json" | "webmanifest" => "application/json",
            "png" => "image/png",
            "svg" => "image/svg+xml",
            "txt" => "text/plain; charset=utf-8",
            "wasm" => "application/wasm",
            "webp" => "image/webp",
            "woff2" => "font/woff2",
            _ => anyhow::bail!(
                "{}: no media type is known for this extension; add it to xtask/src/build/asset.rs",
                self.name
            ),
        })
    }

    /// The file compressed with brotli, or `None` if that saves nothing. Cached by content.
    pub fn compressed(&self, cache: &Path) -> Result<Option<Vec<u8>>> {
        let kept = cache.join(digest(&self.bytes));
        let compressed = match fs::read(&kept) {
            Ok(compressed) => compressed,
            Err(_) => {
                let mut compressed = Vec::new();
                brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22).write_all(&self.bytes)?;
                fs::create_dir_all(cache)?;
                fs::write(&kept, &compressed).with_context(|| format!("cannot write {}", kept.display()))?;
                compressed
            }
        };
        Ok((compressed.len() < self.bytes.len()).then_some(compressed))
    }
}

/// SHA-256 in hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn script(text: &str) -> Asset {
        Asset { name: "billow.js".into(), bytes: text.into(), place: Place::Hashed }
    }

    #[test]
    fn the_path_of_a_hashed_file_changes_with_its_content_alone() {
        assert_eq!(script("a").path(), script("a").path());
        assert_ne!(script("a").path(), script("b").path());
        assert!(script("a").path().starts_with("/pkg/billow."), "{}", script("a").path());
    }

    #[test]
    fn a_compressed_file_reads_as_before_and_is_compressed_once() {
        let cache = tempfile::tempdir().unwrap();
        let asset = script(&"let amount = 1;".repeat(100));
        let first = asset.compressed(cache.path()).unwrap().unwrap();
        let mut restored = Vec::new();
        brotli::BrotliDecompress(&mut first.as_slice(), &mut restored).unwrap();
        assert_eq!(restored, asset.bytes);

        fs::write(cache.path().join(digest(&asset.bytes)), b"kept").unwrap();
        assert_eq!(asset.compressed(cache.path()).unwrap().unwrap(), b"kept");
    }

    #[test]
    fn a_file_that_does_not_get_smaller_is_served_as_it_is() {
        let cache = tempfile::tempdir().unwrap();
        assert!(script("x").compressed(cache.path()).unwrap().is_none());
    }

    #[test]
    fn a_file_of_unknown_kind_is_named() {
        let asset = Asset { name: "notes.odt".into(), bytes: Vec::new(), place: Place::Root };
        assert!(asset.content_type().unwrap_err().to_string().contains("notes.odt"));
    }
}
