//! Stored events to wire events.

use jiff::tz::TimeZone;

use crate::actor::Actor;
use crate::conversations::Side;
use crate::ids::{AttachmentId, ContentId, PaymentId, StaffId};
use crate::invoices::wire::{Attachment, By, Day, PayerEvent, StaffEvent, StaffOnlyEvent};
use crate::invoices::{CreditSource, InvoiceEvent, RevenueSplit};
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
        Some(match event {
            InvoiceEvent::Issued(issued) => {
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
            InvoiceEvent::PaymentPending { payment, amount_minor, method, paid_on } => {
                PayerEvent::PaymentPending {
                    payment_id: *payment,
                    amount_minor: *amount_minor,
                    method: *method,
                    paid_on: *paid_on,
                }
            }
            InvoiceEvent::PaymentSettled { payment, amount_minor, allocated_minor, method, paid_on } => {
                PayerEvent::PaymentSettled {
                    payment_id: *payment,
                    amount_minor: *amount_minor,
                    allocated_minor: *allocated_minor,
                    method: *method,
                    paid_on: *paid_on,
                }
            }
            InvoiceEvent::PaymentFailed { payment, amount_minor, .. } => {
                PayerEvent::PaymentFailed { payment_id: *payment, amount_minor: *amount_minor }
            }
            InvoiceEvent::PaymentReversed { payment, amount_minor, reopened_minor, .. } => {
                PayerEvent::PaymentReversed {
                    payment_id: *payment,
                    amount_minor: *amount_minor,
                    reopened_minor: *reopened_minor,
                }
            }
            InvoiceEvent::PaymentUnmatched { payment, amount_minor, reopened_minor, .. } => {
                PayerEvent::PaymentUnmatched {
                    payment_id: *payment,
                    amount_minor: *amount_minor,
                    reopened_minor: *reopened_minor,
                }
            }
            InvoiceEvent::PaymentRefunded { payment, amount_minor, .. } => {
                PayerEvent::PaymentRefunded { payment_id: *payment, amount_minor: *amount_minor }
            }
            InvoiceEvent::RefundFailed { payment, amount_minor, .. } => {
                PayerEvent::RefundFailed { payment_id: *payment, amount_minor: *amount_minor }
            }
            InvoiceEvent::CheckoutOpened { checkout, amount_minor, method, expires_at } => {
                PayerEvent::CheckoutOpened {
                    checkout_id: *checkout,
                    amount_minor: *amount_minor,
                    method: *method,
                    expires_at: *expires_at,
                }
            }
            InvoiceEvent::CheckoutClosed { checkout, why } => {
                PayerEvent::CheckoutClosed { checkout_id: *checkout, why: *why }
            }
            InvoiceEvent::CreditApplied { source, amount_minor } => {
                PayerEvent::CreditApplied { payment_id: payment_of(*source), amount_minor: *amount_minor }
            }
            InvoiceEvent::CreditMoved { source, amount_minor, .. } => {
                PayerEvent::CreditMoved { payment_id: payment_of(*source), amount_minor: *amount_minor }
            }
            InvoiceEvent::CreditReapplied { amount_minor } => {
                PayerEvent::CreditReapplied { amount_minor: *amount_minor }
            }
            InvoiceEvent::Credited { number, amount_minor, applied_minor, .. } => PayerEvent::Credited {
                number: number.clone(),
                amount_minor: *amount_minor,
                applied_minor: *applied_minor,
            },
            InvoiceEvent::DueDateChanged { from, to, agreed, .. } => PayerEvent::DueDateChanged {
                from: *from,
                to: *to,
                overdue_from: overdue_from(*to, self.zone),
                by: self.by(actor),
                agreed: agreed.is_some(),
            },
            InvoiceEvent::Voided { released_minor, .. } => {
                PayerEvent::Voided { released_minor: *released_minor }
            }
            InvoiceEvent::WrittenOff { amount_minor, .. } => {
                PayerEvent::WrittenOff { amount_minor: *amount_minor }
            }
            InvoiceEvent::MessagePosted { message, content, line, attachments, automatic, .. } => {
                PayerEvent::MessagePosted {
                    message_id: *message,
                    by: self.by(actor),
                    text: (self.text)(*content),
                    line: *line,
                    attachments: self.attachments(attachments),
                    automatic: *automatic,
                }
            }
            InvoiceEvent::MessagesSeen { through } => {
                PayerEvent::MessagesSeen { side: Side::of(actor), through: *through }
            }
            InvoiceEvent::PersonAsked { .. } => PayerEvent::PersonAsked,
            InvoiceEvent::ProposalMade(proposal) => PayerEvent::ProposalMade {
                proposal_id: proposal.id,
                by: self.by(actor),
                change: proposal.change,
                text: proposal.text.and_then(|text| (self.text)(text)),
                expires_at: proposal.expires_at,
                terms: proposal.terms,
            },
            InvoiceEvent::ProposalAccepted { proposal, .. } => {
                PayerEvent::ProposalAccepted { proposal_id: *proposal, by: self.by(actor) }
            }
            InvoiceEvent::ProposalDeclined { proposal, reason } => PayerEvent::ProposalDeclined {
                proposal_id: *proposal,
                by: self.by(actor),
                text: reason.and_then(|reason| (self.text)(reason)),
            },
            InvoiceEvent::ProposalWithdrawn { proposal } => {
                PayerEvent::ProposalWithdrawn { proposal_id: *proposal }
            }
            InvoiceEvent::FeeCharged { fee, amount_minor, .. } => {
                PayerEvent::FeeCharged { fee_id: *fee, amount_minor: *amount_minor }
            }
            InvoiceEvent::FeeWaived { fee, amount_minor, applied_minor } => PayerEvent::FeeWaived {
                fee_id: *fee,
                amount_minor: *amount_minor,
                applied_minor: *applied_minor,
            },
            InvoiceEvent::RemindersPaused { until, .. } => {
                PayerEvent::RemindersPaused { until: until.map(Day) }
            }
            InvoiceEvent::RemindersResumed => PayerEvent::RemindersResumed,
            InvoiceEvent::Disputed { dispute, line, content, attachments, .. } => PayerEvent::Disputed {
                dispute_id: *dispute,
                by: self.by(actor),
                line: *line,
                text: (self.text)(*content),
                attachments: self.attachments(attachments),
            },
            InvoiceEvent::DisputeClosed { dispute, upheld, .. } => {
                PayerEvent::DisputeClosed { dispute_id: *dispute, upheld: *upheld }
            }
            InvoiceEvent::PayerForgotten => PayerEvent::PayerForgotten,
            InvoiceEvent::Flagged { .. }
            | InvoiceEvent::NotePosted { .. }
            | InvoiceEvent::Assigned { .. }
            | InvoiceEvent::ConversationMoved { .. } => return None,
        })
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
