//! What can be asked of the books. Ids of new things come with the command: the domain makes none.

use jiff::civil::Date;

use crate::document::Document;
use crate::ids::{ContentId, CreditNoteId, InvoiceId, MessageId, PayerId, ReceiptId};
use crate::invoice::CreditSource;
use crate::money::Money;
use crate::receipt::{Method, ReceiptSource, Share};

/// A wish to change the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Make a payer known.
    OpenAccount {
        /// The new payer.
        payer: PayerId,
        /// BCP 47 tag of the language the payer reads.
        language: Option<String>,
        /// Name, address and contact points.
        details: ContentId,
    },
    /// Issue an invoice.
    Issue {
        /// The new invoice.
        invoice: InvoiceId,
        /// Who is asked to pay.
        payer: PayerId,
        /// The last day on which payment is on time.
        due_date: Date,
        /// What it says, its buyer emptied.
        document: Box<Document>,
        /// The buyer.
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
        /// The buyer.
        buyer: ContentId,
        /// The original bytes.
        original: Option<ContentId>,
    },
    /// Book a credit note that waits on an invoice.
    ApplyCreditNote {
        /// The credit note.
        credit_note: CreditNoteId,
        /// The invoice it corrects.
        invoice: InvoiceId,
    },
    /// Record money that arrived or is on its way.
    RecordReceipt {
        /// The new receipt.
        receipt: ReceiptId,
        /// Whose money it is.
        payer: PayerId,
        /// Where it was reported.
        source: ReceiptSource,
        /// How much.
        amount: Money,
        /// How it was paid.
        method: Method,
        /// The day the payer paid.
        paid_on: Date,
        /// What it is meant for; what is not shared out is the payer's credit.
        shares: Vec<Share>,
        /// Whether it has arrived.
        settled: bool,
    },
    /// Money that was on its way has arrived.
    Settle {
        /// The receipt.
        receipt: ReceiptId,
    },
    /// Money that was on its way will not come.
    Fail {
        /// The receipt.
        receipt: ReceiptId,
        /// Why.
        reason: Option<ContentId>,
    },
    /// Money that had arrived was taken back.
    Reverse {
        /// The receipt.
        receipt: ReceiptId,
        /// Why.
        reason: Option<ContentId>,
    },
    /// Pay an invoice from the payer's credit.
    Allocate {
        /// Which credit.
        source: CreditSource,
        /// The invoice to pay.
        invoice: InvoiceId,
        /// How much, in minor units of the invoice's currency.
        amount_minor: i64,
    },
    /// Move the due date.
    ChangeDueDate {
        /// The invoice.
        invoice: InvoiceId,
        /// The new date.
        due_date: Date,
        /// Why.
        reason: Option<ContentId>,
    },
    /// Withdraw an invoice. What was paid on it becomes the payer's credit.
    Void {
        /// The invoice.
        invoice: InvoiceId,
        /// Why.
        reason: Option<ContentId>,
    },
    /// Give up the open amount.
    WriteOff {
        /// The invoice.
        invoice: InvoiceId,
        /// Why.
        reason: Option<ContentId>,
    },
    /// Write a message.
    Say {
        /// The invoice.
        invoice: InvoiceId,
        /// The new message.
        message: MessageId,
        /// Its text.
        content: ContentId,
    },
    /// Erase everything personal about a payer. The rows are emptied by the store in the same transaction.
    Forget {
        /// The payer.
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
        use crate::StreamId::{Account, CreditNote, Invoice, Receipt};
        match self {
            Self::OpenAccount { payer, .. } => vec![Account(*payer)],
            Self::Issue { invoice, payer, .. } => vec![Invoice(*invoice), Account(*payer)],
            Self::ReceiveCreditNote { credit_note, payer, .. } => {
                vec![CreditNote(*credit_note), Account(*payer)]
            }
            Self::ApplyCreditNote { credit_note, invoice } => {
                vec![CreditNote(*credit_note), Invoice(*invoice)]
            }
            Self::RecordReceipt { receipt, payer, shares, .. } => {
                let invoices = shares.iter().map(|share| Invoice(share.invoice));
                [Receipt(*receipt), Account(*payer)].into_iter().chain(invoices).collect()
            }
            Self::Settle { receipt } | Self::Fail { receipt, .. } | Self::Reverse { receipt, .. } => {
                vec![Receipt(*receipt)]
            }
            Self::Allocate { source, invoice, .. } => vec![
                match source {
                    CreditSource::Receipt(receipt) => Receipt(*receipt),
                    CreditSource::Invoice(invoice) => Invoice(*invoice),
                },
                Invoice(*invoice),
            ],
            Self::ChangeDueDate { invoice, .. }
            | Self::Void { invoice, .. }
            | Self::WriteOff { invoice, .. }
            | Self::Say { invoice, .. } => vec![Invoice(*invoice)],
            Self::Forget { payer, invoices } => {
                std::iter::once(Account(*payer)).chain(invoices.iter().copied().map(Invoice)).collect()
            }
        }
    }

    /// The further streams that a decision needs, given what is loaded: load until there are none new.
    /// Only what the command itself can touch: following every receipt to all its invoices, and those
    /// to all their receipts, would load a payer's whole history.
    #[must_use]
    pub fn follow(&self, books: &crate::Books) -> Vec<crate::StreamId> {
        let mut found = books.owners();
        match self {
            Self::Settle { receipt }
            | Self::Fail { receipt, .. }
            | Self::Reverse { receipt, .. }
            | Self::Allocate { source: CreditSource::Receipt(receipt), .. } => {
                found.extend(books.invoices_of(*receipt));
            }
            Self::Void { invoice, .. } => found.extend(books.receipts_of(*invoice)),
            _ => {}
        }
        found
    }
}
