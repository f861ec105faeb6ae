//! Credit notes: received, and applied to an invoice.

use crate::credit_notes::{CreditNoteEvent, Received};
use crate::ids::{CreditNoteId, InvoiceId};
use crate::invoices::decide::check_totals;
use crate::invoices::document::DocumentKind;
use crate::invoices::status::Lifecycle;
use crate::invoices::{InvoiceEvent, RevenueSplit};
use crate::kernel::decide::Decision;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::stream::Event;

impl Decision {
    pub(super) fn receive_credit_note(
        &mut self,
        id: CreditNoteId,
        received: Received,
    ) -> Result<(), Refusal> {
        if received.document.kind != DocumentKind::CreditNote {
            return Err(Refusal::WrongDocument("a credit note"));
        }
        if self.books.credit_notes.contains_key(&id) {
            return Err(Refusal::Exists("credit note"));
        }
        self.known_payer(received.payer)?;
        check_totals(&received.document)?;
        if received.document.totals.payable_minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        }
        self.push(Event::CreditNote(id, CreditNoteEvent::Received(Box::new(received))));
        Ok(())
    }

    pub(super) fn apply_credit_note(
        &mut self,
        id: CreditNoteId,
        invoice_id: InvoiceId,
    ) -> Result<(), Refusal> {
        let invoice = self.invoice(invoice_id)?.clone();
        let credit_note = self.books.credit_notes.get(&id).ok_or(Refusal::NotFound("credit note"))?;
        if credit_note.applied_to.is_some() {
            return Err(Refusal::CreditNoteApplied);
        }
        let Received { payer, ref document, .. } = credit_note.received;
        if payer != invoice.payer {
            return Err(Refusal::OtherPayer);
        }
        if document.currency != invoice.currency {
            return Err(Refusal::CurrencyMismatch { invoice: invoice.currency, payment: document.currency });
        }
        match invoice.lifecycle {
            Lifecycle::Live => {}
            Lifecycle::Voided => return Err(Refusal::Voided),
            // A written-off amount was not paid, so a credit note cannot turn it into credit.
            Lifecycle::WrittenOff => return Err(Refusal::WrittenOff),
        }
        let amount_minor = document.totals.payable_minor;
        let applied_minor = amount_minor.min(invoice.open_minor);
        let event = InvoiceEvent::Credited {
            credit_note: id,
            number: document.number.clone(),
            amount_minor,
            applied_minor,
            split: RevenueSplit::of(&document.totals),
        };
        self.push(Event::CreditNote(id, CreditNoteEvent::Applied { invoice: invoice_id }));
        self.invoice_event(invoice_id, event);
        self.give_back(payer, invoice_id, Money::new(amount_minor - applied_minor, invoice.currency));
        Ok(())
    }
}
