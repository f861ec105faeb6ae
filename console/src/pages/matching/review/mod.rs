//! A payment that waits for a person: what the bank says, which invoices it may be for and why, and what can be done
//! with it. Every action is a form of its own.

mod actions;
mod choice;

use domain::ids::{InvoiceId, PayerId, PaymentId};
use leptos::prelude::*;

use crate::pages::figures::Figures;
use crate::pages::payments::Why;
use crate::pages::payments::pieces::count;
use crate::pages::payments::{Transfer, transfer};
use crate::pages::{Formatter, Tone, frame};

/// An invoice that the payment may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub figures: Figures,
    pub payer: PayerId,
    pub name: String,
    /// Its remittance reference in readable form.
    pub reference: Option<String>,
    /// Its score, 0 to 1000; `None` if it was found by searching.
    pub score: Option<u16>,
    pub whys: Vec<Why>,
    /// The question to its payer, asked or possible.
    pub asking: Asking,
}

/// The state of the question to the payer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Nothing was asked: this is what they would read, in their language.
    Free(Question),
    /// They were asked, and can answer until then.
    Waits {
        /// Until when, as text.
        until: String,
    },
    /// They said that the payment is not theirs.
    Disclaimed,
    /// They cannot be asked, for this reason.
    Closed(&'static str),
}

/// A question as the payer will read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The tag of the payer's language.
    pub language: String,
    /// The language's name in itself.
    pub language_name: String,
    pub lines: Vec<String>,
}

/// A payment that this one may duplicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    pub payment: PaymentId,
    /// Describes the payment in a sentence.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchReview {
    pub transfer: Transfer,
    /// The reference that was found in it.
    pub given: Option<String>,
    /// The candidates, best first.
    pub candidates: Vec<Choice>,
    /// Payments that it may duplicate, the likeliest first.
    pub same: Vec<Same>,
    pub search: String,
    /// The invoices that a search found.
    pub found: Vec<Choice>,
    /// The key of the forms, new for each page.
    pub key: String,
    /// Whether this reader may decide.
    pub may_act: bool,
    /// What was decided meanwhile, by somebody else or by the bank; `None` while it waits.
    pub decided: Option<String>,
}

impl MatchReview {
    fn action(&self, word: &str) -> String {
        format!("/console/payments/{}/{word}", self.transfer.id)
    }

    /// The invoices that a search found, without the candidates.
    fn others(&self) -> impl Iterator<Item = &Choice> {
        let known = |invoice: InvoiceId| self.candidates.iter().any(|one| one.figures.id == invoice);
        self.found.iter().filter(move |one| !known(one.figures.id))
    }

    /// Every invoice on the page, once.
    fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.candidates.iter().chain(self.others())
    }

    /// Every payer on the page, once.
    fn payers(&self) -> Vec<(PayerId, &str)> {
        let mut payers: Vec<(PayerId, &str)> = Vec::new();
        for choice in self.choices() {
            if !payers.iter().any(|(known, _)| *known == choice.payer) {
                payers.push((choice.payer, &choice.name));
            }
        }
        payers
    }
}

pub(crate) fn pane(review: &MatchReview, say: &Formatter) -> AnyView {
    view! {
        <section class="review" aria-labelledby="review-title" data-payment=review.transfer.id.to_string()>
            {head(review, say)}
            <div class="weigh">
                <section class="card known" aria-labelledby="known-title">
                    <h2 id="known-title">"What the bank says"</h2>
                    {transfer::facts(&review.transfer, say)}
                </section>
                <div class="ways" data-region="ways">
                    {match &review.decided {
                        Some(decided) => self::decided(review, decided),
                        None => view! {
                            {same(review)}
                            {candidates(review, say)}
                            {search(review, say)}
                            {review.may_act.then(|| actions::others(review, say))}
                        }
                        .into_any(),
                    }}
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn head(review: &MatchReview, say: &Formatter) -> AnyView {
    let whose = if review.candidates.is_empty() || review.decided.is_some() {
        String::new()
    } else {
        " Nobody is reminded of these invoices meanwhile.".to_owned()
    };
    let waits = match (&review.decided, review.candidates.len()) {
        (Some(_), _) => frame::tag(Tone::Good, "Decided".into()),
        (None, 0) => frame::tag(Tone::Bad, "Nothing found".into()),
        (None, some) => {
            frame::tag(Tone::Warn, count(some.try_into().unwrap_or(u64::MAX), "candidate", "candidates"))
        }
    };
    view! {
        <header class="head">
            <a class="back" href="/console/matching">
                "‹ Matching"
            </a>
            <div class="who">
                <h1 id="review-title">
                    <span class="num">{review.transfer.amount(say)}</span>
                    " from "
                    {review.transfer.from()}
                </h1>
                <p class="soft">
                    "Paid on " {say.day(review.transfer.paid_on)} "." {whose}
                </p>
            </div>
            {waits}
        </header>
    }
    .into_any()
}

fn decided(review: &MatchReview, decided: &str) -> AnyView {
    view! {
        <p class="notice good" role="status">
            {decided.to_owned()}
            " "
            <a href=format!("/console/payments/{}", review.transfer.id)>"See the payment"</a>
        </p>
    }
    .into_any()
}

/// The payments that it may duplicate: one click joins them.
fn same(review: &MatchReview) -> AnyView {
    if review.same.is_empty() {
        return ().into_any();
    }
    let rows = review
        .same
        .iter()
        .map(|same| {
            let join = review.may_act.then(|| {
                view! {
                    <form method="post" action=review.action("join")>
                        <input type="hidden" name="key" value=review.key.clone() />
                        <input type="hidden" name="to" value=same.payment.to_string() />
                        <button type="submit" class="btn p">
                            "It is the same money"
                        </button>
                    </form>
                }
            });
            view! {
                <li class="card choice" data-same=same.payment.to_string()>
                    <p>
                        <a href=format!("/console/payments/{}", same.payment)>{same.text.clone()}</a>
                        "."
                    </p>
                    {join}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="found" aria-labelledby="same-title">
            <h2 id="same-title">"It may be here already"</h2>
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}

fn candidates(review: &MatchReview, say: &Formatter) -> AnyView {
    if review.candidates.is_empty() {
        return view! {
            <p class="card soft">
                "Nothing in this payment speaks for any invoice. Search for the one it is meant for, or return it."
            </p>
        }
        .into_any();
    }
    let rows = review
        .candidates
        .iter()
        .enumerate()
        .map(|(at, choice)| choice::proposal(review, choice, Some(at + 1), say))
        .collect_view();
    view! {
        <section class="found" aria-labelledby="candidates-title">
            <h2 id="candidates-title">"It may be for"</h2>
            <ol>{rows}</ol>
        </section>
    }
    .into_any()
}

/// The search for another invoice.
fn search(review: &MatchReview, say: &Formatter) -> AnyView {
    let rows = review.others().map(|choice| choice::proposal(review, choice, None, say)).collect_view();
    let nothing = match (review.others().count(), review.found.len()) {
        (0, 0) if !review.search.is_empty() => Some("Nothing was found."),
        (0, 1..) => Some("What was found stands above already."),
        _ => None,
    };
    let nothing = nothing.map(|text| view! { <p class="soft">{text}</p> });
    view! {
        <section class="found" aria-labelledby="search-title" id="another">
            <h2 id="search-title">"Another invoice"</h2>
            <form class="find" role="search" method="get" action=format!("/console/matching/{}", review.transfer.id)>
                <label class="sr" for="find">
                    "Search for another invoice"
                </label>
                <input
                    id="find"
                    type="search"
                    name="q"
                    value=review.search.clone()
                    placeholder="Number, payer, amount, reference …   /"
                    data-shortcut="/"
                />
                <button type="submit" class="btn">
                    "Search"
                </button>
            </form>
            <ol>{rows}</ol>
            {nothing}
        </section>
    }
    .into_any()
}
