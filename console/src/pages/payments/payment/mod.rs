//! One payment: what arrived, what became of it and why, and what can still be done with it.

mod tools;

use domain::Timestamp;
use domain::ids::{InvoiceId, PayerId, PaymentId, RefundId};
use leptos::prelude::*;

use crate::pages::figures::Figures;
use crate::pages::frame::tag;
use crate::pages::payments::Why;
use crate::pages::payments::pieces::{reasons, score};
use crate::pages::payments::{State, Transfer, transfer};
use crate::pages::{Area, Frame, Rendered, Tone};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationLine {
    pub invoice: InvoiceId,
    pub number: String,
    /// The amount, minor units.
    pub amount_minor: i64,
}

/// A candidate when the payment arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    pub invoice: InvoiceId,
    pub number: String,
    /// Its score, 0 to 1000.
    pub score: u16,
    pub whys: Vec<Why>,
}

/// A refund: done, in progress, or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundSummary {
    pub id: RefundId,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub tone: Tone,
    pub said: &'static str,
    /// Whether staff state how it ended, because no provider does.
    pub by_hand: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub at: Timestamp,
    /// What happened, and who did it.
    pub text: String,
    /// The reason, in the words of whoever did it.
    pub reason: Option<String>,
}

#[derive(Clone)]
pub struct PaymentPage {
    pub frame: Frame,
    pub transfer: Transfer,
    pub state: State,
    /// Its payer, if known.
    pub payer: Option<(PayerId, String)>,
    pub parts: Vec<AllocationLine>,
    /// The unapplied amount, minor units.
    pub free_minor: i64,
    /// How its invoices were found; empty if somebody named them.
    pub weighed: Vec<Weighed>,
    pub refunds: Vec<RefundSummary>,
    /// Its history, oldest first.
    pub history: Vec<Event>,
    /// The payer's invoices that could take the unapplied amount.
    pub could_take: Vec<Figures>,
    /// Whether the match can be undone.
    pub undo: bool,
    /// How much can be refunded, minor units.
    pub refundable_minor: i64,
    /// The payment that counts in its place, if it is the same money.
    pub joined_to: Option<PaymentId>,
    /// Other reports of this money that were joined to it.
    pub confirmed_by: Vec<PaymentId>,
    /// The key of the forms, new for each page.
    pub key: String,
    /// Whether this reader may change it.
    pub may_act: bool,
}

impl PaymentPage {
    fn money(&self, minor: i64) -> String {
        self.frame.say.money(minor, self.transfer.currency)
    }

    fn action(&self, word: &str) -> String {
        format!("/console/payments/{}/{word}", self.transfer.id)
    }
}

#[must_use]
pub fn render(page: &PaymentPage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let title = format!("Payment of {}", page.transfer.amount(&frame.say));
    frame.render(Some(Area::Payments), &title, "wide payment", None, move || body(&page))
}

fn body(page: &PaymentPage) -> AnyView {
    let say = &page.frame.say;
    let (tone, word) = page.state.said();
    let waits = (page.state == State::Unidentified).then(|| {
        view! {
            <p class="notice warn">
                "Nobody knows whose it is. "
                <a href=format!("/console/matching/{}", page.transfer.id)>"Find its invoice"</a>
            </p>
        }
    });
    let joined = joined(page);
    view! {
        <p>
            <a class="back" href="/console/payments">
                "‹ Payments"
            </a>
        </p>
        <header class="head plain">
            <h1>
                <span class="num">{page.transfer.amount(say)}</span>
                " from "
                {page.transfer.from()}
            </h1>
            <span data-payment=page.state.path()>{tag(tone, word.into())}</span>
        </header>
        {waits}
        {joined}
        <div class="cols" data-region="payment">
            <section class="card" aria-labelledby="known-title">
                <h2 id="known-title">"What came"</h2>
                {transfer::facts(&page.transfer, say)}
            </section>
            <section class="card" aria-labelledby="became-title">
                <h2 id="became-title">"What became of it"</h2>
                {became(page)}
                {page.may_act.then(|| tools::tools(page))}
            </section>
            {weighed(page)}
            <section class="card span" aria-labelledby="history-title">
                <h2 id="history-title">"History"</h2>
                {history(page)}
            </section>
        </div>
    }
    .into_any()
}

/// Other reports of the same money, in both directions.
fn joined(page: &PaymentPage) -> AnyView {
    let counts = page.joined_to.map(|to| {
        let separate = page.may_act.then(|| {
            view! {
                <form method="post" action=page.action("separate")>
                    <input type="hidden" name="key" value=page.key.clone() />
                    <button type="submit" class="btn">
                        "It is money of its own"
                    </button>
                </form>
            }
        });
        view! {
            <div class="notice" data-joined=to.to_string()>
                "It is the same money as "
                <a href=format!("/console/payments/{to}")>"another payment"</a>
                ", which counts in its place. "
                {separate}
            </div>
        }
    });
    let reports = page
        .confirmed_by
        .iter()
        .map(|by| {
            view! {
                <p class="notice good" data-confirmed=by.to_string()>
                    <a href=format!("/console/payments/{by}")>"Another report of it"</a>
                    " was joined to it."
                </p>
            }
        })
        .collect_view();
    view! { {counts} {reports} }.into_any()
}

fn became(page: &PaymentPage) -> AnyView {
    let payer = match &page.payer {
        Some((id, name)) => view! { <a href=format!("/console/payers/{id}")>{name.clone()}</a> }.into_any(),
        None => view! { <span class="soft">"Nobody knows"</span> }.into_any(),
    };
    let parts = page
        .parts
        .iter()
        .map(|part| {
            view! {
                <div data-part=part.number.clone()>
                    <dt>
                        <a href=format!("/console/invoices/{}", part.invoice)>"Invoice " {part.number.clone()}</a>
                    </dt>
                    <dd>{page.money(part.amount_minor)}</dd>
                </div>
            }
        })
        .collect_view();
    let left = match (&page.payer, page.free_minor) {
        (_, 0) => None,
        (Some(_), _) => Some("The payer’s credit"),
        (None, _) => Some("Waits"),
    };
    let left = left.map(|label| {
        view! {
            <div data-free=page.free_minor.to_string()>
                <dt>{label}</dt>
                <dd>{page.money(page.free_minor)}</dd>
            </div>
        }
    });
    let refunds = page
        .refunds
        .iter()
        .map(|refund| {
            let ends = (refund.by_hand && page.may_act).then(|| tools::refund_ends(page, refund));
            view! {
                <div>
                    <dt>"Paid back"</dt>
                    <dd>{page.money(refund.amount_minor)} " " {tag(refund.tone, refund.said.into())} {ends}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="kv num">
            <div>
                <dt>"Payer"</dt>
                <dd>{payer}</dd>
            </div>
            {parts}
            {left}
            {refunds}
        </dl>
    }
    .into_any()
}

/// How its invoices were found.
fn weighed(page: &PaymentPage) -> AnyView {
    if page.weighed.is_empty() {
        return ().into_any();
    }
    let rows = page
        .weighed
        .iter()
        .map(|one| {
            view! {
                <li>
                    <div class="whose">
                        <a href=format!("/console/invoices/{}", one.invoice)>"Invoice " {one.number.clone()}</a>
                        {score(one.score)}
                    </div>
                    {reasons(&one.whys)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card span" aria-labelledby="weighed-title">
            <h2 id="weighed-title">"How it was matched"</h2>
            <ol class="weighed">{rows}</ol>
        </section>
    }
    .into_any()
}

fn history(page: &PaymentPage) -> AnyView {
    let rows = page
        .history
        .iter()
        .rev()
        .map(|event| {
            view! {
                <li>
                    <span>{event.text.clone()} {event.reason.clone().map(|reason| view! { <q>{reason}</q> })}</span>
                    <small>{page.frame.say.moment(event.at)}</small>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="happened">{rows}</ol> }.into_any()
}
