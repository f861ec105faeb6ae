//! Attempts to pay at a provider. They are opened for the open amount, and closed when that amount is no longer right.

use std::collections::BTreeSet;

use crate::checkouts::CheckoutEnd;
use crate::ids::{CheckoutId, InvoiceId};
use crate::invoices::status::Lifecycle;
use crate::invoices::{Invoice, InvoiceEvent};
use crate::kernel::decide::{Decision, check_amount};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::stream::{Event, Stream as _};

/// At most this many attempts may be open on one invoice; payers leave windows open.
const MOST_OPEN: usize = 10;

impl Decision {
    pub(super) fn check_checkout(
        &self,
        id: InvoiceId,
        checkout: CheckoutId,
        amount_minor: i64,
        minimum_minor: i64,
    ) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        let invoice = self.payable(id)?;
        if invoice.checkouts.contains_key(&checkout) {
            return Err(Refusal::Exists("checkout"));
        }
        if amount_minor > invoice.open_minor {
            return Err(Refusal::ExceedsOpen(Money::new(invoice.open_minor, invoice.currency)));
        }
        let least_minor = minimum_minor.min(invoice.open_minor);
        if amount_minor < least_minor {
            return Err(Refusal::BelowMinimum(Money::new(least_minor, invoice.currency)));
        }
        let now = self.stamp.at;
        if invoice.checkouts.values().filter(|one| one.is_open(now)).count() >= MOST_OPEN {
            return Err(Refusal::TooManyCheckouts(MOST_OPEN));
        }
        Ok(())
    }

    pub(super) fn close_checkout(
        &mut self,
        invoice: InvoiceId,
        checkout: CheckoutId,
        why: CheckoutEnd,
    ) -> Result<(), Refusal> {
        let known = self.invoice(invoice)?.checkouts.get(&checkout).ok_or(Refusal::NotFound("checkout"))?;
        if known.end.is_none() {
            self.invoice_event(invoice, InvoiceEvent::CheckoutClosed { checkout, why });
        }
        Ok(())
    }
}

/// Closes every attempt that would bring more than is open now.
pub(crate) fn close_outdated(decision: &mut Decision, so_far: &[Event]) {
    let touched: BTreeSet<InvoiceId> =
        so_far.iter().filter_map(Invoice::event_of).map(|(invoice, _)| invoice).collect();
    for id in touched {
        let Some(invoice) = decision.books.invoices.get(&id) else { continue };
        let live = invoice.lifecycle == Lifecycle::Live;
        let outdated: Vec<CheckoutId> = invoice
            .checkouts
            .iter()
            .filter(|(_, one)| one.end.is_none() && (!live || one.amount_minor > invoice.open_minor))
            .map(|(checkout, _)| *checkout)
            .collect();
        for checkout in outdated {
            let why = CheckoutEnd::AmountChanged;
            decision.invoice_event(id, InvoiceEvent::CheckoutClosed { checkout, why });
        }
    }
}
