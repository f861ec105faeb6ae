//! Answers that all pages and forms of the console share.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use console::pages::Rendered;
use serde::Deserialize;
use usecases::{StoreError, UseCaseError};

use crate::respond::{Cause, Page, ProblemResponse};
use crate::routes::console::invoices::tool;

/// The query of an address of the console.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub tab: String,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub sort: String,
    /// The end of the previous page.
    #[serde(default)]
    pub after: String,
    /// What was just done, see [`done_text`].
    #[serde(default)]
    pub done: String,
}

const LONGEST_SEARCH: usize = 200;

impl ListQuery {
    /// The search text, cut to a sensible length.
    pub(super) fn search(&self) -> String {
        self.q.trim().chars().take(LONGEST_SEARCH).collect()
    }
}

pub(super) fn page(rendered: Rendered) -> Response {
    Page { rendered, status: StatusCode::OK }.into_response()
}

/// A form that was refused, with the page that says why.
pub(super) fn refused(rendered: Rendered) -> Response {
    Page { rendered, status: StatusCode::UNPROCESSABLE_ENTITY }.into_response()
}

pub(super) fn failed(headers: &HeaderMap, error: &dyn Cause) -> Response {
    ProblemResponse::failed(headers, error).into_response()
}

/// The database failed, or nobody knows whether it did what was asked.
pub(super) fn not_stored(headers: &HeaderMap, error: &StoreError) -> Response {
    ProblemResponse::not_stored(headers, error).into_response()
}

/// After a form, redirects to a page that can be loaded again.
pub(super) fn see(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// What was done, as a sentence. Addresses carry a word, never a text.
pub(super) fn done_text(word: &str) -> Option<&'static str> {
    Some(match word {
        "sent" => "Sent.",
        "noted" => "The note is kept. No payer sees it.",
        "assigned" => "Assigned.",
        "snoozed" => "Snoozed.",
        "solved" => "Solved.",
        "reopened" => "Open again.",
        "withdrawn" => "The proposal is withdrawn.",
        "accepted" => "Accepted. The invoice has changed.",
        "declined" => "Declined.",
        "saved" => "Saved.",
        "removed" => "Removed.",
        "unchanged" => "Nothing was different.",
        "import-undone" => "The import is undone. The file can be imported again.",
        "import-undoing" => "The import is being undone. That goes on by itself.",
        "asked" => "Asked. It stands on the invoice until the payer answers.",
        "undone" => "Undone. The money waits for a match again.",
        "separated" => "Separated. The money waits for a match again.",
        "return" => "Written down.",
        "returned" => "It is to be returned. Say here how it ended once you have sent it.",
        "refund" => "It is being paid back.",
        "refunded" => "Written down.",
        "applied" => "The credit is used.",
        "imported" => "The files are taken in.",
        tool => return tool::done_text(tool),
    })
}

/// Why something was not done, for staff.
pub(super) fn reason(error: &UseCaseError) -> String {
    match error {
        UseCaseError::Invalid(problems) => {
            let said: Vec<String> = problems.iter().map(|problem| sentence(&problem.message)).collect();
            said.join(" ")
        }
        UseCaseError::KeyReused => {
            "This form was sent before with something else. Load the page again.".into()
        }
        UseCaseError::Store(StoreError::NodeTooOld(_)) => {
            "A newer version writes to this, and this server does not know it yet. Nothing was changed. Try again in a \
             minute."
                .into()
        }
        UseCaseError::Store(StoreError::OutcomeUnknown(_)) => {
            "Nobody knows whether this was done. Send the same form again: it is done once at most.".into()
        }
        UseCaseError::Store(_) => "The database did not do it. Try again.".into(),
        other => sentence(&other.to_string()),
    }
}

/// Adds a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    [&first, letters.as_str(), end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_in_sentences() {
        assert_eq!(sentence("nothing is open on this invoice"), "Nothing is open on this invoice.");
        assert_eq!(sentence("Try again."), "Try again.");
        assert_eq!(reason(&UseCaseError::NotFound("proposal")), "There is no proposal with this id.");
    }
}
