//! The record of consent: what exactly somebody accepted, when and from where.

use domain::Timestamp;
use domain::ids::InvoiceId;
use leptos::prelude::*;

use crate::pages::{Area, Frame, Rendered};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The proposal's title as it was read.
    pub title: String,
    /// Its terms as they were read.
    pub terms: String,
    /// The message that came with it.
    pub words: Option<String>,
    /// BCP 47 tag of the language in which it was read.
    pub language: String,
    pub at: Timestamp,
    /// Whether staff accepted a request of the payer.
    pub by_staff: bool,
    /// The link that was used.
    pub link: Option<String>,
    /// A hash of the network address.
    pub address: Option<String>,
    /// A hash of the browser's name.
    pub browser: Option<String>,
}

#[derive(Clone)]
pub struct RecordPage {
    pub frame: Frame,
    pub invoice: InvoiceId,
    pub number: String,
    pub agreement: Agreement,
}

#[must_use]
pub fn render(page: &RecordPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    frame.render(Some(Area::Inbox), "What was agreed", "wide", None, move || body(&page))
}

fn body(page: &RecordPage) -> AnyView {
    let Agreement { title, terms, words, language, at, by_staff, link, address, browser } =
        page.agreement.clone();
    let who = if by_staff { "Staff, what the payer had asked for" } else { "The payer, over a link" };
    let facts = [
        ("Accepted by", Some(who.to_owned())),
        ("When", Some(page.frame.say.moment(at))),
        ("Read in", Some(language.clone())),
        ("Link", link),
        ("Network address, as a code", address),
        ("Browser, as a code", browser),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| {
            view! {
                <dt>{name}</dt>
                <dd>{value}</dd>
            }
        })
        .collect_view();
    view! {
        <a class="back" href=format!("/console/inbox/{}", page.invoice)>
            "‹ Invoice "
            {page.number.clone()}
        </a>
        <h1>"What was agreed"</h1>
        <div class="card record">
            <blockquote lang=language>
                <b>{title}</b>
                <p>{terms}</p>
                {words.map(|words| view! { <p>{words}</p> })}
            </blockquote>
            <dl>{facts}</dl>
            <p class="soft">
                "The codes are made with this installation's secret key: they show whether an address or a browser is the same one, and nothing else."
            </p>
        </div>
    }
    .into_any()
}
