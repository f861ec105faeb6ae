//! The pages of staff: the inbox, the invoices, their payers, and the tools that change them.
//!
//! [`pages`] render whole documents on the server from values that the server passes in, as `app::pages` does for
//! payers. Everything on them is a link or a plain form. [`islands`] hydrate the one island around each page. In the
//! browser [`live`] keeps the page up to date, holds new rows back while somebody reads, sends messages until they have
//! arrived, and gives every tool a shortcut. The console is a bundle of its own, which payers never download.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "console is built either for the server (`ssr`) or for the browser (`hydrate`), never for both"
);

pub mod islands;
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;

/// Hydrates the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
