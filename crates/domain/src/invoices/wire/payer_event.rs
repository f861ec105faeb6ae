//! An event as a payer may see it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::checkouts::CheckoutEnd;
use crate::conversations::{Side, Topic};
use crate::ids::{CheckoutId, DisputeId, FeeId, MessageId, PaymentId, ProposalId};
use crate::invoices::wire::{Attachment, By, Day};
use crate::money::Currency;
use crate::payments::Method;
use crate::proposals::{InvoiceTerms, ProposedChange};
use crate::time::Timestamp;

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
