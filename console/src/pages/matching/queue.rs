//! The queue of payments that wait for a person, and the open one with its candidates.

use domain::ids::PaymentId;
use domain::{Currency, Date};
use leptos::prelude::*;

use crate::pages::frame::tag;
use crate::pages::matching::review as match_review;
use crate::pages::matching::review::MatchReview;
use crate::pages::payments::pieces::count;
use crate::pages::{Area, Frame, Rendered, Tone};

/// A payment in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub payment: PaymentId,
    /// Who paid, as the bank says.
    pub from: String,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    /// When the payer paid.
    pub paid_on: Date,
    /// The best candidate: payer and number; `None` if nothing was found.
    pub best: Option<String>,
    /// Its score, 0 to 1000.
    pub score: Option<u16>,
    /// The payment that it probably duplicates, in a sentence.
    pub same: Option<String>,
    /// Whether a payer was asked and has not answered.
    pub asked: bool,
}

/// The last decision, so that it can be undone at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    pub payment: PaymentId,
    /// The decision, in a sentence.
    pub text: String,
    /// The word of the address that undoes it, if it can be undone.
    pub undo: Option<&'static str>,
    pub key: String,
}

#[derive(Clone)]
pub struct QueuePage {
    pub frame: Frame,
    /// The payments that wait, the oldest first.
    pub rows: Vec<Row>,
    /// How many returns wait for their payment.
    pub returns: u64,
    /// The address of the next page.
    pub next: Option<String>,
    pub last: Option<Last>,
    /// The payment that is open.
    pub open: Option<Box<MatchReview>>,
}

#[must_use]
pub fn render(page: &QueuePage) -> Rendered {
    let page = page.clone();
    let frame = page.frame.clone();
    let title = match &page.open {
        None => "Matching".to_owned(),
        Some(open) => format!("{} from {}", open.transfer.amount(&frame.say), open.transfer.from()),
    };
    let class = if page.open.is_some() { "inbox queue with-review" } else { "inbox queue" };
    frame.render(Some(Area::Matching), &title, class, None, move || body(&page))
}

fn body(page: &QueuePage) -> AnyView {
    let open = match &page.open {
        Some(open) => match_review::pane(open, &page.frame.say),
        None => view! {
            <section class="conv none">
                <p class="soft">
                    "Choose a payment. "
                    <kbd>"J"</kbd>
                    " and "
                    <kbd>"K"</kbd>
                    " go from one to the next, "
                    <kbd>"B"</kbd>
                    " goes to the best match."
                </p>
            </section>
        }
        .into_any(),
    };
    view! {
        {page.last.as_ref().map(last)}
        {list(page)}
        {open}
    }
    .into_any()
}

/// The last decision, with its undo.
fn last(last: &Last) -> AnyView {
    let here = format!("/console/payments/{}", last.payment);
    let undo = last.undo.map(|word| {
        view! {
            <form method="post" action=format!("{here}/{word}")>
                <input type="hidden" name="key" value=last.key.clone() />
                <button type="submit" class="btn" data-shortcut="u">
                    "Undo "
                    <kbd>"U"</kbd>
                </button>
            </form>
        }
    });
    view! {
        <div class="notice good last" role="status">
            <span>{last.text.clone()} " " <a href=here.clone()>"See the payment"</a></span>
            {undo}
        </div>
    }
    .into_any()
}

fn list(page: &QueuePage) -> AnyView {
    let chosen = page.open.as_ref().map(|open| open.transfer.id);
    let rows = page.rows.iter().map(|row| self::row(page, row, chosen)).collect_view();
    let empty = page.rows.is_empty().then(|| {
        view! {
            <li class="empty soft" data-key="empty">
                "Every payment has found its invoice."
            </li>
        }
    });
    let heading = if page.open.is_some() {
        view! { <h2>"Matching"</h2> }.into_any()
    } else {
        view! { <h1>"Matching"</h1> }.into_any()
    };
    let wait = match page.frame.doubtful {
        0 => "Nothing waits for a decision.".to_owned(),
        many => count(many, "payment waits for a decision.", "payments wait for a decision."),
    };
    let returns = (page.returns > 0).then(|| {
        let text = count(page.returns, "return waits for its payment", "returns wait for their payments");
        view! {
            <p>
                <a href="/console/returns">{text}</a>
            </p>
        }
    });
    let next = page.next.clone().map(|next| {
        view! {
            <p class="more">
                <a class="btn" href=next>
                    "More"
                </a>
            </p>
        }
    });
    view! {
        <section class="list" aria-label="Payments that wait">
            <header class="queue-head" data-region="waiting" data-waiting=page.frame.doubtful.to_string()>
                {heading} <p class="soft">{wait}</p> {returns}
            </header>
            <button type="button" class="new" data-new="" hidden="">
                "0 new"
            </button>
            <ol class="rows" data-region="rows" data-holds="">
                {rows}
                {empty}
            </ol>
            {next}
        </section>
    }
    .into_any()
}

fn row(page: &QueuePage, row: &Row, chosen: Option<PaymentId>) -> AnyView {
    let say = &page.frame.say;
    let here = (chosen == Some(row.payment)).then_some("true");
    let href = format!("/console/matching/{}", row.payment);
    let asked = row.asked.then(|| tag(Tone::Calm, "Payer asked".to_owned()));
    let found = row.same.clone().or_else(|| row.best.clone());
    let what = found.unwrap_or_else(|| "Nothing speaks for any invoice".to_owned());
    let score = match (&row.best, row.score) {
        (Some(_), Some(score)) => tag(Tone::Warn, format!("{} of 100", score / 10)),
        (Some(_), None) => ().into_any(),
        (None, _) if row.same.is_some() => tag(Tone::Warn, "Perhaps known".to_owned()),
        (None, _) => tag(Tone::Bad, "Not found".to_owned()),
    };
    view! {
        <li data-key=row.payment.to_string()>
            <a class="it" href=href data-row="" aria-current=here>
                <b>{row.from.clone()}</b>
                " "
                <time datetime=row.paid_on.to_string()>{say.day(row.paid_on)}</time>
                <span class="what">{what}</span>
                <span class="tags">
                    <strong class="num">{say.money(row.amount_minor, row.currency)}</strong>
                    {score}
                    {asked}
                </span>
            </a>
        </li>
    }
    .into_any()
}
