//! Maps stored events to wire events. Nothing else decides who may see what.
//!
//! [`PayerEvent`] and [`StaffEvent`] are different types: a payer's frame has no field that could hold what is for
//! staff only.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::checkouts::CheckoutEnd;
use crate::conversations::{ConversationState, Side, Topic};
use crate::ids::{
    AttachmentId, CheckoutId, ContentId, DisputeId, FeeId, MessageId, PaymentId, ProposalId, StaffId,
};
use crate::invoices::{CreditSource, InvoiceEvent, RevenueSplit, ReviewReason};
use crate::money::Currency;
use crate::payments::Method;
use crate::proposals::{InvoiceTerms, ProposedChange};
use crate::time::{Timestamp, overdue_from};

/// An event as the socket, the API and the page carry it, numbered for its audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame<E> {
    /// The event's number in the invoice's log.
    pub seq: i64,
    /// The number of the previous frame for this audience; zero for the first. A reader whose last number differs has
    /// missed a frame.
    pub prev: i64,
    pub at: Timestamp,
    pub event: E,
}

/// A frame for payers.
pub type PayerFrame = Frame<PayerEvent>;
/// A frame for staff.
pub type StaffFrame = Frame<StaffEvent>;

/// Who did it, as far as a payer may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum By {
    /// Whoever holds the payer's link.
    Payer,
    /// The biller; by name where a person did it.
    Biller {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Billow itself, by a rule.
    System,
}

/// A day, as text `2026-11-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(#[serde(with = "crate::time::iso_date")] pub Date);

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: AttachmentId,
    /// The cleaned file name.
    pub name: String,
    /// The media type, detected from the content: `image/png`, `image/jpeg`, `image/webp`, `application/pdf`.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
}

/// An event as a payer may see it. Amounts are minor units of the invoice's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PayerEvent {
    Issued {
        number: String,
        /// The currency of every amount.
        currency: Currency,
        /// The total with VAT.
        total_minor: i64,
        prepaid_minor: i64,
        /// The prepaid part above the total; the payer's credit.
        credit_minor: i64,
        #[serde(with = "crate::time::iso_date")]
        issue_date: Date,
        /// The last day on which payment is on time.
        #[serde(with = "crate::time::iso_date")]
        due_date: Date,
        /// The first instant at which it is overdue.
        overdue_from: Timestamp,
    },
    /// Money is on its way.
    PaymentPending {
        payment_id: PaymentId,
        amount_minor: i64,
        method: Method,
        /// The day the payer paid.
        #[serde(with = "crate::time::iso_date")]
        paid_on: Date,
    },
    PaymentSettled {
        payment_id: PaymentId,
        amount_minor: i64,
        /// The part allocated to the open amount; the rest is unapplied credit of the payer.
        allocated_minor: i64,
        method: Method,
        /// The day the payer paid.
        #[serde(with = "crate::time::iso_date")]
        paid_on: Date,
    },
    /// Pending money will not arrive.
    PaymentFailed { payment_id: PaymentId, amount_minor: i64 },
    /// Settled money was taken back.
    PaymentReversed {
        payment_id: PaymentId,
        amount_minor: i64,
        /// The part that is open again.
        reopened_minor: i64,
    },
    /// A payment turned out to belong to another payer and no longer pays this invoice.
    PaymentUnmatched {
        payment_id: PaymentId,
        amount_minor: i64,
        /// The part that is open again.
        reopened_minor: i64,
    },
    /// The payment's unapplied credit on this invoice is paid back.
    PaymentRefunded { payment_id: PaymentId, amount_minor: i64 },
    /// The refund failed; the amount is the payer's credit again.
    RefundFailed { payment_id: PaymentId, amount_minor: i64 },
    /// The payer began to pay at a provider.
    CheckoutOpened {
        checkout_id: CheckoutId,
        amount_minor: i64,
        method: Method,
        /// After this instant the provider accepts no money for it.
        expires_at: Timestamp,
    },
    /// That attempt ended.
    CheckoutClosed { checkout_id: CheckoutId, why: CheckoutEnd },
    /// The payer's credit paid a part.
    CreditApplied {
        /// The payment that the credit comes from, if it comes from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment_id: Option<PaymentId>,
        amount_minor: i64,
    },
    /// Credit recorded with this invoice paid another one.
    CreditMoved {
        /// The payment that the credit comes from, if it comes from one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment_id: Option<PaymentId>,
        amount_minor: i64,
    },
    /// After a reversal, credit from this invoice's own credit notes closed it again.
    CreditReapplied { amount_minor: i64 },
    /// A credit note reduced the invoice in part or in full.
    Credited {
        /// The credit note's number.
        number: String,
        amount_minor: i64,
        /// What of it came off the open amount; the rest is the payer's credit.
        applied_minor: i64,
    },
    /// The due date moved.
    DueDateChanged {
        #[serde(with = "crate::time::iso_date")]
        from: Date,
        #[serde(with = "crate::time::iso_date")]
        to: Date,
        /// The first instant at which it is overdue now.
        overdue_from: Timestamp,
        by: By,
        /// Whether it moved because a proposal was accepted.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        agreed: bool,
    },
    /// The biller voided the invoice.
    Voided {
        /// The paid amount that is now the payer's credit.
        released_minor: i64,
    },
    /// The biller wrote off the rest.
    WrittenOff { amount_minor: i64 },
    /// Somebody wrote a message.
    MessagePosted {
        message_id: MessageId,
        by: By,
        /// `None` once it was erased.
        text: Option<String>,
        /// The line of the document it is about, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The files that came with it; none once they were erased.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
        /// The question that it answers, if Billow wrote it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        automatic: Option<Topic>,
    },
    /// One side has read what the other one said.
    MessagesSeen {
        side: Side,
        /// The number of the last event that was read.
        through: i64,
    },
    /// The payer wants to talk to a person.
    PersonAsked,
    /// One side proposes something.
    ProposalMade {
        proposal_id: ProposalId,
        by: By,
        change: ProposedChange,
        /// A short text that goes with the proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// After this instant it can no longer be accepted.
        expires_at: Timestamp,
        /// The invoice's terms when the proposal was made.
        terms: InvoiceTerms,
    },
    /// The other side accepted.
    ProposalAccepted { proposal_id: ProposalId, by: By },
    /// The other side declined.
    ProposalDeclined {
        proposal_id: ProposalId,
        by: By,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A proposal was taken back.
    ProposalWithdrawn { proposal_id: ProposalId },
    /// A fee came on top.
    FeeCharged { fee_id: FeeId, amount_minor: i64 },
    /// A fee is no longer asked for.
    FeeWaived {
        fee_id: FeeId,
        amount_minor: i64,
        /// What of it came off the open amount; the rest is the payer's credit.
        applied_minor: i64,
    },
    /// No reminders are sent for a while.
    RemindersPaused {
        /// The last day of the pause; `None` until further notice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Day>,
    },
    /// Reminders are sent again.
    RemindersResumed,
    /// The payer disputes the invoice or a line of it.
    Disputed {
        dispute_id: DisputeId,
        by: By,
        /// The line of the document it is about, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The payer's reason; `None` once it was erased.
        text: Option<String>,
        /// The files that came with it; none once they were erased.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<Attachment>,
    },
    /// The biller decided about a dispute.
    DisputeClosed {
        dispute_id: DisputeId,
        /// Whether the payer was right.
        upheld: bool,
    },
    /// The payer's personal content was erased.
    PayerForgotten,
    /// An event that this program cannot read: a newer version wrote it. Figures folded after it may miss its changes.
    Unknown,
}

/// Why an event is in the log without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opaque {
    /// A newer version of the program wrote it.
    Newer,
    Damaged,
}

/// An event as staff may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum StaffEvent {
    /// An event that payers see too, plus the part for staff only.
    Shared {
        #[serde(flatten)]
        event: PayerEvent,
        actor: Actor,
        /// The name of the staff member who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<String>,
        /// The reason that the actor gave.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An event that only staff see.
    StaffOnly {
        #[serde(flatten)]
        event: StaffOnlyEvent,
        actor: Actor,
        /// The name of the staff member who did it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<String>,
    },
    /// An event that this program cannot read: only its type.
    Opaque {
        #[serde(rename = "type")]
        kind: String,
        opaque: Opaque,
    },
}

/// Events that never reach a payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffOnlyEvent {
    /// Staff should review the invoice.
    Flagged {
        review_reason: ReviewReason,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment_id: Option<PaymentId>,
    },
    NotePosted {
        note_id: MessageId,
        /// `None` once it was erased.
        text: Option<String>,
    },
    /// The conversation was assigned to a staff member or to nobody.
    Assigned { to: Option<StaffId>, name: Option<String> },
    /// The conversation changed its state.
    ConversationMoved {
        #[serde(flatten)]
        to: ConversationState,
    },
}

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
