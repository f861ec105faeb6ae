//! What people see: pages, islands and the browser's live connection.
//!
//! [`pages`] render whole documents on the server from values that the server passes in; [`islands`] are the parts that
//! run in the browser; [`live`] is the socket between the two. Texts and formats come through [`words::Words`]: on the
//! server from Fluent and CLDR, in the browser from the page's own templates and `Intl`. On the server nothing here
//! reads a database, a clock or the network.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("app is built either for the server (`ssr`) or for the browser (`hydrate`), never for both");

#[cfg(feature = "browser")]
pub mod dom;
pub mod presenter;
// Every island of a crate that is compiled for the browser is exported. A crate that only uses `dom` and `live` leaves
// the islands out.
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;
pub mod live;
#[cfg(feature = "ssr")]
pub mod pages;
mod wire;
pub mod words;

/// Hydrates the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
