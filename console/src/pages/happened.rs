//! An event as a line for staff.

use domain::Actor;
use domain::checkouts::CheckoutEnd;
use domain::conversations::ConversationState;
use domain::invoices::ReviewReason;
use domain::invoices::view::PayerView;
use domain::invoices::wire::{By, PayerEvent, StaffEvent, StaffFrame, StaffOnlyEvent};

use crate::pages::formatter::method_name;
use crate::pages::{Formatter, Tone};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    pub tone: Tone,
    /// What happened, and who did it.
    pub text: String,
    /// The reason, in the words of whoever did it.
    pub reason: Option<String>,
}

/// The line of a frame; `None` for messages, notes and proposals, which are more than a line.
#[must_use]
pub fn of(view: &PayerView, frame: &StaffFrame, say: &Formatter) -> Option<Happened> {
    match &frame.event {
        StaffEvent::Shared { event, actor, staff, reason } => {
            let (tone, what) = shared(view, event, say)?;
            let text = with_actor(what, event, actor, staff.as_deref());
            Some(Happened { tone, text, reason: reason.clone() })
        }
        StaffEvent::Opaque { .. } => Some(Happened { tone: Tone::Warn, text: UNKNOWN.into(), reason: None }),
        StaffEvent::StaffOnly { event, staff, .. } => {
            let what = staff_only(event, say)?;
            let by = staff.as_ref().map(|staff| format!(" by {staff}")).unwrap_or_default();
            Some(Happened { tone: Tone::Calm, text: format!("{what}{by}"), reason: None })
        }
    }
}

/// An event that this version cannot show.
const UNKNOWN: &str =
    "Something that only a newer version can show: figures may be incomplete until this server runs it";

/// Adds who did it, unless the text says so already.
fn with_actor(what: String, event: &PayerEvent, actor: &Actor, staff: Option<&str>) -> String {
    let by_money = matches!(event, PayerEvent::Issued { .. } | PayerEvent::PersonAsked);
    match (actor, staff) {
        _ if by_money => what,
        (Actor::Staff { .. }, Some(name)) => format!("{what}, by {name}"),
        (Actor::Payer, _) => format!("{what}, by the payer"),
        _ => what,
    }
}

fn shared(view: &PayerView, event: &PayerEvent, say: &Formatter) -> Option<(Tone, String)> {
    use PayerEvent as E;
    let money = |minor: i64| say.money(minor, view.currency);
    Some(match event {
        E::Issued { total_minor, .. } => (Tone::Calm, format!("Issued over {}", money(*total_minor))),
        E::PaymentPending { amount_minor, method, .. } => {
            (Tone::Calm, format!("Payment of {} on its way, {}", money(*amount_minor), method_name(*method)))
        }
        E::PaymentSettled { amount_minor, allocated_minor, method, .. } => {
            let kept = amount_minor - allocated_minor;
            let kept = if kept > 0 { format!(", {} kept as credit", money(kept)) } else { String::new() };
            (
                Tone::Good,
                format!("Payment of {} received, {}{kept}", money(*amount_minor), method_name(*method)),
            )
        }
        E::PaymentFailed { amount_minor, .. } => {
            (Tone::Warn, format!("Payment of {} failed", money(*amount_minor)))
        }
        E::PaymentReversed { amount_minor, .. } => {
            (Tone::Warn, format!("Payment of {} taken back", money(*amount_minor)))
        }
        E::CreditApplied { amount_minor, .. } | E::CreditReapplied { amount_minor } => {
            (Tone::Good, format!("{} paid from credit", money(*amount_minor)))
        }
        E::CreditMoved { amount_minor, .. } => {
            (Tone::Calm, format!("{} of credit used on another invoice", money(*amount_minor)))
        }
        E::Credited { number, amount_minor, .. } => {
            (Tone::Good, format!("Credited {} with credit note {number}", money(*amount_minor)))
        }
        E::DueDateChanged { from, to, agreed, .. } => {
            let agreed = if *agreed { " as agreed" } else { "" };
            (Tone::Calm, format!("Due date moved from {} to {}{agreed}", say.day(*from), say.day(*to)))
        }
        E::Voided { .. } => (Tone::Warn, "Withdrawn".into()),
        E::WrittenOff { amount_minor } => (Tone::Warn, format!("{} written off", money(*amount_minor))),
        E::PersonAsked => (Tone::Warn, "The payer asks for a person".into()),
        E::ProposalAccepted { by, .. } => (Tone::Good, answered("accepted", by)),
        E::ProposalDeclined { by, .. } => (Tone::Warn, answered("declined", by)),
        E::ProposalWithdrawn { .. } => (Tone::Calm, "Proposal withdrawn".into()),
        E::FeeCharged { amount_minor, .. } => {
            (Tone::Warn, format!("Fee of {} charged", money(*amount_minor)))
        }
        E::FeeWaived { amount_minor, .. } => (Tone::Good, format!("Fee of {} waived", money(*amount_minor))),
        E::RemindersPaused { until } => {
            let until = until.map(|until| format!(" until {}", say.day(until.0))).unwrap_or_default();
            (Tone::Calm, format!("Reminders paused{until}"))
        }
        E::RemindersResumed => (Tone::Calm, "Reminders go on".into()),
        E::DisputeClosed { upheld, .. } => {
            let how = if *upheld { "the payer was right" } else { "the invoice stands" };
            (Tone::Calm, format!("Dispute closed: {how}"))
        }
        E::PaymentUnmatched { amount_minor, .. } => (
            Tone::Warn,
            format!("Payment of {} was somebody else's and no longer counts", money(*amount_minor)),
        ),
        E::PaymentRefunded { amount_minor, .. } => {
            (Tone::Calm, format!("{} of credit is paid back", money(*amount_minor)))
        }
        E::RefundFailed { amount_minor, .. } => {
            (Tone::Warn, format!("{} could not be paid back and is credit again", money(*amount_minor)))
        }
        E::CheckoutOpened { amount_minor, method, .. } => {
            (Tone::Calm, format!("Began to pay {}, {}", money(*amount_minor), method_name(*method)))
        }
        E::CheckoutClosed { why, .. } => checkout_closed(*why)?,
        E::Unknown => (Tone::Warn, UNKNOWN.into()),
        E::PayerForgotten => (Tone::Warn, "Everything personal about the payer was erased".into()),
        E::MessagePosted { .. } | E::MessagesSeen { .. } | E::ProposalMade { .. } | E::Disputed { .. } => {
            return None;
        }
    })
}

/// How a checkout ended; `None` if money came, because the payment has its own line.
fn checkout_closed(why: CheckoutEnd) -> Option<(Tone, String)> {
    let (tone, text) = match why {
        CheckoutEnd::Paid => return None,
        CheckoutEnd::Failed => (Tone::Warn, "The provider refused the attempt to pay"),
        CheckoutEnd::Cancelled => (Tone::Calm, "The attempt to pay was given up"),
        CheckoutEnd::Expired => (Tone::Calm, "The attempt to pay was not finished in time"),
        CheckoutEnd::AmountChanged => {
            (Tone::Warn, "The attempt to pay was closed: it was for more than is open now")
        }
    };
    Some((tone, text.to_owned()))
}

fn answered(how: &str, by: &By) -> String {
    match by {
        By::Payer => format!("The payer {how} the proposal"),
        _ => format!("The payer's proposal was {how}"),
    }
}

fn staff_only(event: &StaffOnlyEvent, say: &Formatter) -> Option<String> {
    Some(match event {
        StaffOnlyEvent::Flagged { review_reason, .. } => {
            format!("To look at: {}", review_reason_name(*review_reason))
        }
        StaffOnlyEvent::NotePosted { .. } => return None,
        StaffOnlyEvent::Assigned { to: None, .. } => "Given back".into(),
        StaffOnlyEvent::Assigned { name, .. } => {
            format!("Assigned to {}", name.as_deref().unwrap_or("somebody who has left"))
        }
        StaffOnlyEvent::ConversationMoved { to } => match to {
            ConversationState::Open => "Reopened".into(),
            ConversationState::Waiting => "Set to wait for the payer".into(),
            ConversationState::Snoozed { until } => format!("Snoozed until {}", say.moment(*until)),
            ConversationState::Solved => "Solved".into(),
        },
    })
}

pub const fn review_reason_name(reason: ReviewReason) -> &'static str {
    match reason {
        ReviewReason::PaymentAfterVoid => {
            "money arrived though the invoice was withdrawn; it is the payer's credit"
        }
        ReviewReason::PaymentAfterWriteOff => {
            "money arrived though the invoice was written off; it is the payer's credit"
        }
        ReviewReason::ReversalAfterWriteOff => "a payment was taken back after the rest was written off",
    }
}
