//! The commands. Ids of new things come with the command: the domain makes none.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::checkouts::CheckoutEnd;
use crate::conversations::{ConversationState, Topic};
use crate::ids::{
    AttachmentId, CheckoutId, ContentId, CreditNoteId, DisputeId, FeeId, InvoiceId, MessageId, PayerId,
    PaymentId, ProposalId, RefundId, StaffId,
};
use crate::invoices::CreditSource;
use crate::invoices::document::Document;
use crate::matching::Matching;
use crate::payments::{Method, Recorded, Share};
use crate::proposals::ProposedChange;
use crate::time::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub invoice: InvoiceId,
    pub message: MessageId,
    pub content: ContentId,
    /// The line of the document it is about, from 1.
    pub line: Option<u32>,
    /// The files that come with it.
    pub attachments: Vec<AttachmentId>,
    /// The question that it answers, if Billow wrote it.
    pub automatic: Option<Topic>,
    /// By when a person should have answered, for a payer's message.
    pub respond_by: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewProposal {
    pub invoice: InvoiceId,
    pub id: ProposalId,
    pub change: ProposedChange,
    /// A short text that goes with the proposal.
    pub text: Option<ContentId>,
    /// After this instant it can no longer be accepted.
    pub expires_at: Timestamp,
    /// By when a person should have answered, for a payer's proposal.
    pub respond_by: Option<Timestamp>,
}

/// How much more time a payer gets without asking: the biller's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreTime {
    /// Days after the current due date.
    pub days: u16,
    /// How often on one invoice.
    pub times: u32,
}

impl Default for MoreTime {
    /// Two weeks, once.
    fn default() -> Self {
        Self { days: 14, times: 1 }
    }
}

impl MoreTime {
    /// The last day that can be granted at once; `None` if there is none left.
    #[must_use]
    pub fn until(&self, due_date: Date, extensions: u32, disputed: bool) -> Option<Date> {
        let granted = extensions < self.times && !disputed && self.days > 0;
        granted.then(|| due_date.saturating_add(jiff::Span::new().days(i64::from(self.days))))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDispute {
    pub invoice: InvoiceId,
    pub dispute: DisputeId,
    /// The line of the document it is about, from 1.
    pub line: Option<u32>,
    pub content: ContentId,
    /// The files that come with it.
    pub attachments: Vec<AttachmentId>,
    /// By when a person should have answered.
    pub respond_by: Option<Timestamp>,
}

/// A request to change the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Make a payer known.
    OpenPayer {
        payer: PayerId,
        /// BCP 47 tag of the language the payer reads.
        language: Option<String>,
        /// Name, address and contact points.
        details: ContentId,
    },
    /// Change a payer's name, address or contact points. Issued documents stay as they were.
    ChangeDetails {
        payer: PayerId,
        /// All of them, as they are from now on.
        details: ContentId,
    },
    Issue {
        invoice: InvoiceId,
        payer: PayerId,
        /// The last day on which payment is on time.
        due_date: Date,
        /// The document without its buyer.
        document: Box<Document>,
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Take in a credit note; it waits until [`Command::ApplyCreditNote`].
    ReceiveCreditNote {
        /// The new credit note.
        credit_note: CreditNoteId,
        payer: PayerId,
        /// The document without its buyer.
        document: Box<Document>,
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Apply a waiting credit note to an invoice.
    ApplyCreditNote {
        credit_note: CreditNoteId,
        invoice: InvoiceId,
    },
    /// Record a payment that arrived or is pending.
    RecordPayment {
        payment: PaymentId,
        /// The reported payment. Without a known payer it has arrived and has no shares.
        recorded: Box<Recorded>,
        settled: bool,
    },
    /// Set the payer of a payment and the invoices it pays. The part without a share is the payer's credit.
    Match {
        /// A payment without a known payer.
        payment: PaymentId,
        payer: PayerId,
        /// The invoices that it pays, all of that payer.
        shares: Vec<Share>,
    },
    /// Undo a match: the paid amounts are open again, and the payer is unknown.
    Unmatch {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Join an unidentified payment to another payment for the same money. The other one counts in its place.
    Join {
        payment: PaymentId,
        /// The payment that counts.
        to: PaymentId,
    },
    /// Undo such a join.
    Separate {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Store the result of matching a payment again.
    Rematch {
        /// A payment without a known payer.
        payment: PaymentId,
        matching: Box<Matching>,
    },
    /// Refund unapplied credit, or money whose payer is unknown.
    StartRefund {
        payment: PaymentId,
        refund: RefundId,
        amount_minor: i64,
        reason: Option<ContentId>,
    },
    CompleteRefund {
        payment: PaymentId,
        refund: RefundId,
    },
    FailRefund {
        payment: PaymentId,
        refund: RefundId,
        reason: Option<ContentId>,
    },
    /// Begin to pay at a provider.
    OpenCheckout {
        invoice: InvoiceId,
        checkout: CheckoutId,
        /// At most the open amount.
        amount_minor: i64,
        method: Method,
        /// After this instant the provider accepts no money for it.
        expires_at: Timestamp,
        /// The biller's minimum. If less is open, all of it has to be paid.
        minimum_minor: i64,
    },
    /// An attempt to pay ended. Nothing happens if it had ended before.
    CloseCheckout {
        invoice: InvoiceId,
        checkout: CheckoutId,
        why: CheckoutEnd,
    },
    /// Pending money has arrived.
    Settle {
        payment: PaymentId,
    },
    /// Pending money will not arrive.
    Fail {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Settled money was taken back.
    Reverse {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Banks deducted charges from a payment, at the biller's cost.
    PostCharges {
        payment: PaymentId,
        /// Minor units.
        amount_minor: i64,
    },
    /// Pay an invoice from the payer's credit.
    Allocate {
        source: CreditSource,
        /// The invoice to pay.
        invoice: InvoiceId,
        /// Minor units of the invoice's currency.
        amount_minor: i64,
    },
    /// Move the due date.
    ChangeDueDate {
        invoice: InvoiceId,
        due_date: Date,
        reason: Option<ContentId>,
    },
    /// Void an invoice. The paid amount becomes the payer's credit.
    Void {
        invoice: InvoiceId,
        reason: Option<ContentId>,
    },
    /// Write off the open amount.
    WriteOff {
        invoice: InvoiceId,
        reason: Option<ContentId>,
    },
    Say(NewMessage),
    /// Write a note that only staff see.
    Note {
        invoice: InvoiceId,
        note: MessageId,
        content: ContentId,
    },
    /// The actor's side has read the other side's entries. Nothing happens if there is nothing new.
    SeeMessages {
        invoice: InvoiceId,
        /// The number of the last event that was read.
        through: i64,
    },
    /// The payer wants to talk to a person.
    AskPerson {
        invoice: InvoiceId,
        /// By when one should have answered.
        respond_by: Option<Timestamp>,
    },
    /// Assign the conversation to a staff member or to nobody.
    Assign {
        invoice: InvoiceId,
        to: Option<StaffId>,
    },
    /// Change the state of the conversation.
    MoveConversation {
        invoice: InvoiceId,
        state: ConversationState,
    },
    /// Propose something to the other side.
    Propose(NewProposal),
    /// Accept what the other side proposed. The change is made at once, except a credit, which needs its own credit
    /// note.
    Accept {
        invoice: InvoiceId,
        proposal: ProposalId,
        /// What exactly is accepted, when, in which language and from where.
        proof: Option<ContentId>,
    },
    /// Decline what the other side proposed.
    Decline {
        invoice: InvoiceId,
        proposal: ProposalId,
        reason: Option<ContentId>,
    },
    /// Withdraw a proposal of one's own side.
    Withdraw {
        invoice: InvoiceId,
        proposal: ProposalId,
    },
    /// The payer asks for more time. It is granted at once within the policy; otherwise it becomes a proposal for
    /// staff.
    AskMoreTime {
        /// The proposal to make when a person has to decide; its change is replaced.
        proposal: NewProposal,
        /// The due date that the payer wants.
        until: Date,
        /// The policy for what is granted at once.
        allowed: MoreTime,
    },
    ChargeFee {
        invoice: InvoiceId,
        fee: FeeId,
        /// Minor units, without VAT.
        amount_minor: i64,
        reason: Option<ContentId>,
    },
    WaiveFee {
        invoice: InvoiceId,
        fee: FeeId,
    },
    PauseReminders {
        invoice: InvoiceId,
        /// The last day of the pause; `None` until further notice.
        until: Option<Date>,
        reason: Option<ContentId>,
    },
    /// Send reminders again.
    ResumeReminders {
        invoice: InvoiceId,
    },
    /// The payer disputes the invoice or a line of it.
    Dispute(NewDispute),
    /// Decide about a dispute.
    CloseDispute {
        invoice: InvoiceId,
        dispute: DisputeId,
        /// Whether the payer was right.
        upheld: bool,
        reason: Option<ContentId>,
    },
    /// Erase everything personal about a payer. The store empties the rows in the same transaction.
    Forget {
        payer: PayerId,
        /// All invoices of the payer, so that open pages are updated.
        invoices: Vec<InvoiceId>,
    },
}

impl Command {
    /// The streams that must be loaded before the command can be decided. [`Self::follow`] names further ones that
    /// depend on these.
    #[must_use]
    pub fn streams(&self) -> Vec<crate::StreamId> {
        use crate::StreamId::{CreditNote, Invoice, Payer, Payment};
        match self {
            Self::OpenPayer { payer, .. } | Self::ChangeDetails { payer, .. } => vec![Payer(*payer)],
            Self::Issue { invoice, payer, .. } => vec![Invoice(*invoice), Payer(*payer)],
            Self::ReceiveCreditNote { credit_note, payer, .. } => {
                vec![CreditNote(*credit_note), Payer(*payer)]
            }
            Self::ApplyCreditNote { credit_note, invoice } => {
                vec![CreditNote(*credit_note), Invoice(*invoice)]
            }
            Self::RecordPayment { payment, recorded, .. } => {
                let invoices = recorded.shares.iter().map(|share| Invoice(share.invoice));
                let payer = recorded.payer.map(Payer);
                std::iter::once(Payment(*payment)).chain(payer).chain(invoices).collect()
            }
            Self::Match { payment, payer, shares } => {
                let invoices = shares.iter().map(|share| Invoice(share.invoice));
                [Payment(*payment), Payer(*payer)].into_iter().chain(invoices).collect()
            }
            Self::Settle { payment }
            | Self::Fail { payment, .. }
            | Self::Reverse { payment, .. }
            | Self::Unmatch { payment, .. }
            | Self::Rematch { payment, .. }
            | Self::Separate { payment, .. }
            | Self::StartRefund { payment, .. }
            | Self::CompleteRefund { payment, .. }
            | Self::FailRefund { payment, .. }
            | Self::PostCharges { payment, .. } => vec![Payment(*payment)],
            Self::Join { payment, to } => vec![Payment(*payment), Payment(*to)],
            Self::Propose(NewProposal {
                invoice,
                change: ProposedChange::ClaimPayment { payment, .. },
                ..
            }) => {
                vec![Invoice(*invoice), Payment(*payment)]
            }
            Self::Allocate { source, invoice, .. } => vec![
                match source {
                    CreditSource::Payment(payment) => Payment(*payment),
                    CreditSource::Invoice(invoice) => Invoice(*invoice),
                },
                Invoice(*invoice),
            ],
            Self::ChangeDueDate { invoice, .. }
            | Self::Void { invoice, .. }
            | Self::WriteOff { invoice, .. }
            | Self::Say(NewMessage { invoice, .. })
            | Self::Note { invoice, .. }
            | Self::SeeMessages { invoice, .. }
            | Self::AskPerson { invoice, .. }
            | Self::Assign { invoice, .. }
            | Self::MoveConversation { invoice, .. }
            | Self::Propose(NewProposal { invoice, .. })
            | Self::Accept { invoice, .. }
            | Self::Decline { invoice, .. }
            | Self::Withdraw { invoice, .. }
            | Self::AskMoreTime { proposal: NewProposal { invoice, .. }, .. }
            | Self::ChargeFee { invoice, .. }
            | Self::WaiveFee { invoice, .. }
            | Self::PauseReminders { invoice, .. }
            | Self::ResumeReminders { invoice }
            | Self::OpenCheckout { invoice, .. }
            | Self::CloseCheckout { invoice, .. }
            | Self::Dispute(NewDispute { invoice, .. })
            | Self::CloseDispute { invoice, .. } => vec![Invoice(*invoice)],
            Self::Forget { payer, invoices } => {
                std::iter::once(Payer(*payer)).chain(invoices.iter().copied().map(Invoice)).collect()
            }
        }
    }

    /// The further streams that a decision needs, given the loaded ones. Repeat until there are none new. Only streams
    /// that the command itself can change are named: following every payment to all its invoices, and those to all
    /// their payments, would load a payer's whole history.
    #[must_use]
    pub fn follow(&self, books: &crate::Books) -> Vec<crate::StreamId> {
        let mut found = books.owners();
        match self {
            Self::Settle { payment }
            | Self::Fail { payment, .. }
            | Self::Reverse { payment, .. }
            | Self::Match { payment, .. }
            | Self::Unmatch { payment, .. }
            | Self::StartRefund { payment, .. }
            | Self::FailRefund { payment, .. }
            | Self::Allocate { source: CreditSource::Payment(payment), .. } => {
                found.extend(books.invoices_of(*payment));
            }
            // Payers who were asked whether the payment is theirs need not answer any more.
            Self::Join { payment, .. } => found.extend(books.invoices_of(*payment)),
            Self::Separate { payment, .. } => {
                let to = books.payments.get(payment).and_then(|known| known.joined_to);
                found.extend(to.map(crate::StreamId::Payment));
            }
            Self::Void { invoice, .. } => found.extend(books.payments_of(*invoice)),
            // The invoice whose payer answers, and all others whose payers were asked.
            Self::Accept { invoice, proposal, .. } | Self::Decline { invoice, proposal, .. } => {
                if let Some(payment) = books.claimed_by(*invoice, *proposal) {
                    found.push(crate::StreamId::Payment(payment));
                    found.extend(books.invoices_of(payment));
                }
            }
            _ => {}
        }
        found
    }
}
