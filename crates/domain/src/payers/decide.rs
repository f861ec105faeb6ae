//! Payers: known, changed, forgotten, and the credit that they get back.

use crate::ids::{ContentId, InvoiceId, PayerId};
use crate::invoices::InvoiceEvent;
use crate::kernel::decide::Decision;
use crate::money::Money;
use crate::payers::PayerStreamEvent;
use crate::refusal::Refusal;
use crate::stream::Event;

impl Decision {
    pub(super) fn open_payer(
        &mut self,
        payer: PayerId,
        language: Option<String>,
        details: ContentId,
    ) -> Result<(), Refusal> {
        if self.books.payers.contains_key(&payer) {
            return Err(Refusal::Exists("payer"));
        }
        self.payer_event(payer, PayerStreamEvent::Opened { language, details });
        Ok(())
    }

    pub(super) fn change_details(&mut self, payer: PayerId, details: ContentId) -> Result<(), Refusal> {
        self.known_payer(payer)?;
        self.payer_event(payer, PayerStreamEvent::DetailsChanged { details });
        Ok(())
    }

    pub(super) fn forget(&mut self, payer: PayerId, invoices: Vec<InvoiceId>) -> Result<(), Refusal> {
        self.known_payer(payer)?;
        self.payer_event(payer, PayerStreamEvent::Forgotten);
        for invoice in invoices {
            if self.invoice(invoice)?.payer != payer {
                return Err(Refusal::OtherPayer);
            }
            self.invoice_event(invoice, InvoiceEvent::PayerForgotten);
        }
        Ok(())
    }

    /// Records credit of the payer that comes from an invoice. Does nothing for zero.
    pub(crate) fn give_back(&mut self, payer: PayerId, from: InvoiceId, amount: Money) {
        if amount.minor > 0 {
            self.payer_event(payer, PayerStreamEvent::CreditAdded { from, amount });
        }
    }

    pub(crate) fn known_payer(&self, payer: PayerId) -> Result<(), Refusal> {
        let account = self.books.payers.get(&payer).ok_or(Refusal::NotFound("payer"))?;
        if account.forgotten { Err(Refusal::PayerForgotten) } else { Ok(()) }
    }

    pub(crate) fn payer_event(&mut self, id: PayerId, event: PayerStreamEvent) {
        self.push(Event::Payer(id, event));
    }
}
