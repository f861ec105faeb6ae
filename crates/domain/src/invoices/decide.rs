//! Invoices: issued, moved, voided, written off.

use jiff::civil::Date;

use crate::ids::{ContentId, InvoiceId, ProposalId};
use crate::invoices::document::{Document, DocumentKind};
use crate::invoices::status::Lifecycle;
use crate::invoices::{Invoice, InvoiceEvent, Issued, RevenueSplit};
use crate::kernel::decide::{Context, Decision};
use crate::money::{MAX_MINOR, Money};
use crate::payments::PaymentEvent;
use crate::refusal::Refusal;
use crate::stream::Event;

/// How far ahead a due date may lie: it catches a wrong year and still allows long terms.
const LONGEST_TERM_YEARS: i16 = 10;

impl Decision {
    pub(super) fn issue(&mut self, id: InvoiceId, issued: Issued) -> Result<(), Refusal> {
        let document = &issued.document;
        if document.kind != DocumentKind::Invoice {
            return Err(Refusal::WrongDocument("an invoice"));
        }
        if self.books.invoices.contains_key(&id) {
            return Err(Refusal::Exists("invoice"));
        }
        self.known_payer(issued.payer)?;
        check_totals(document)?;
        // The prepaid part above the total is the payer's credit. A negative total is a credit note.
        if RevenueSplit::of(&document.totals).total_minor() < 0 {
            return Err(Refusal::WrongDocument("an invoice: its total is negative, send a credit note"));
        }
        // EN 16931 allows a due date before the issue date: the invoice may have been due, or paid, before it was
        // issued.
        let (payer, back) = (issued.payer, Money::new(-document.totals.payable_minor, document.currency));
        self.invoice_event(id, InvoiceEvent::Issued(Box::new(issued)));
        self.give_back(payer, id, back);
        Ok(())
    }

    pub(crate) fn change_due_date(
        &mut self,
        id: InvoiceId,
        due_date: Date,
        (reason, agreed): (Option<ContentId>, Option<ProposalId>),
        context: &Context,
    ) -> Result<(), Refusal> {
        let from = self.check_new_due_date(id, due_date, context)?;
        self.invoice_event(id, InvoiceEvent::DueDateChanged { from, to: due_date, reason, agreed });
        Ok(())
    }

    /// Whether the due date could move to that day; returns the current one.
    pub(crate) fn check_new_due_date(
        &self,
        id: InvoiceId,
        due_date: Date,
        context: &Context,
    ) -> Result<Date, Refusal> {
        let invoice = self.payable(id)?;
        let from = invoice.due_date;
        if due_date == from {
            return Err(Refusal::DueDateUnchanged(from));
        }
        check_due_date(invoice.issue_date, due_date)?;
        let latest = context.today.saturating_add(jiff::Span::new().years(LONGEST_TERM_YEARS));
        if due_date > latest {
            return Err(Refusal::DueDateTooFar(latest));
        }
        Ok(from)
    }

    pub(super) fn void(&mut self, id: InvoiceId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let invoice = self.invoice(id)?.clone();
        match invoice.lifecycle {
            Lifecycle::Voided => return Err(Refusal::Voided),
            Lifecycle::WrittenOff => return Err(Refusal::WrittenOff),
            Lifecycle::Live => {}
        }
        let gave_back = invoice.fees.values().any(|fee| fee.unused_credit_minor > 0);
        if invoice.credited_minor > 0 || gave_back {
            return Err(Refusal::AlreadyCredited);
        }
        if invoice.applied_credit.values().any(|amount| *amount > 0) {
            return Err(Refusal::PaidByCredit);
        }
        let mut released_minor = 0;
        for (&payment, allocation) in
            invoice.payments.iter().filter(|(_, allocation)| allocation.allocated_minor > 0)
        {
            released_minor += allocation.allocated_minor;
            let event = PaymentEvent::Deallocated { invoice: id, amount_minor: allocation.allocated_minor };
            self.push(Event::Payment(payment, event));
        }
        let back = Money::new(invoice.prepaid_used_minor(), invoice.currency);
        self.invoice_event(
            id,
            InvoiceEvent::Voided { open_minor: invoice.open_minor, released_minor, reason },
        );
        self.give_back(invoice.payer, id, back);
        Ok(())
    }

    pub(super) fn write_off(&mut self, id: InvoiceId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let amount_minor = self.payable(id)?.open_minor;
        self.invoice_event(id, InvoiceEvent::WrittenOff { amount_minor, reason });
        Ok(())
    }

    pub(crate) fn invoice_event(&mut self, id: InvoiceId, event: InvoiceEvent) {
        self.push(Event::Invoice(id, event));
    }

    pub(crate) fn invoice(&self, id: InvoiceId) -> Result<&Invoice, Refusal> {
        self.books.invoices.get(&id).ok_or(Refusal::NotFound("invoice"))
    }

    /// The invoice, if money is still asked for it.
    pub(crate) fn payable(&self, id: InvoiceId) -> Result<&Invoice, Refusal> {
        let invoice = self.invoice(id)?;
        match invoice.lifecycle {
            Lifecycle::Voided => Err(Refusal::Voided),
            Lifecycle::WrittenOff => Err(Refusal::WrittenOff),
            Lifecycle::Live if invoice.open_minor == 0 => Err(Refusal::NothingOpen),
            Lifecycle::Live => Ok(invoice),
        }
    }
}

/// The totals must agree with each other. Whoever read or wrote the document checks them against its lines.
pub(crate) fn check_totals(document: &Document) -> Result<(), Refusal> {
    let totals = &document.totals;
    let parts = [
        totals.without_vat_minor,
        totals.vat_minor,
        totals.with_vat_minor,
        totals.rounding_minor,
        totals.prepaid_minor,
        totals.payable_minor,
    ];
    if parts.iter().any(|part| part.saturating_abs() > MAX_MINOR) {
        return Err(Refusal::AmountTooLarge);
    }
    let split = RevenueSplit::of(totals);
    if totals.with_vat_minor == totals.without_vat_minor + totals.vat_minor
        && split.prepaid_minor >= 0
        && split.total_minor() - split.prepaid_minor == totals.payable_minor
    {
        Ok(())
    } else {
        Err(Refusal::WrongDocument("a document whose totals agree"))
    }
}

fn check_due_date(issue_date: Date, due_date: Date) -> Result<(), Refusal> {
    if due_date < issue_date { Err(Refusal::DueDateBeforeIssue(issue_date)) } else { Ok(()) }
}
