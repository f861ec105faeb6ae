//! Whole documents, rendered on the server: a value in, HTML out.

pub mod brand;
pub mod checkouts;
pub mod invoices;
pub mod login;
pub mod problem;
pub mod shell;

/// A rendered document, and what the response's headers need to know about it.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// The document, with its doctype.
    pub html: String,
    /// The nonce of its inline style and script, for the content security policy.
    pub nonce: String,
}

/// The paths of the files that the page loads. Scripts are `None` if the browser's side was not built; the page then
/// works without them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    pub css: Option<String>,
    /// The script that loads the module.
    pub js: Option<String>,
    pub wasm: Option<String>,
}

/// A language that the page can be read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its BCP 47 tag.
    pub code: String,
    /// Its name in itself: `Svenska`.
    pub name: String,
}
