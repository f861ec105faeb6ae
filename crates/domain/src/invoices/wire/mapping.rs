//! Stored events to wire events.

use jiff::tz::TimeZone;

use crate::actor::Actor;
use crate::conversations::Side;
use crate::ids::{AttachmentId, ContentId, PaymentId, StaffId};
use crate::invoices::wire::{Attachment, By, Day, PayerEvent, StaffEvent, StaffOnlyEvent};
use crate::invoices::{CreditSource, InvoiceEvent, Issued, RevenueSplit};
use crate::time::overdue_from;

/// Look-ups that the mapping needs besides the event.
pub struct Mapping<'a> {
    pub zone: &'a TimeZone,
    /// Looks up a content row's text; `None` once it was erased.
    pub text: &'a dyn Fn(ContentId) -> Option<String>,
    /// Looks up the name of a staff member as payers may read it.
    pub staff_name: &'a dyn Fn(StaffId) -> Option<String>,
    /// Looks up a file; `None` once it was erased.
    pub attachment: &'a dyn Fn(AttachmentId) -> Option<Attachment>,
}

impl Mapping<'_> {
    /// The event as a payer may see it; `None` if it is for staff only.
    #[must_use]
    pub fn payer_event(&self, actor: &Actor, event: &InvoiceEvent) -> Option<PayerEvent> {
        use InvoiceEvent as E;
        use PayerEvent as P;
        Some(match *event {
            E::Issued(ref issued) => self.issued(issued),
            E::PaymentPending { payment: payment_id, amount_minor, method, paid_on } => {
                P::PaymentPending { payment_id, amount_minor, method, paid_on }
            }
            E::PaymentSettled { payment: payment_id, amount_minor, allocated_minor, method, paid_on } => {
                P::PaymentSettled { payment_id, amount_minor, allocated_minor, method, paid_on }
            }
            E::PaymentFailed { payment: payment_id, amount_minor, .. } => {
                P::PaymentFailed { payment_id, amount_minor }
            }
            E::PaymentReversed { payment: payment_id, amount_minor, reopened_minor, .. } => {
                P::PaymentReversed { payment_id, amount_minor, reopened_minor }
            }
            E::PaymentUnmatched { payment: payment_id, amount_minor, reopened_minor, .. } => {
                P::PaymentUnmatched { payment_id, amount_minor, reopened_minor }
            }
            E::PaymentRefunded { payment: payment_id, amount_minor, .. } => {
                P::PaymentRefunded { payment_id, amount_minor }
            }
            E::RefundFailed { payment: payment_id, amount_minor, .. } => {
                P::RefundFailed { payment_id, amount_minor }
            }
            E::CheckoutOpened { checkout: checkout_id, amount_minor, method, expires_at } => {
                P::CheckoutOpened { checkout_id, amount_minor, method, expires_at }
            }
            E::CheckoutClosed { checkout: checkout_id, why } => P::CheckoutClosed { checkout_id, why },
            E::CreditApplied { source, amount_minor } => {
                P::CreditApplied { payment_id: payment_of(source), amount_minor }
            }
            E::CreditMoved { source, amount_minor, .. } => {
                P::CreditMoved { payment_id: payment_of(source), amount_minor }
            }
            E::CreditReapplied { amount_minor } => P::CreditReapplied { amount_minor },
            E::Credited { ref number, amount_minor, applied_minor, .. } => {
                P::Credited { number: number.clone(), amount_minor, applied_minor }
            }
            E::DueDateChanged { from, to, agreed, .. } => P::DueDateChanged {
                from,
                to,
                overdue_from: overdue_from(to, self.zone),
                by: self.by(actor),
                agreed: agreed.is_some(),
            },
            E::Voided { released_minor, .. } => P::Voided { released_minor },
            E::WrittenOff { amount_minor, .. } => P::WrittenOff { amount_minor },
            E::MessagePosted { message, content, line, ref attachments, automatic, .. } => P::MessagePosted {
                message_id: message,
                by: self.by(actor),
                text: (self.text)(content),
                line,
                attachments: self.attachments(attachments),
                automatic,
            },
            E::MessagesSeen { through } => P::MessagesSeen { side: Side::of(actor), through },
            E::PersonAsked { .. } => P::PersonAsked,
            E::ProposalMade(ref proposal) => P::ProposalMade {
                proposal_id: proposal.id,
                by: self.by(actor),
                change: proposal.change,
                text: proposal.text.and_then(self.text),
                expires_at: proposal.expires_at,
                terms: proposal.terms,
            },
            E::ProposalAccepted { proposal: proposal_id, .. } => {
                P::ProposalAccepted { proposal_id, by: self.by(actor) }
            }
            E::ProposalDeclined { proposal: proposal_id, reason } => {
                P::ProposalDeclined { proposal_id, by: self.by(actor), text: reason.and_then(self.text) }
            }
            E::ProposalWithdrawn { proposal: proposal_id } => P::ProposalWithdrawn { proposal_id },
            E::FeeCharged { fee: fee_id, amount_minor, .. } => P::FeeCharged { fee_id, amount_minor },
            E::FeeWaived { fee: fee_id, amount_minor, applied_minor } => {
                P::FeeWaived { fee_id, amount_minor, applied_minor }
            }
            E::RemindersPaused { until, .. } => P::RemindersPaused { until: until.map(Day) },
            E::RemindersResumed => P::RemindersResumed,
            E::Disputed { dispute, line, content, ref attachments, .. } => P::Disputed {
                dispute_id: dispute,
                by: self.by(actor),
                line,
                text: (self.text)(content),
                attachments: self.attachments(attachments),
            },
            E::DisputeClosed { dispute: dispute_id, upheld, .. } => P::DisputeClosed { dispute_id, upheld },
            E::PayerForgotten => P::PayerForgotten,
            E::Flagged { .. } | E::NotePosted { .. } | E::Assigned { .. } | E::ConversationMoved { .. } => {
                return None;
            }
        })
    }

    fn issued(&self, issued: &Issued) -> PayerEvent {
        let totals = &issued.document.totals;
        let total_minor = RevenueSplit::of(totals).total_minor();
        PayerEvent::Issued {
            number: issued.document.number.clone(),
            currency: issued.document.currency,
            total_minor,
            prepaid_minor: totals.prepaid_minor.min(total_minor),
            credit_minor: (-totals.payable_minor).max(0),
            issue_date: issued.document.issue_date,
            due_date: issued.due_date,
            overdue_from: overdue_from(issued.due_date, self.zone),
        }
    }

    /// The event as staff may see it: everything.
    #[must_use]
    pub fn staff_event(&self, actor: &Actor, event: &InvoiceEvent) -> StaffEvent {
        let staff = match actor {
            Actor::Staff { id } => (self.staff_name)(*id),
            Actor::System | Actor::Biller | Actor::Payer => None,
        };
        if let Some(event) = self.staff_only(event) {
            return StaffEvent::StaffOnly { event, actor: *actor, staff };
        }
        let reason = match event {
            // The text is in the shared part already.
            InvoiceEvent::ProposalDeclined { .. } => None,
            _ => reason_of(event).and_then(|content| (self.text)(content)),
        };
        match self.payer_event(actor, event) {
            Some(event) => StaffEvent::Shared { event, actor: *actor, staff, reason },
            // Events that are hidden from payers were handled above.
            None => unreachable!("every event that is not staff's alone is shown to payers"),
        }
    }

    fn staff_only(&self, event: &InvoiceEvent) -> Option<StaffOnlyEvent> {
        Some(match event {
            InvoiceEvent::Flagged { review_reason, payment } => {
                StaffOnlyEvent::Flagged { review_reason: *review_reason, payment_id: *payment }
            }
            InvoiceEvent::NotePosted { note, content } => {
                StaffOnlyEvent::NotePosted { note_id: *note, text: (self.text)(*content) }
            }
            InvoiceEvent::Assigned { to } => {
                StaffOnlyEvent::Assigned { to: *to, name: to.and_then(|to| (self.staff_name)(to)) }
            }
            InvoiceEvent::ConversationMoved { state } => StaffOnlyEvent::ConversationMoved { to: *state },
            _ => return None,
        })
    }

    fn attachments(&self, ids: &[AttachmentId]) -> Vec<Attachment> {
        ids.iter().filter_map(|id| (self.attachment)(*id)).collect()
    }

    fn by(&self, actor: &Actor) -> By {
        match actor {
            Actor::System => By::System,
            Actor::Biller => By::Biller { name: None },
            Actor::Staff { id } => By::Biller { name: (self.staff_name)(*id) },
            Actor::Payer => By::Payer,
        }
    }
}

/// The content rows whose texts the wire event of `event` shows to payers or staff.
#[must_use]
pub fn texts_of(event: &InvoiceEvent) -> Option<ContentId> {
    match event {
        InvoiceEvent::MessagePosted { content, .. }
        | InvoiceEvent::NotePosted { content, .. }
        | InvoiceEvent::Disputed { content, .. } => Some(*content),
        InvoiceEvent::ProposalMade(proposal) => proposal.text,
        _ => reason_of(event),
    }
}

/// The files that the wire event of `event` shows.
#[must_use]
pub fn attachments_of(event: &InvoiceEvent) -> &[AttachmentId] {
    match event {
        InvoiceEvent::MessagePosted { attachments, .. } | InvoiceEvent::Disputed { attachments, .. } => {
            attachments
        }
        _ => &[],
    }
}

/// The content row with the reason.
fn reason_of(event: &InvoiceEvent) -> Option<ContentId> {
    match event {
        InvoiceEvent::PaymentFailed { reason, .. }
        | InvoiceEvent::PaymentReversed { reason, .. }
        | InvoiceEvent::PaymentUnmatched { reason, .. }
        | InvoiceEvent::PaymentRefunded { reason, .. }
        | InvoiceEvent::RefundFailed { reason, .. }
        | InvoiceEvent::DueDateChanged { reason, .. }
        | InvoiceEvent::Voided { reason, .. }
        | InvoiceEvent::WrittenOff { reason, .. }
        | InvoiceEvent::ProposalDeclined { reason, .. }
        | InvoiceEvent::FeeCharged { reason, .. }
        | InvoiceEvent::RemindersPaused { reason, .. }
        | InvoiceEvent::DisputeClosed { reason, .. } => *reason,
        _ => None,
    }
}

fn payment_of(source: CreditSource) -> Option<PaymentId> {
    match source {
        CreditSource::Payment(payment) => Some(payment),
        CreditSource::Invoice(_) => None,
    }
}
