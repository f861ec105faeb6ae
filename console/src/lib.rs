//! What staff see: the inbox, the invoices, their payers, and the tools that change them.
//!
//! [`pages`] render whole documents on the server from values that the server hands in, as `app::pages`
//! does for payers. Everything on them is a link or a plain form. [`islands`] wake the one island that wraps
//! each page; in the browser [`live`] keeps the page up to date, holds new rows back while somebody reads,
//! sends what is written until it has arrived, and gives every tool a key. It is a bundle of its own: payers
//! never download it.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "console is built either for the server (`ssr`) or for the browser (`hydrate`), never for both"
);

pub mod islands;
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;

/// Wakes the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
