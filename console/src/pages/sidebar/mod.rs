//! The sidebar of every conversation: the invoice's figures, its tools, its payer.

mod payments;
mod tools;

use domain::ids::{DisputeId, FeeId, PayerId, ProposalId};
use domain::{Date, Timestamp};
use leptos::prelude::*;

use crate::pages::figures::Figures;
use crate::pages::formatter::status;
use crate::pages::frame::tag;
use crate::pages::happened::Happened;
use crate::pages::{Formatter, Tone};

pub use payments::{CheckoutSummary, HeldBy, PaymentSummary};
pub use tools::{OfferedTool, Place};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerSummary {
    pub id: PayerId,
    /// The name, or that it was erased.
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The language's name in itself.
    pub language: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    pub name: String,
    /// Its amount, minor units.
    pub net_minor: i64,
}

/// A fee that is not waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeSummary {
    pub id: FeeId,
    /// The amount, minor units.
    pub amount_minor: i64,
}

/// A proposal that waits for staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    pub id: ProposalId,
    /// What the payer asks for.
    pub what: String,
}

/// Everything in the sidebar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub figures: Figures,
    pub reference: Option<String>,
    pub payer: PayerSummary,
    /// The payer's other invoices, newest first.
    pub others: Vec<Figures>,
    pub lines: Vec<LineView>,
    pub payments: Vec<PaymentSummary>,
    /// Its fees that are not waived.
    pub fees: Vec<FeeSummary>,
    /// The payer's requests that nobody has answered.
    pub asked: Vec<OpenQuestion>,
    /// A dispute that waits for a decision, and its line.
    pub dispute: Option<(DisputeId, Option<u32>)>,
    /// Whether reminders are paused, and until when.
    pub paused: Option<Option<Date>>,
    /// Payments that wait for a match and may be for this invoice: meanwhile no reminder is sent.
    pub held: Vec<HeldBy>,
    pub checkouts: Vec<CheckoutSummary>,
    /// In the order in which they are shown.
    pub tools: Vec<OfferedTool>,
    /// Whether tools are shown.
    pub may_act: bool,
}

/// Renders it; `wide` on the invoice's own page.
pub(crate) fn pane(side: &Side, say: &Formatter, wide: bool) -> AnyView {
    let figures = &side.figures;
    let money = |minor| say.money(minor, figures.currency);
    let (tone, word) = status(figures.status);
    let row = |label: &'static str, value: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let some = |minor: i64, label| (minor != 0).then(|| row(label, money(minor)));
    let base = format!("/console/invoices/{}", figures.id);
    let flagged = figures.flagged.then(|| tag(Tone::Warn, "To look at".into()));
    let paused = side.paused.map(|until| {
        let until = until.map(|until| format!(" until {}", say.day(until))).unwrap_or_default();
        tag(Tone::Calm, format!("Reminders paused{until}"))
    });
    let see = (!wide).then(|| {
        view! {
            <a class="btn" href=base.clone() data-shortcut="v">
                "See as payer"
            </a>
        }
    });
    view! {
        <aside class="side" aria-label="Invoice" data-region="side" data-status=figures.status.as_str()>
            <div class="sum">
                <small>"Open"</small>
                <p class="big num" data-amount="open" data-minor=figures.open_minor.to_string()>
                    {money(figures.open_minor)}
                </p>
                <p class="tags">{tag(tone, word.into())} {flagged} {paused}</p>
            </div>
            <dl class="kv num">
                {row("Number", figures.number.clone())} {row("Total", money(figures.total_minor))}
                {some(figures.paid_minor, "Paid")} {some(figures.pending_minor, "On its way")}
                {some(figures.credit_minor, "Credit")}
                <div>
                    <dt>"Due"</dt>
                    <dd>
                        <time data-due=figures.due_date.to_string() datetime=figures.due_date.to_string()>
                            {say.day(figures.due_date)}
                        </time>
                    </dd>
                </div> {side.reference.clone().map(|reference| row("Reference", reference))}
            </dl>
            {attention(side, &base)} {payments::held(side, say)} {payments::checkouts(side, say)}
            <div class="tools">{tools::buttons(side, &base)} {see}</div>
            {payments::payments(side, say, &base)}
            {lines(side, say)}
            {payer(side, say)}
        </aside>
    }
    .into_any()
}

/// What waits for a decision of staff.
fn attention(side: &Side, base: &str) -> AnyView {
    let dispute = side.dispute.map(|(_, line)| {
        let about = line.and_then(|line| side.lines.get(usize::try_from(line).ok()?.checked_sub(1)?));
        let about = about.map_or_else(|| "the invoice".to_owned(), |line| line.name.clone());
        view! {
            <p class="notice warn">
                "The payer disputes " {about} ". "
                {tools::links(side, Place::Dispute, base, "")}
            </p>
        }
    });
    let asked = side
        .asked
        .iter()
        .map(|asked| {
            let proposal = format!("{base}/proposals/{}", asked.id);
            let acts = side.may_act.then(|| {
                view! {
                    <a href=format!("{proposal}/accept")>"Accept …"</a>
                    " "
                    <a href=format!("{proposal}/decline")>"Decline …"</a>
                }
            });
            view! { <p class="notice warn">"The payer asks: " {asked.what.clone()} ". " {acts}</p> }
        })
        .collect_view();
    view! { {dispute} {asked} }.into_any()
}

fn lines(side: &Side, say: &Formatter) -> AnyView {
    let rows = side
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let point = side.may_act.then(|| {
                view! {
                    <button
                        type="button"
                        class="quiet"
                        data-point=(at + 1).to_string()
                        aria-pressed="false"
                        aria-label=format!("Point at {}", line.name)
                        data-needs-script=""
                        hidden=""
                    >
                        "Point"
                    </button>
                }
            });
            view! {
                <li>
                    <span>{line.name.clone()}</span>
                    <small class="num">{say.money(line.net_minor, side.figures.currency)} " " {point}</small>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="sec" aria-labelledby="lines">
            <h2 id="lines">"Lines"</h2>
            <ul class="pairs">{rows}</ul>
        </section>
    }
    .into_any()
}

fn payer(side: &Side, say: &Formatter) -> AnyView {
    let payer = &side.payer;
    let others = side
        .others
        .iter()
        .map(|other| {
            let (tone, word) = status(other.status);
            view! {
                <li>
                    <a href=format!("/console/invoices/{}", other.id)>{other.number.clone()}</a>
                    <small class="num">
                        {say.money(other.open_minor, other.currency)} " " {tag(tone, word.into())}
                    </small>
                </li>
            }
        })
        .collect_view();
    let any = !side.others.is_empty();
    view! {
        <section class="sec" aria-labelledby="payer">
            <h2 id="payer">"Payer"</h2>
            <ul class="pairs">
                <li>
                    <a href=format!("/console/payers/{}", payer.id)>{payer.name.clone()}</a>
                    <small>{payer.language.clone()}</small>
                </li>
                {payer.email.clone().map(|email| view! { <li>{email}</li> })}
                {payer.phone.clone().map(|phone| view! { <li>{phone}</li> })}
            </ul>
        </section>
        {any
            .then(|| {
                view! {
                    <section class="sec" aria-labelledby="others">
                        <h2 id="others">"Other invoices"</h2>
                        <ul class="pairs">{others}</ul>
                    </section>
                }
            })}
    }
    .into_any()
}

/// A list of what happened, newest first.
pub(crate) fn history(rows: Vec<(Timestamp, Happened)>, say: &Formatter) -> AnyView {
    let rows = rows
        .into_iter()
        .rev()
        .map(|(at, Happened { tone, text, reason })| {
            view! {
                <li data-tone=tone.as_str()>
                    <span>{text} {reason.map(|reason| view! { <q>{reason}</q> })}</span>
                    <small>{say.moment(at)}</small>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="happened">{rows}</ol> }.into_any()
}
