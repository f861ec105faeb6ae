//! What people see: pages, islands and the browser's live connection.
//!
//! [`pages`] render whole documents on the server from values that the server hands in; [`islands`]
//! are the parts that move in the browser; [`live`] is the socket between the two. Texts and formats
//! come through [`words::Words`], on the server from Fluent and CLDR, in the browser from the page's
//! own templates and `Intl`. Nothing here reads a database, a clock or the network on the server.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("app is built either for the server (`ssr`) or for the browser (`hydrate`), never for both");

#[cfg(feature = "browser")]
pub mod dom;
pub mod presenter;
// Every island of a crate that is compiled for the browser is exported: who only borrows `dom` and `live`
// leaves them out.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
mod wire;
pub mod words;

/// Wakes the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
