//! What can be asked about an invoice.

use jiff::civil::Date;

use crate::books::Books;
use crate::command::Command;
use crate::ids::{ContentId, FeeId, InvoiceId, PayerId};
use crate::invoices::Issued;
use crate::invoices::document::Document;
use crate::kernel::decide::{Context, Decision};
use crate::refusal::Refusal;
use crate::stream::StreamId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvoiceCommand {
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
}

impl Command for InvoiceCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Issue { invoice, payer, .. } => vec![StreamId::Invoice(*invoice), StreamId::Payer(*payer)],
            Self::ChangeDueDate { invoice, .. }
            | Self::Void { invoice, .. }
            | Self::WriteOff { invoice, .. }
            | Self::ChargeFee { invoice, .. }
            | Self::WaiveFee { invoice, .. }
            | Self::PauseReminders { invoice, .. }
            | Self::ResumeReminders { invoice } => vec![StreamId::Invoice(*invoice)],
        }
    }

    fn begins(&self) -> Option<StreamId> {
        match self {
            Self::Issue { invoice, .. } => Some(StreamId::Invoice(*invoice)),
            _ => None,
        }
    }

    fn follow(&self, books: &Books) -> Vec<StreamId> {
        match self {
            Self::Void { invoice, .. } => payments_of(books, *invoice),
            _ => Vec::new(),
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Issue { invoice, payer, due_date, document, buyer, original } => {
                decision.issue(invoice, Issued { payer, due_date, document: *document, buyer, original })
            }
            Self::ChangeDueDate { invoice, due_date, reason } => {
                decision.change_due_date(invoice, due_date, (reason, None), context)
            }
            Self::Void { invoice, reason } => decision.void(invoice, reason),
            Self::WriteOff { invoice, reason } => decision.write_off(invoice, reason),
            Self::ChargeFee { invoice, fee, amount_minor, reason } => {
                decision.charge_fee(invoice, fee, amount_minor, reason)
            }
            Self::WaiveFee { invoice, fee } => decision.waive_fee(invoice, fee),
            Self::PauseReminders { invoice, until, reason } => {
                decision.pause_reminders(invoice, until, reason, context)
            }
            Self::ResumeReminders { invoice } => decision.resume_reminders(invoice),
        }
    }
}

/// The payments that an invoice lists, in any state.
fn payments_of(books: &Books, invoice: InvoiceId) -> Vec<StreamId> {
    let invoice = books.invoices.get(&invoice);
    invoice.into_iter().flat_map(|one| one.payments.keys().copied().map(StreamId::Payment)).collect()
}
