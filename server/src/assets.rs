//! The files that browsers load, inside the binary: it serves from any folder.

/// One file, as `cargo xtask build` left it.
#[derive(Debug)]
pub struct Asset {
    /// The name the sources use: `billow.js`, `billow.wasm`, `billow.css`, `robots.txt`.
    pub name: &'static str,
    /// The path it is served under; for an immutable file it contains a hash of the content.
    pub path: &'static str,
    /// For the header `Content-Type`.
    pub content_type: &'static str,
    /// Whether the path changes with the content, so that browsers may keep it for ever.
    pub immutable: bool,
    /// The file.
    pub bytes: &'static [u8],
    /// The file compressed with brotli, where that makes it smaller.
    pub brotli: Option<&'static [u8]>,
}

/// Every file, sorted by name. Empty when the browser's side was not built before the server.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file of this name.
pub fn named(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// The file served under this path.
pub fn at(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}
