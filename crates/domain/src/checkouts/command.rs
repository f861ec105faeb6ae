//! What can be asked about an attempt to pay.

use crate::checkouts::CheckoutEnd;
use crate::command::Command;
use crate::ids::{CheckoutId, InvoiceId};
use crate::invoices::InvoiceEvent;
use crate::kernel::decide::{Context, Decision};
use crate::payments::Method;
use crate::refusal::Refusal;
use crate::stream::StreamId;
use crate::time::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckoutCommand {
    /// Begin to pay at a provider.
    Open {
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
    Close { invoice: InvoiceId, checkout: CheckoutId, why: CheckoutEnd },
}

impl Command for CheckoutCommand {
    fn streams(&self) -> Vec<StreamId> {
        match self {
            Self::Open { invoice, .. } | Self::Close { invoice, .. } => vec![StreamId::Invoice(*invoice)],
        }
    }

    fn decide(self: Box<Self>, decision: &mut Decision, _context: &Context) -> Result<(), Refusal> {
        match *self {
            Self::Open { invoice, checkout, amount_minor, method, expires_at, minimum_minor } => {
                let event = InvoiceEvent::CheckoutOpened { checkout, amount_minor, method, expires_at };
                decision.check_checkout(invoice, checkout, amount_minor, minimum_minor)?;
                decision.invoice_event(invoice, event);
                Ok(())
            }
            Self::Close { invoice, checkout, why } => decision.close_checkout(invoice, checkout, why),
        }
    }
}
