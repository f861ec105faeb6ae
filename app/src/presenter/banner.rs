//! A change as one sentence.

use domain::checkouts::CheckoutEnd;
use domain::ids::{CheckoutId, ProposalId};
use domain::invoices::wire::{By, PayerEvent};
use domain::proposals::ProposedChange;

use super::texts::IslandText;
use super::{ViewContext, proposal};
use crate::words::{DateStyle, Words};

pub type Tone = &'static str;

/// The news about an event: its sentence, unless another event of the same time is more important. A checkout is closed
/// because of a payment, and the payment is the news.
#[must_use]
pub fn news<W: Words + ?Sized>(context: &ViewContext<'_, W>, event: &PayerEvent) -> Option<(Tone, String)> {
    match event {
        PayerEvent::CheckoutClosed { why: CheckoutEnd::AmountChanged, .. } => None,
        other => sentence(context, other),
    }
}

/// The texts of [`sentence`].
pub(super) const EVENT_TEXTS: &[IslandText] = &[
    ("change-payment-pending", &["amount"]),
    ("change-payment-settled", &["amount"]),
    ("change-payment-failed", &["amount"]),
    ("change-payment-reversed", &["amount"]),
    ("change-payment-unmatched", &["amount"]),
    ("change-payment-refunded", &["amount"]),
    ("change-refund-failed", &["amount"]),
    ("change-checkout-failed", &["amount"]),
    ("change-checkout-amount", &["amount"]),
    ("change-credit-used", &["amount"]),
    ("change-credit-moved", &["amount"]),
    ("change-credited", &["amount", "number"]),
    ("change-due-date", &["name", "date"]),
    ("change-due-date-you", &["date"]),
    ("change-due-date-plain", &["date"]),
    ("change-voided", &[]),
    ("change-written-off", &["amount"]),
    ("change-message", &["name"]),
    ("change-unknown", &[]),
    ("change-fee-charged", &["amount"]),
    ("change-fee-waived", &["amount"]),
    ("change-paused", &[]),
    ("change-paused-until", &["date"]),
    ("change-resumed", &[]),
    ("change-disputed", &["name", "line"]),
    ("change-disputed-you", &["line"]),
    ("change-dispute-upheld", &["biller"]),
    ("change-dispute-rejected", &[]),
    ("change-proposal-made", &["name", "what"]),
    ("change-proposal-made-you", &["what"]),
    ("change-proposal-accepted", &["name", "what"]),
    ("change-proposal-accepted-you", &["what"]),
    ("change-proposal-declined", &["name", "what"]),
    ("change-proposal-declined-you", &["what"]),
    ("change-proposal-withdrawn", &["what"]),
    ("change-claim", &["name", "amount"]),
    ("change-claim-yes", &["name", "amount"]),
    ("change-claim-yes-you", &["amount"]),
    ("change-claim-no", &["name", "amount"]),
    ("change-claim-no-you", &["amount"]),
    ("change-claim-gone", &["amount"]),
];

/// What an event means to the payer, and in which style; `None` for what needs no words. Where it needs no more than a
/// text, its line here is all that pages need.
#[must_use]
pub fn sentence<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    event: &PayerEvent,
) -> Option<(Tone, String)> {
    use PayerEvent as E;
    let amount = |key, minor| context.with_amount(key, minor);
    Some(match *event {
        E::PaymentPending { amount_minor, .. } => ("wait", amount("change-payment-pending", amount_minor)),
        E::PaymentSettled { amount_minor, .. } => ("good", amount("change-payment-settled", amount_minor)),
        E::PaymentFailed { amount_minor, .. } => ("warn", amount("change-payment-failed", amount_minor)),
        E::PaymentReversed { amount_minor, .. } => ("warn", amount("change-payment-reversed", amount_minor)),
        E::PaymentUnmatched { amount_minor, .. } => {
            ("warn", amount("change-payment-unmatched", amount_minor))
        }
        E::PaymentRefunded { amount_minor, .. } => ("good", amount("change-payment-refunded", amount_minor)),
        E::RefundFailed { amount_minor, .. } => ("warn", amount("change-refund-failed", amount_minor)),
        E::CreditApplied { amount_minor, .. } => ("good", amount("change-credit-used", amount_minor)),
        E::CreditReapplied { amount_minor } => ("good", amount("change-credit-used", amount_minor)),
        E::CreditMoved { amount_minor, .. } => ("calm", amount("change-credit-moved", amount_minor)),
        E::Voided { .. } => ("calm", context.text("change-voided")),
        E::WrittenOff { amount_minor } => ("calm", amount("change-written-off", amount_minor)),
        E::FeeCharged { amount_minor, .. } => ("wait", amount("change-fee-charged", amount_minor)),
        E::FeeWaived { amount_minor, .. } => ("good", amount("change-fee-waived", amount_minor)),
        E::RemindersPaused { until: None } => ("calm", context.text("change-paused")),
        E::RemindersPaused { until: Some(until) } => {
            ("calm", context.with_date("change-paused-until", until.0))
        }
        E::RemindersResumed => ("calm", context.text("change-resumed")),
        E::DisputeClosed { upheld: true, .. } => ("good", context.with_biller("change-dispute-upheld")),
        E::DisputeClosed { upheld: false, .. } => ("calm", context.text("change-dispute-rejected")),
        E::CheckoutClosed { checkout_id, why } => {
            let (tone, key) = match why {
                CheckoutEnd::Failed => ("warn", "change-checkout-failed"),
                CheckoutEnd::AmountChanged => ("calm", "change-checkout-amount"),
                CheckoutEnd::Paid | CheckoutEnd::Cancelled | CheckoutEnd::Expired => return None,
            };
            (tone, amount(key, begun_minor(context, checkout_id)))
        }
        E::Credited { ref number, amount_minor, .. } => {
            let args = [("amount", &*context.money(amount_minor)), ("number", number)];
            ("good", context.words.text("change-credited", &args))
        }
        E::DueDateChanged { to, ref by, .. } => {
            let date = context.words.date(to, DateStyle::Long);
            let key = match by {
                By::Payer => "change-due-date-you",
                By::System => "change-due-date-plain",
                By::Biller { .. } => "change-due-date",
            };
            ("calm", context.words.text(key, &[("name", context.name(by)), ("date", &date)]))
        }
        E::Disputed { ref by, line, .. } => {
            let line = line.map_or_else(|| context.text("dispute-whole"), context.line);
            ("wait", context.told("change-disputed", "change-disputed-you", by, &[("line", &line)]))
        }
        E::ProposalMade { proposal_id, ref by, .. } => {
            if let Some(amount) = claimed(context, proposal_id) {
                return Some((
                    "wait",
                    context.told("change-claim", "change-claim", by, &[("amount", &amount)]),
                ));
            }
            let what = proposal::title(context, proposal_id);
            let args = [("what", &*what)];
            ("wait", context.told("change-proposal-made", "change-proposal-made-you", by, &args))
        }
        E::ProposalAccepted { proposal_id, ref by } => {
            if let Some(amount) = claimed(context, proposal_id) {
                let args = [("amount", &*amount)];
                return Some(("good", context.told("change-claim-yes", "change-claim-yes-you", by, &args)));
            }
            let what = proposal::title(context, proposal_id);
            let args = [("what", &*what)];
            ("good", context.told("change-proposal-accepted", "change-proposal-accepted-you", by, &args))
        }
        E::ProposalDeclined { proposal_id, ref by, .. } => {
            if let Some(amount) = claimed(context, proposal_id) {
                let args = [("amount", &*amount)];
                return Some(("calm", context.told("change-claim-no", "change-claim-no-you", by, &args)));
            }
            let what = proposal::title(context, proposal_id);
            let args = [("what", &*what)];
            ("calm", context.told("change-proposal-declined", "change-proposal-declined-you", by, &args))
        }
        E::ProposalWithdrawn { proposal_id } => {
            if let Some(amount) = claimed(context, proposal_id) {
                return Some(("calm", context.words.text("change-claim-gone", &[("amount", &amount)])));
            }
            let what = proposal::title(context, proposal_id);
            ("calm", context.words.text("change-proposal-withdrawn", &[("what", &what)]))
        }
        // Shown at the top of the page, with advice.
        E::Unknown
        | E::Issued { .. }
        | E::CheckoutOpened { .. }
        | E::MessagePosted { .. }
        | E::MessagesSeen { .. }
        | E::PersonAsked
        | E::PayerForgotten => return None,
    })
}

fn begun_minor<W: Words + ?Sized>(context: &ViewContext<'_, W>, checkout: CheckoutId) -> i64 {
    let found = context.view.checkouts.iter().find(|(id, _)| *id == checkout);
    found.map_or(0, |(_, state)| state.amount_minor)
}

/// The amount that a proposal asks about; `None` for a proposal that is not such a question.
fn claimed<W: Words + ?Sized>(context: &ViewContext<'_, W>, proposal: ProposalId) -> Option<String> {
    context.view.proposals.iter().find(|one| one.proposal_id == proposal).and_then(|proposal| match proposal
        .change
    {
        ProposedChange::ClaimPayment { amount_minor, .. } => Some(context.money(amount_minor)),
        _ => None,
    })
}
