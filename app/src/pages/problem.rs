//! The pages for what cannot be shown.

use std::sync::Arc;

use super::{Assets, Rendered};
use crate::words::Words;

/// Why there is nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A link that is wrong, expired or revoked. The page is the same for all three.
    Link,
    /// There is no such page.
    NotFound,
    /// Too many requests.
    TooMany {
        /// After how many seconds it is worth another try.
        retry_after_seconds: u32,
    },
    /// The server failed.
    Server {
        /// The request's id, which the log has too.
        request_id: String,
    },
}

/// A page that says what is wrong and what to do.
#[derive(Debug, Clone)]
pub struct ProblemPage {
    /// What is wrong.
    pub problem: Problem,
    /// The files to load.
    pub assets: Assets,
}

/// Renders the whole document.
#[must_use]
pub fn render(page: &ProblemPage, words: Arc<dyn Words>) -> Rendered {
    let _ = (page, words);
    Rendered { html: String::new(), nonce: String::new() }
}
