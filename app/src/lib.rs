//! What people see: pages, islands and the browser's live connection.
#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("app is built either for the server (`ssr`) or for the browser (`hydrate`), never for both");

/// A first island, so that the chain has something to build.
pub mod islands {
    use leptos::prelude::*;
    /// Counts.
    #[island]
    pub fn Probe() -> impl IntoView {
        let (n, set) = signal(0);
        view! { <button on:click=move |_| set.update(|n| *n += 1)>{n}</button> }
    }
}

/// Wakes the islands of the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
