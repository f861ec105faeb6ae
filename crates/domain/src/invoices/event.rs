//! What happens to an invoice, as it is stored.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// Where credit that pays an invoice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum CreditSource {
    /// Money of a payment that no invoice has taken yet.
    Payment(PaymentId),
    /// What an invoice gave back: a credit note above its open amount, or a prepayment that was released.
    Invoice(InvoiceId),
}

/// Why a person should look at an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewReason {
    /// Money arrived though the invoice was withdrawn; it is kept as the payer's credit.
    PaymentAfterVoid,
    /// Money arrived though the invoice was written off; it is kept as the payer's credit.
    PaymentAfterWriteOff,
    /// A payment was taken back though the rest had been written off; what it reopened is written off too.
    ReversalAfterWriteOff,
}

/// What happened to an invoice. Amounts are minor units of the invoice's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        /// What of it the open amount took; the rest is the payer's credit.
        allocated_minor: i64,
        method: Method,
        /// The day the payer paid.
        paid_on: Date,
    },
    /// Money that was on its way will not come.
    PaymentFailed {
        payment: PaymentId,
        /// What had been announced.
        amount_minor: i64,
        /// Why, in words of staff or bank.
        reason: Option<ContentId>,
    },
    /// Money that had arrived was taken back.
    PaymentReversed {
        payment: PaymentId,
        /// What had been received for this invoice.
        amount_minor: i64,
        /// What of it is open again.
        reopened_minor: i64,
        /// Why, in words of staff or bank.
        reason: Option<ContentId>,
    },
    /// A payment turned out to be another payer's. The money stays with the biller.
    PaymentUnmatched {
        payment: PaymentId,
        /// What had been received for this invoice.
        amount_minor: i64,
        /// What of it is open again.
        reopened_minor: i64,
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// Credit of a payment that stood here is paid back.
    PaymentRefunded {
        payment: PaymentId,
        refund: RefundId,
        /// How much of it stood here.
        amount_minor: i64,
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// It could not be paid back and is the payer's credit again.
    RefundFailed {
        payment: PaymentId,
        refund: RefundId,
        /// How much of it stands here again.
        amount_minor: i64,
        /// Why, in words of the provider or of staff.
        reason: Option<ContentId>,
    },
    /// The payer began to pay at a provider.
    CheckoutOpened {
        checkout: CheckoutId,
        amount_minor: i64,
        method: Method,
        /// From then on the provider takes no money for it.
        expires_at: Timestamp,
    },
    /// That attempt ended.
    CheckoutClosed {
        checkout: CheckoutId,
        why: CheckoutEnd,
    },
    /// Credit of the payer pays a part of this invoice.
    CreditApplied {
        /// Where the credit comes from.
        source: CreditSource,
        amount_minor: i64,
    },
    /// Credit that stood at this invoice pays another one.
    CreditMoved {
        source: CreditSource,
        /// The invoice that it pays.
        to: InvoiceId,
        amount_minor: i64,
    },
    /// After a reversal, what credit notes of this invoice had given back closes it again.
    CreditReapplied {
        amount_minor: i64,
    },
    /// A credit note took off a part or the whole.
    Credited {
        credit_note: CreditNoteId,
        number: String,
        /// What it gives back: `applied_minor` and the payer's credit together.
        amount_minor: i64,
        /// What it took off the open amount.
        applied_minor: i64,
        /// The split for the books.
        split: RevenueSplit,
    },
    /// The due date moved.
    DueDateChanged {
        from: Date,
        to: Date,
        /// Why, in words of staff.
        reason: Option<ContentId>,
        /// The proposal that was accepted, where it moved because of one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        agreed: Option<ProposalId>,
    },
    /// The biller withdrew the invoice.
    Voided {
        /// What was open and is no longer asked for.
        open_minor: i64,
        /// What had been paid and is now the payer's credit.
        released_minor: i64,
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// The biller gave up the open amount.
    WrittenOff {
        amount_minor: i64,
        /// Why, in words of staff.
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
        /// What it answers, where nobody wrote it.
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
        /// Up to which number.
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
    /// The other side accepts. What was proposed happens in the same moment.
    ProposalAccepted {
        proposal: ProposalId,
        /// What exactly was accepted, when, in which language and from where.
        proof: Option<ContentId>,
    },
    /// The other side declines.
    ProposalDeclined {
        proposal: ProposalId,
        /// Why, in words of whoever declined.
        reason: Option<ContentId>,
    },
    /// Its own side takes a proposal back.
    ProposalWithdrawn {
        proposal: ProposalId,
    },
    /// A fee comes on top.
    FeeCharged {
        fee: FeeId,
        /// How much; fees are without VAT.
        amount_minor: i64,
        /// What for, in words of staff.
        reason: Option<ContentId>,
    },
    /// A fee is no longer asked for.
    FeeWaived {
        fee: FeeId,
        amount_minor: i64,
        /// What of it came off the open amount; the rest had been paid and is the payer's credit.
        applied_minor: i64,
    },
    /// No reminders are sent for a while.
    RemindersPaused {
        /// The last day without; nothing for until further notice.
        until: Option<Date>,
        /// Why, in words of staff.
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
        /// Why, in words of staff.
        reason: Option<ContentId>,
    },
    /// Somebody looks after the conversation, or nobody; payers never see it.
    Assigned {
        to: Option<StaffId>,
    },
    /// Staff put the conversation into another state; payers never see it.
    ConversationMoved {
        state: ConversationState,
    },
    /// Something for staff to look at; payers never see it.
    Flagged {
        review_reason: ReviewReason,
        payment: Option<PaymentId>,
    },
    /// The payer's personal content was erased.
    PayerForgotten,
}

impl InvoiceEvent {
    /// Whether the payer may know that this happened.
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
    /// Who is asked to pay.
    pub payer: PayerId,
    /// The due date at the start.
    pub due_date: Date,
    /// What the document says; its buyer is emptied, that is content.
    pub document: Document,
    /// The buyer as the document names it.
    pub buyer: ContentId,
    /// The original bytes, where it came in as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<ContentId>,
}

/// How an amount divides between the accounts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RevenueSplit {
    pub revenue_minor: i64,
    pub vat_minor: i64,
    /// Rounding of the amount due.
    pub rounding_minor: i64,
    /// What was paid (or, on a credit note, paid back) beforehand.
    pub prepaid_minor: i64,
}

impl RevenueSplit {
    /// The split that a document's totals state.
    #[must_use]
    pub const fn of(totals: &crate::invoices::document::Totals) -> Self {
        Self {
            revenue_minor: totals.without_vat_minor,
            vat_minor: totals.vat_minor,
            rounding_minor: totals.rounding_minor,
            prepaid_minor: totals.prepaid_minor,
        }
    }

    /// Everything but the prepayment: the document's total.
    #[must_use]
    pub const fn total_minor(&self) -> i64 {
        self.revenue_minor + self.vat_minor + self.rounding_minor
    }
}
