//! Money in the sidebar: payments of the invoice, payments that may be for it, and checkouts.

use domain::ids::PaymentId;
use domain::payments::{Method, PaymentState};
use domain::{Currency, Date, Timestamp};
use leptos::prelude::*;

use crate::pages::Formatter;
use crate::pages::formatter::method_name;
use crate::pages::sidebar::{Place, Side, tools};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentSummary {
    pub id: PaymentId,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub state: PaymentState,
    pub method: Method,
    /// When the payer paid.
    pub paid_on: Date,
}

/// A payment that waits for a match and may be for the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldBy {
    pub id: PaymentId,
    /// The amount, minor units.
    pub amount_minor: i64,
    pub currency: Currency,
    pub paid_on: Date,
}

/// A checkout at a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckoutSummary {
    /// The amount, minor units of the invoice's currency.
    pub amount_minor: i64,
    pub method: Method,
    pub since: Timestamp,
    /// Until when the provider accepts money for it.
    pub until: Timestamp,
}

/// Payments that may be for the invoice and wait for a match.
pub(crate) fn held(side: &Side, say: &Formatter) -> AnyView {
    side.held
        .iter()
        .map(|held| {
            view! {
                <p class="notice warn" data-held=held.id.to_string()>
                    {say.money(held.amount_minor, held.currency)}
                    " of "
                    {say.day(held.paid_on)}
                    " may be for this invoice; nobody is reminded until that is known. "
                    <a href=format!("/console/matching/{}", held.id)>"Match it"</a>
                </p>
            }
        })
        .collect_view()
        .into_any()
}

/// Checkouts that are open.
pub(crate) fn checkouts(side: &Side, say: &Formatter) -> AnyView {
    side.checkouts
        .iter()
        .map(|checkout| {
            view! {
                <p class="notice" data-checkout="">
                    "The payer is paying "
                    {say.money(checkout.amount_minor, side.figures.currency)}
                    ", "
                    {method_name(checkout.method)}
                    ", since "
                    {say.moment(checkout.since)}
                    ". It ends at "
                    {say.moment(checkout.until)}
                    "."
                </p>
            }
        })
        .collect_view()
        .into_any()
}

pub(crate) fn payments(side: &Side, say: &Formatter, base: &str) -> AnyView {
    if side.payments.is_empty() {
        return ().into_any();
    }
    let rows = side
        .payments
        .iter()
        .map(|payment| {
            let state = match payment.state {
                PaymentState::Pending => "on its way",
                PaymentState::Settled => "received",
                PaymentState::Failed => "failed",
                PaymentState::Reversed => "taken back",
                PaymentState::Joined => "joined to another one",
            };
            let query = format!("?payment={}", payment.id);
            let tools = tools::links(side, Place::Payment(payment.state), base, &query);
            view! {
                <li>
                    <a class="num" href=format!("/console/payments/{}", payment.id)>
                        {say.money(payment.amount_minor, side.figures.currency)}
                    </a>
                    <small>
                        {say.day(payment.paid_on)} " · " {method_name(payment.method)} " · " {state} " "
                        {tools}
                    </small>
                </li>
            }
        })
        .collect_view();
    let credit = (side.may_act && side.figures.credit_minor > 0).then(|| {
        let href = format!("/console/payments?from=&payer={}", side.payer.id);
        view! { <a href=href>"Use the credit, or pay it back"</a> }
    });
    view! {
        <section class="sec" aria-labelledby="payments">
            <h2 id="payments">"Payments"</h2>
            <ul class="pairs">{rows}</ul>
            {credit}
        </section>
    }
    .into_any()
}
