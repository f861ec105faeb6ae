//! The HTML around every document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::nonce::{provide_nonce, use_nonce};
use leptos::prelude::*;

use super::brand::Brand;
use super::{Assets, Rendered};

pub struct Shell {
    pub language: String,
    pub title: String,
    pub brand: Brand,
    pub assets: Assets,
}

impl Shell {
    /// Renders a document around `body`, which is called where a view can be made.
    pub fn render<V: IntoView + 'static>(self, body: impl FnOnce() -> V + 'static) -> Rendered {
        self.render_going_on(None, body)
    }

    /// The same for a document that goes on without scripts: `refresh` is like `1;url=…`.
    pub fn render_going_on<V: IntoView + 'static>(
        self,
        refresh: Option<String>,
        body: impl FnOnce() -> V + 'static,
    ) -> Rendered {
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
        let rendered = owner.with(|| {
            provide_nonce();
            let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
            let html = self.document(&nonce, refresh, body().into_any()).to_html();
            Rendered { html: ["<!DOCTYPE html>", &html].concat(), nonce }
        });
        owner.cleanup();
        rendered
    }

    fn document(self, nonce: &str, refresh: Option<String>, body: AnyView) -> impl IntoView {
        let Self { language, title, brand, assets } = self;
        let colours = colours(brand);
        let (nonce, script_nonce) = (nonce.to_owned(), nonce.to_owned());
        let script = assets.js.as_deref().zip(assets.wasm.as_deref()).map(|(js, wasm)| loader(js, wasm));
        view! {
            <html lang=language>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width,initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="robots" content="noindex,nofollow" />
                    <meta name="format-detection" content="telephone=no" />
                    {refresh.map(|refresh| view! { <meta http-equiv="refresh" content=refresh /> })}
                    <title>{title}</title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    {assets.css.map(|css| view! { <link rel="stylesheet" href=css /> })}
                    <style nonce=nonce>{colours}</style>
                    {assets.js.map(|js| view! { <link rel="modulepreload" href=js /> })}
                    {assets
                        .wasm
                        .map(|wasm| {
                            view! {
                                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="" />
                            }
                        })}
                    {script
                        .map(|script| {
                            view! {
                                <script type="module" nonce=script_nonce>
                                    {script}
                                </script>
                            }
                        })}
                </head>
                <body>{body}</body>
            </html>
        }
    }
}

/// The biller's colours as custom properties, so that the style sheet is the same for every biller.
fn colours(brand: Brand) -> String {
    let Brand { light, dark } = brand;
    format!(
        ":root{{--brand:{};--on-brand:{}}}@media(prefers-color-scheme:dark){{:root{{--brand:{};--on-brand:{}}}}}",
        light.colour, light.on, dark.colour, dark.on
    )
}

/// Loads the module and hydrates each island. The paths are our own and contain no quotes.
fn loader(js: &str, wasm: &str) -> String {
    format!(
        "import*as m from\"{js}\";m.default({{module_or_path:\"{wasm}\"}}).then(()=>{{m.hydrate();\
         for(const e of document.querySelectorAll(\"leptos-island\"))m[e.dataset.component](e)}})"
    )
}
