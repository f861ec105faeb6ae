//! A change as one sentence.

use domain::checkouts::CheckoutEnd;
use domain::ids::{CheckoutId, ProposalId};
use domain::invoices::wire::{By, PayerEvent};
use domain::proposals::ProposedChange;

use super::{ViewContext, proposal};
use crate::words::{DateStyle, Words};

/// The style of a sentence.
pub type Tone = &'static str;

/// The news about an event: its sentence, unless another event of the same time is more important. A checkout is closed
/// because of a payment, and the payment is the news.
#[must_use]
pub fn news<W: Words + ?Sized>(sight: &ViewContext<'_, W>, event: &PayerEvent) -> Option<(Tone, String)> {
    match event {
        PayerEvent::CheckoutClosed { why: CheckoutEnd::AmountChanged, .. } => None,
        other => sentence(sight, other),
    }
}

/// What an event means to the payer, and in which style; `None` for what needs no words.
#[must_use]
pub fn sentence<W: Words + ?Sized>(sight: &ViewContext<'_, W>, event: &PayerEvent) -> Option<(Tone, String)> {
    use PayerEvent as E;
    Some(match event {
        E::PaymentPending { amount_minor, .. } => {
            ("wait", sight.with_amount("change-payment-pending", *amount_minor))
        }
        E::PaymentSettled { amount_minor, .. } => {
            ("good", sight.with_amount("change-payment-settled", *amount_minor))
        }
        E::PaymentFailed { amount_minor, .. } => {
            ("warn", sight.with_amount("change-payment-failed", *amount_minor))
        }
        E::PaymentReversed { amount_minor, .. } => {
            ("warn", sight.with_amount("change-payment-reversed", *amount_minor))
        }
        E::PaymentUnmatched { amount_minor, .. } => {
            ("warn", sight.with_amount("change-payment-unmatched", *amount_minor))
        }
        E::PaymentRefunded { amount_minor, .. } => {
            ("good", sight.with_amount("change-payment-refunded", *amount_minor))
        }
        E::RefundFailed { amount_minor, .. } => {
            ("warn", sight.with_amount("change-refund-failed", *amount_minor))
        }
        E::CheckoutClosed { checkout_id, why } => {
            let (tone, key) = match why {
                CheckoutEnd::Failed => ("warn", "change-checkout-failed"),
                CheckoutEnd::AmountChanged => ("calm", "change-checkout-amount"),
                CheckoutEnd::Paid | CheckoutEnd::Cancelled | CheckoutEnd::Expired => return None,
            };
            (tone, sight.with_amount(key, begun_minor(sight, *checkout_id)))
        }
        E::CreditApplied { amount_minor, .. } | E::CreditReapplied { amount_minor } => {
            ("good", sight.with_amount("change-credit-used", *amount_minor))
        }
        E::CreditMoved { amount_minor, .. } => {
            ("calm", sight.with_amount("change-credit-moved", *amount_minor))
        }
        E::Credited { number, amount_minor, .. } => {
            let args = [("amount", &*sight.money(*amount_minor)), ("number", number)];
            ("good", sight.words.text("change-credited", &args))
        }
        E::DueDateChanged { to, by, .. } => {
            let date = sight.words.date(*to, DateStyle::Long);
            let key = match by {
                By::Payer => "change-due-date-you",
                By::System => "change-due-date-plain",
                By::Biller { .. } => "change-due-date",
            };
            ("calm", sight.words.text(key, &[("name", sight.name(by)), ("date", &date)]))
        }
        E::Voided { .. } => ("calm", sight.text("change-voided")),
        E::WrittenOff { amount_minor } => ("calm", sight.with_amount("change-written-off", *amount_minor)),
        E::FeeCharged { amount_minor, .. } => {
            ("wait", sight.with_amount("change-fee-charged", *amount_minor))
        }
        E::FeeWaived { amount_minor, .. } => ("good", sight.with_amount("change-fee-waived", *amount_minor)),
        E::RemindersPaused { until: None } => ("calm", sight.text("change-paused")),
        E::RemindersPaused { until: Some(until) } => {
            let date = sight.words.date(until.0, DateStyle::Long);
            ("calm", sight.words.text("change-paused-until", &[("date", &date)]))
        }
        E::RemindersResumed => ("calm", sight.text("change-resumed")),
        E::Disputed { by, line, .. } => {
            let line = line.map_or_else(|| sight.text("dispute-whole"), sight.line);
            ("wait", sight.told("change-disputed", "change-disputed-you", by, &[("line", &line)]))
        }
        E::DisputeClosed { upheld: true, .. } => ("good", sight.with_biller("change-dispute-upheld")),
        E::DisputeClosed { upheld: false, .. } => ("calm", sight.text("change-dispute-rejected")),
        E::ProposalMade { proposal_id, by, .. } => {
            if let Some(amount) = claimed(sight, *proposal_id) {
                return Some((
                    "wait",
                    sight.told("change-claim", "change-claim", by, &[("amount", &amount)]),
                ));
            }
            let what = proposal::title(sight, *proposal_id);
            let args = [("what", &*what)];
            ("wait", sight.told("change-proposal-made", "change-proposal-made-you", by, &args))
        }
        E::ProposalAccepted { proposal_id, by } => {
            if let Some(amount) = claimed(sight, *proposal_id) {
                let args = [("amount", &*amount)];
                return Some(("good", sight.told("change-claim-yes", "change-claim-yes-you", by, &args)));
            }
            let what = proposal::title(sight, *proposal_id);
            let args = [("what", &*what)];
            ("good", sight.told("change-proposal-accepted", "change-proposal-accepted-you", by, &args))
        }
        E::ProposalDeclined { proposal_id, by, .. } => {
            if let Some(amount) = claimed(sight, *proposal_id) {
                let args = [("amount", &*amount)];
                return Some(("calm", sight.told("change-claim-no", "change-claim-no-you", by, &args)));
            }
            let what = proposal::title(sight, *proposal_id);
            let args = [("what", &*what)];
            ("calm", sight.told("change-proposal-declined", "change-proposal-declined-you", by, &args))
        }
        E::ProposalWithdrawn { proposal_id } => {
            if let Some(amount) = claimed(sight, *proposal_id) {
                return Some(("calm", sight.words.text("change-claim-gone", &[("amount", &amount)])));
            }
            let what = proposal::title(sight, *proposal_id);
            ("calm", sight.words.text("change-proposal-withdrawn", &[("what", &what)]))
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

/// The amount of a checkout.
fn begun_minor<W: Words + ?Sized>(sight: &ViewContext<'_, W>, checkout: CheckoutId) -> i64 {
    let found = sight.view.checkouts.iter().find(|(id, _)| *id == checkout);
    found.map_or(0, |(_, state)| state.amount_minor)
}

/// The amount that a proposal asks about; `None` for a proposal that is not such a question.
fn claimed<W: Words + ?Sized>(sight: &ViewContext<'_, W>, proposal: ProposalId) -> Option<String> {
    sight.view.proposals.iter().find(|one| one.proposal_id == proposal).and_then(|proposal| {
        match proposal.change {
            ProposedChange::ClaimPayment { amount_minor, .. } => Some(sight.money(amount_minor)),
            _ => None,
        }
    })
}
