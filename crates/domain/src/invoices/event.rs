//! The events of an invoice, as they are stored.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::VariantNames;

use crate::checkouts::CheckoutEnd;
use crate::conversations::{ConversationState, Topic};
use crate::ids::{
    AttachmentId, CheckoutId, ContentId, CreditNoteId, DisputeId, FeeId, InvoiceId, MessageId, PayerId,
    PaymentId, ProposalId, RefundId, StaffId,
};
use crate::invoices::document::Document;
use crate::payments::Method;
use crate::proposals::Proposal;
use crate::time::Timestamp;

/// The source of credit that pays an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum CreditSource {
    /// The unapplied part of a payment.
    Payment(PaymentId),
    /// Credit from an invoice: a credit note above its open amount, or a released prepayment.
    Invoice(InvoiceId),
}

/// Why a person should review an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// Money arrived after the invoice was voided; it is the payer's credit.
    PaymentAfterVoid,
    /// Money arrived after the invoice was written off; it is the payer's credit.
    PaymentAfterWriteOff,
    /// A payment was reversed after the rest had been written off; the reopened amount is written off too.
    ReversalAfterWriteOff,
}

/// What happened to an invoice. Amounts are minor units of the invoice's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[strum(serialize_all = "snake_case")]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum InvoiceEvent {
    Issued(Box<Issued>),
    /// Money is on its way; no balance moves.
    PaymentPending {
        payment: PaymentId,
        /// The part of the payment meant for this invoice.
        amount_minor: i64,
        method: Method,
        /// The day the payer paid.
        paid_on: Date,
    },
    PaymentSettled {
        payment: PaymentId,
        /// The part of the payment meant for this invoice.
        amount_minor: i64,
        /// The part allocated to the open amount; the rest is unapplied credit of the payer.
        allocated_minor: i64,
        method: Method,
        /// The day the payer paid.
        paid_on: Date,
    },
    /// Pending money will not arrive.
    PaymentFailed {
        payment: PaymentId,
        amount_minor: i64,
        /// The reason that staff or the bank gave.
        reason: Option<ContentId>,
    },
    /// Settled money was taken back.
    PaymentReversed {
        payment: PaymentId,
        /// The amount that had arrived for this invoice.
        amount_minor: i64,
        /// The part that is open again.
        reopened_minor: i64,
        /// The reason that staff or the bank gave.
        reason: Option<ContentId>,
    },
    /// A payment turned out to belong to another payer. The money stays with the biller.
    PaymentUnmatched {
        payment: PaymentId,
        /// The amount that had arrived for this invoice.
        amount_minor: i64,
        /// The part that is open again.
        reopened_minor: i64,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// The payment's unapplied credit on this invoice is paid back.
    PaymentRefunded {
        payment: PaymentId,
        refund: RefundId,
        /// The part of the refund recorded with this invoice.
        amount_minor: i64,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// The refund failed; the amount is the payer's credit again.
    RefundFailed {
        payment: PaymentId,
        refund: RefundId,
        /// The part of the refund recorded with this invoice again.
        amount_minor: i64,
        /// The reason that the provider or staff gave.
        reason: Option<ContentId>,
    },
    /// The payer began to pay at a provider.
    CheckoutOpened {
        checkout: CheckoutId,
        amount_minor: i64,
        method: Method,
        /// After this instant the provider accepts no money for it.
        expires_at: Timestamp,
    },
    /// That attempt ended.
    CheckoutClosed {
        checkout: CheckoutId,
        why: CheckoutEnd,
    },
    /// The payer's credit pays a part of this invoice.
    CreditApplied {
        source: CreditSource,
        amount_minor: i64,
    },
    /// Credit recorded with this invoice pays another one.
    CreditMoved {
        source: CreditSource,
        /// The invoice that the credit pays.
        to: InvoiceId,
        amount_minor: i64,
    },
    /// After a reversal, credit from this invoice's own credit notes closes it again.
    CreditReapplied {
        amount_minor: i64,
    },
    /// A credit note reduced the invoice in part or in full.
    Credited {
        credit_note: CreditNoteId,
        number: String,
        /// The credited amount: `applied_minor` plus what becomes the payer's credit.
        amount_minor: i64,
        /// The part taken off the open amount.
        applied_minor: i64,
        /// The split for the ledger.
        split: RevenueSplit,
    },
    /// The due date moved.
    DueDateChanged {
        from: Date,
        to: Date,
        /// The reason that staff gave.
        reason: Option<ContentId>,
        /// The accepted proposal that moved it, if there was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreed: Option<ProposalId>,
    },
    /// The biller voided the invoice.
    Voided {
        /// The open amount that is no longer asked for.
        open_minor: i64,
        /// The paid amount that is now the payer's credit.
        released_minor: i64,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// The biller gave up the open amount.
    WrittenOff {
        amount_minor: i64,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// Somebody wrote a message.
    MessagePosted {
        message: MessageId,
        content: ContentId,
        /// The line of the document it is about, from 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        /// The files that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<AttachmentId>,
        /// The question that it answers, if Billow wrote it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        automatic: Option<Topic>,
        /// By when a person should have answered it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        respond_by: Option<Timestamp>,
    },
    /// Staff wrote a note; payers never see it.
    NotePosted {
        note: MessageId,
        content: ContentId,
    },
    /// One side has read what the other one said.
    MessagesSeen {
        /// The number of the last event that was read.
        through: i64,
    },
    /// The payer wants to talk to a person.
    PersonAsked {
        /// By when a person should have answered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        respond_by: Option<Timestamp>,
    },
    /// One side proposes something.
    ProposalMade(Box<Proposal>),
    /// The other side accepts. The change is made in the same transaction.
    ProposalAccepted {
        proposal: ProposalId,
        /// What exactly was accepted, when, in which language and from where.
        proof: Option<ContentId>,
    },
    /// The other side declines.
    ProposalDeclined {
        proposal: ProposalId,
        /// The reason of the side that declined.
        reason: Option<ContentId>,
    },
    /// The side that made a proposal withdraws it.
    ProposalWithdrawn {
        proposal: ProposalId,
    },
    /// A fee comes on top.
    FeeCharged {
        fee: FeeId,
        /// Minor units; fees are without VAT.
        amount_minor: i64,
        /// What the fee is for, in words of staff.
        reason: Option<ContentId>,
    },
    /// A fee is no longer asked for.
    FeeWaived {
        fee: FeeId,
        amount_minor: i64,
        /// The part taken off the open amount; the rest had been paid and is the payer's credit.
        applied_minor: i64,
    },
    /// No reminders are sent for a while.
    RemindersPaused {
        /// The last day of the pause; `None` until further notice.
        until: Option<Date>,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// Reminders are sent again.
    RemindersResumed,
    /// The payer disputes the invoice or a line of it. Reminders pause until it is closed.
    Disputed {
        dispute: DisputeId,
        /// The line of the document it is about, from 1.
        line: Option<u32>,
        content: ContentId,
        /// The files that came with it.
        attachments: Vec<AttachmentId>,
        /// By when a person should have answered it.
        respond_by: Option<Timestamp>,
    },
    /// Staff decided about a dispute.
    DisputeClosed {
        dispute: DisputeId,
        /// Whether the payer was right.
        upheld: bool,
        /// The reason that staff gave.
        reason: Option<ContentId>,
    },
    /// The conversation was assigned to a staff member or to nobody; payers never see it.
    Assigned {
        to: Option<StaffId>,
    },
    /// Staff changed the state of the conversation; payers never see it.
    ConversationMoved {
        state: ConversationState,
    },
    /// Staff should review the invoice; payers never see it.
    Flagged {
        review_reason: ReviewReason,
        payment: Option<PaymentId>,
    },
    /// The payer's personal content was erased.
    PayerForgotten,
}

impl InvoiceEvent {
    /// Whether the payer may see this event.
    #[must_use]
    pub const fn shown_to_payer(&self) -> bool {
        !matches!(
            self,
            Self::Flagged { .. }
                | Self::NotePosted { .. }
                | Self::Assigned { .. }
                | Self::ConversationMoved { .. }
        )
    }
}

/// The first event of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub payer: PayerId,
    /// The first due date.
    pub due_date: Date,
    /// The document without its buyer, who is erasable content.
    pub document: Document,
    /// The buyer as the document names it.
    pub buyer: ContentId,
    /// The original bytes, if it was imported from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<ContentId>,
}

/// How an amount is split between the ledger's accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RevenueSplit {
    pub revenue_minor: i64,
    pub vat_minor: i64,
    /// Rounding of the amount due.
    pub rounding_minor: i64,
    /// The prepaid amount; on a credit note, the amount paid back before.
    pub prepaid_minor: i64,
}

impl RevenueSplit {
    /// The split of a document's totals.
    #[must_use]
    pub const fn of(totals: &super::document::Totals) -> Self {
        Self {
            revenue_minor: totals.without_vat_minor,
            vat_minor: totals.vat_minor,
            rounding_minor: totals.rounding_minor,
            prepaid_minor: totals.prepaid_minor,
        }
    }

    /// The document's total: everything but the prepayment.
    #[must_use]
    pub const fn total_minor(&self) -> i64 {
        self.revenue_minor + self.vat_minor + self.rounding_minor
    }
}
