//! What a payer does with forms, over HTTP and without scripts.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod forms;
mod hostile;
mod pay;
mod proposals;

use domain::ids::ProposalId;
use domain::proposals::ProposedChange;
use usecases::MakeProposal;

use support::http::{Answer, request};
use support::{Invoice, TestServer};

/// Posts a form from the invoice's own page.
pub async fn post(server: &TestServer, invoice: &Invoice, path: &str, body: &str) -> Answer {
    post_from(server, invoice, path, body, &[("Sec-Fetch-Site", "same-origin")]).await
}

/// The same with other headers.
pub async fn post_from(
    server: &TestServer,
    invoice: &Invoice,
    path: &str,
    body: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut all = vec![("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", "Example/1.0")];
    all.extend(headers);
    request(server.address, "POST", &format!("/i/{}/{path}", invoice.token), &all, body).await
}

pub async fn propose(server: &TestServer, invoice: &Invoice, change: ProposedChange) -> ProposalId {
    let text = Some("Shall we do it like this?".to_owned());
    server.ask(MakeProposal { invoice: invoice.id, change, text }).await.unwrap().output.proposal_id
}

/// Where a form that was taken leads, without the token.
pub fn led_to(invoice: &Invoice, answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").unwrap().replace(&invoice.token, "TOKEN")
}

/// A text in Swedish, the language of the payer, as it stands in HTML.
pub fn swedish(key: &str) -> String {
    let text = locale::Texts::get().text(locale::Language::Sv, key, &[("biller", "Nordkraft Example")]);
    text.replace('&', "&amp;").replace('\'', "&#x27;")
}
