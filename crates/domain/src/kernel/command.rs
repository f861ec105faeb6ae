//! What can be asked of the books. Ids of new things come with the command: the domain makes none.

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

/// A message that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMessage {
    pub invoice: InvoiceId,
    pub message: MessageId,
    pub content: ContentId,
    /// The line of the document it is about, from 1.
    pub line: Option<u32>,
    /// The files that come with it.
    pub attachments: Vec<AttachmentId>,
    /// What it answers, where nobody wrote it.
    pub automatic: Option<Topic>,
    /// By when a person should have answered, for a payer's message.
    pub respond_by: Option<Timestamp>,
}

/// A proposal that is to be put into the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewProposal {
    pub invoice: InvoiceId,
    pub id: ProposalId,
    pub change: ProposedChange,
    /// A few words with it.
    pub text: Option<ContentId>,
    /// From then on it can no longer be accepted.
    pub expires_at: Timestamp,
    /// By when a person should have answered, for a payer's proposal.
    pub respond_by: Option<Timestamp>,
}

/// How much more time a payer gets without asking anybody: the biller's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoreTime {
    /// Days after the due date.
    pub days: u16,
    /// How many times on one invoice.
    pub times: u32,
}

impl Default for MoreTime {
    /// Two weeks, once.
    fn default() -> Self {
        Self { days: 14, times: 1 }
    }
}

impl MoreTime {
    /// The last day that is granted at once, if any still is.
    #[must_use]
    pub fn until(&self, due_date: Date, extensions: u32, disputed: bool) -> Option<Date> {
        let granted = extensions < self.times && !disputed && self.days > 0;
        granted.then(|| due_date.saturating_add(jiff::Span::new().days(i64::from(self.days))))
    }
}

/// A dispute that is to be opened.
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

/// A wish to change the books.
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
    /// Change a payer's name, address or contact points. Documents keep what was printed on them.
    ChangeDetails {
        payer: PayerId,
        /// All of them, as they are from now on.
        details: ContentId,
    },
    Issue {
        invoice: InvoiceId,
        /// Who is asked to pay.
        payer: PayerId,
        /// The last day on which payment is on time.
        due_date: Date,
        /// What it says, its buyer emptied.
        document: Box<Document>,
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Take in a credit note; it waits until [`Command::ApplyCreditNote`].
    ReceiveCreditNote {
        /// The new credit note.
        credit_note: CreditNoteId,
        /// Who gets the credit.
        payer: PayerId,
        /// What it says, its buyer emptied.
        document: Box<Document>,
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Book a credit note that waits on an invoice.
    ApplyCreditNote {
        credit_note: CreditNoteId,
        invoice: InvoiceId,
    },
    /// Record money that arrived or is on its way.
    RecordPayment {
        payment: PaymentId,
        /// What is reported. Money that nobody is known to have paid has arrived and is shared out to nobody.
        recorded: Box<Recorded>,
        settled: bool,
    },
    /// Say whose money a payment is and which invoices it pays; what it does not share out is the payer's credit.
    Match {
        /// The payment, of which nobody knows whose it is.
        payment: PaymentId,
        payer: PayerId,
        /// The invoices that it pays, of that payer.
        shares: Vec<Share>,
    },
    /// Undo a match: what it paid is open again, and nobody knows whose money it is.
    Unmatch {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Say that money of which nobody knows whose it is, is the same as another payment, which counts in its place.
    Join {
        payment: PaymentId,
        /// The payment that counts.
        to: PaymentId,
    },
    /// Say that this was wrong.
    Separate {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Keep what came of looking for the invoices of a payment once more.
    Rematch {
        /// The payment, of which nobody knows whose it is.
        payment: PaymentId,
        matching: Box<Matching>,
    },
    /// Pay back what no invoice has taken, or money of which nobody knows whose it is.
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
    /// It could not be paid back.
    FailRefund {
        payment: PaymentId,
        refund: RefundId,
        reason: Option<ContentId>,
    },
    /// Begin to pay at a provider.
    OpenCheckout {
        invoice: InvoiceId,
        checkout: CheckoutId,
        /// How much, at most what is open.
        amount_minor: i64,
        method: Method,
        /// From then on the provider takes no money for it.
        expires_at: Timestamp,
        /// The least that the biller accepts; of what is less, all of it.
        minimum_minor: i64,
    },
    /// An attempt to pay ended. Nothing happens where it had ended before.
    CloseCheckout {
        invoice: InvoiceId,
        checkout: CheckoutId,
        why: CheckoutEnd,
    },
    /// Money that was on its way has arrived.
    Settle {
        payment: PaymentId,
    },
    /// Money that was on its way will not come.
    Fail {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Money that had arrived was taken back.
    Reverse {
        payment: PaymentId,
        reason: Option<ContentId>,
    },
    /// Banks kept a part of money that arrived, at the biller's cost.
    PostCharges {
        payment: PaymentId,
        /// How much, minor units.
        amount_minor: i64,
    },
    /// Pay an invoice from the payer's credit.
    Allocate {
        source: CreditSource,
        /// The invoice to pay.
        invoice: InvoiceId,
        /// How much, in minor units of the invoice's currency.
        amount_minor: i64,
    },
    /// Move the due date.
    ChangeDueDate {
        invoice: InvoiceId,
        due_date: Date,
        reason: Option<ContentId>,
    },
    /// Withdraw an invoice. What was paid on it becomes the payer's credit.
    Void {
        invoice: InvoiceId,
        reason: Option<ContentId>,
    },
    /// Give up the open amount.
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
    /// The actor's side has read what the other one said. Nothing happens where there is nothing new.
    SeeMessages {
        invoice: InvoiceId,
        /// Up to which number.
        through: i64,
    },
    /// The payer wants to talk to a person.
    AskPerson {
        invoice: InvoiceId,
        /// By when one should have answered.
        respond_by: Option<Timestamp>,
    },
    /// Somebody looks after the conversation, or nobody.
    Assign {
        invoice: InvoiceId,
        to: Option<StaffId>,
    },
    /// Put the conversation into another state.
    MoveConversation {
        invoice: InvoiceId,
        state: ConversationState,
    },
    /// Propose something to the other side.
    Propose(NewProposal),
    /// Accept what the other side proposed. But for a credit, which needs a credit note of its own, it
    /// happens at once.
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
    /// Take back what one's own side proposed.
    Withdraw {
        invoice: InvoiceId,
        proposal: ProposalId,
    },
    /// The payer asks for more time: granted at once within what is allowed, else a proposal for staff.
    AskMoreTime {
        /// The proposal that it becomes where a person has to decide; its change is replaced.
        proposal: NewProposal,
        /// The due date that the payer wants.
        until: Date,
        /// What is granted at once.
        allowed: MoreTime,
    },
    /// Put a fee on top.
    ChargeFee {
        invoice: InvoiceId,
        fee: FeeId,
        /// How much, without VAT.
        amount_minor: i64,
        reason: Option<ContentId>,
    },
    /// No longer ask for a fee.
    WaiveFee {
        invoice: InvoiceId,
        fee: FeeId,
    },
    /// Send no reminders for a while.
    PauseReminders {
        invoice: InvoiceId,
        /// The last day without; nothing for until further notice.
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
    /// Erase everything personal about a payer. The rows are emptied by the store in the same transaction.
    Forget {
        payer: PayerId,
        /// The payer's invoices, all of them, so that open pages hear of it.
        invoices: Vec<InvoiceId>,
    },
}

impl Command {
    /// The streams that have to be loaded before the command can be decided; [`Self::follow`]
    /// names those that these lead to.
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

    /// The further streams that a decision needs, given what is loaded: load until there are none new.
    /// Only what the command itself can touch: following every payment to all its invoices, and those
    /// to all their payments, would load a payer's whole history.
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
            // Whoever was asked whether it is theirs need not answer any more.
            Self::Join { payment, .. } => found.extend(books.invoices_of(*payment)),
            Self::Separate { payment, .. } => {
                let to = books.payments.get(payment).and_then(|known| known.joined_to);
                found.extend(to.map(crate::StreamId::Payment));
            }
            Self::Void { invoice, .. } => found.extend(books.payments_of(*invoice)),
            // Whoever answers for a payment, and whoever else was asked.
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
