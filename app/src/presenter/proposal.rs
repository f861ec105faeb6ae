//! Proposals: their text, word for word, and their state.

use domain::ids::ProposalId;
use domain::invoices::view::{ProposalStanding, ProposalView};
use domain::invoices::wire::{By, PayerEvent};
use domain::proposals::{InvoiceTerms, ProposedChange};
use domain::{Currency, Money, Timestamp};

use super::ViewContext;
use crate::words::{DateStyle, Words};

/// A proposal in words: its title and its exact terms. This is what somebody accepts: both the page and the record of
/// consent take it from here.
#[must_use]
pub fn proposal_text<W: Words + ?Sized>(
    words: &W,
    change: &ProposedChange,
    terms: InvoiceTerms,
    currency: Currency,
) -> (String, String) {
    let money = |minor| words.money(Money::new(minor, currency));
    let day = |date| words.date(date, DateStyle::Long);
    match change {
        ProposedChange::DueDate { to } => {
            let (date, was) = (day(*to), day(terms.due_date));
            let args = [("date", &*date), ("was", &*was)];
            (words.text("proposal-due-date", &args[..1]), words.text("proposal-due-date-text", &args))
        }
        ProposedChange::WaiveFee { amount_minor, .. } => {
            let args = [("amount", &*money(*amount_minor))];
            (words.text("proposal-waive-fee", &args), words.text("proposal-waive-fee-text", &args))
        }
        ProposedChange::Credit { amount_minor } => {
            let amount = money(*amount_minor);
            let rest = money((terms.open_minor - amount_minor).max(0));
            let args = [("amount", &*amount), ("rest", &*rest)];
            (words.text("proposal-credit", &args[..1]), words.text("proposal-credit-text", &args))
        }
        ProposedChange::PartPayment { now_minor, now_by, rest_due } => {
            let (now, rest) = (money(*now_minor), money((terms.open_minor - now_minor).max(0)));
            let (by, due) = (day(*now_by), day(*rest_due));
            let args = [("now", &*now), ("day", &*by), ("rest", &*rest), ("due", &*due)];
            (words.text("proposal-part-payment", &[]), words.text("proposal-part-payment-text", &args))
        }
        ProposedChange::ClaimPayment { amount_minor, paid_on, .. } => {
            let (amount, date) = (money(*amount_minor), day(*paid_on));
            let args = [("amount", &*amount), ("date", &*date)];
            (words.text("proposal-claim", &args[..1]), words.text("proposal-claim-text", &args))
        }
    }
}

/// The title of a proposal of this log.
pub fn title<W: Words + ?Sized>(context: &ViewContext<'_, W>, proposal: ProposalId) -> String {
    let found = context.view.proposals.iter().find(|one| one.proposal_id == proposal);
    let terms = found.map(|proposal| {
        proposal_text(context.words, &proposal.change, proposal.terms, context.view.currency)
    });
    terms.unwrap_or_default().0
}

/// The state of a proposal, in words.
pub fn state<W: Words + ?Sized>(
    context: &ViewContext<'_, W>,
    proposal: &ProposalView,
    standing: ProposalStanding,
) -> String {
    let at = |key: &str, at: Timestamp| context.words.text(key, &[("moment", &context.words.moment(at))]);
    let answer = answer(context, proposal.proposal_id);
    let told = |key, yours| {
        let (when, by) = answer?;
        Some(context.told(key, yours, by.unwrap_or(&By::System), &[("moment", &context.words.moment(when))]))
    };
    match standing {
        ProposalStanding::Waits if context.is_mine(&proposal.by) => {
            let name = match proposal.by {
                By::Payer => context.biller,
                _ => context.payer,
            };
            let moment = context.words.moment(proposal.expires_at);
            context.words.text("proposal-waiting", &[("name", name), ("moment", &moment)])
        }
        ProposalStanding::Waits => at("proposal-until", proposal.expires_at),
        ProposalStanding::Accepted => told("proposal-accepted", "proposal-accepted-you").unwrap_or_default(),
        ProposalStanding::Declined => told("proposal-declined", "proposal-declined-you").unwrap_or_default(),
        ProposalStanding::Withdrawn => {
            answer.map(|(when, _)| at("proposal-withdrawn", when)).unwrap_or_default()
        }
        ProposalStanding::Expired => at("proposal-expired", proposal.expires_at),
        ProposalStanding::Outdated => context.text("proposal-changed"),
    }
}

/// When a proposal was answered or withdrawn, and by whom.
fn answer<'a, W: Words + ?Sized>(
    context: &ViewContext<'a, W>,
    proposal: ProposalId,
) -> Option<(Timestamp, Option<&'a By>)> {
    context.view.log.iter().find_map(|frame| {
        let (id, by) = match &frame.event {
            PayerEvent::ProposalAccepted { proposal_id, by }
            | PayerEvent::ProposalDeclined { proposal_id, by, .. } => (proposal_id, Some(by)),
            PayerEvent::ProposalWithdrawn { proposal_id } => (proposal_id, None),
            _ => return None,
        };
        (*id == proposal).then_some((frame.at, by))
    })
}
