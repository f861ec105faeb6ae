//! The rules: a command and the books in, events or a refusal out.

use jiff::civil::Date;

use crate::actor::{Actor, Stamp};
use crate::books::Books;
use crate::command::Command;
use crate::credit_notes::{CreditNoteEvent, Received};
use crate::ids::{ContentId, CreditNoteId, InvoiceId, PayerId, PaymentId, ProposalId};
use crate::invoices::document::{Document, DocumentKind};
use crate::invoices::status::Lifecycle;
use crate::invoices::{Invoice, InvoiceEvent, Issued, RevenueSplit};
use crate::money::{MAX_MINOR, Money};
use crate::payers::PayerStreamEvent;
use crate::payments::{Payment, PaymentEvent, PaymentState};
use crate::refusal::Refusal;
use crate::stream::Event;
use crate::time::Timestamp;

/// What a decision may depend on besides the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    pub now: Timestamp,
    /// The civil date at `now` in the biller's zone.
    pub today: Date,
    pub actor: Actor,
}

/// How far ahead a due date may lie: it catches a wrong year and still allows long terms.
const LONGEST_TERM_YEARS: i16 = 10;

/// Decides a command. `books` must hold the streams that [`Command::streams`] and [`Command::follow`] name; a stream
/// that is missing there does not exist.
///
/// # Errors
/// The [`Refusal`] that applies; nothing has happened then.
pub fn decide(books: &Books, command: Command, context: &Context) -> Result<Vec<Event>, Refusal> {
    let stamp = Stamp { at: context.now, actor: context.actor };
    let mut draft = Decision { books: books.clone(), events: Vec::new(), stamp };
    draft.decide(command, context)?;
    draft.close_outdated_checkouts();
    Ok(draft.events)
}

/// The books with the events of this decision already folded in, so that each step sees the previous ones.
pub(crate) struct Decision {
    pub(crate) books: Books,
    pub(crate) events: Vec<Event>,
    pub(crate) stamp: Stamp,
}

impl Decision {
    pub(crate) fn decide(&mut self, command: Command, context: &Context) -> Result<(), Refusal> {
        match command {
            Command::OpenPayer { payer, language, details } => {
                if self.books.payers.contains_key(&payer) {
                    return Err(Refusal::Exists("payer"));
                }
                self.push(Event::Payer(payer, PayerStreamEvent::Opened { language, details }));
                Ok(())
            }
            Command::ChangeDetails { payer, details } => {
                self.known_payer(payer)?;
                self.push(Event::Payer(payer, PayerStreamEvent::DetailsChanged { details }));
                Ok(())
            }
            Command::Issue { invoice, payer, due_date, document, buyer, original } => {
                self.issue(invoice, Issued { payer, due_date, document: *document, buyer, original })
            }
            Command::ReceiveCreditNote { credit_note, payer, document, buyer, original } => self
                .receive_credit_note(credit_note, Received { payer, document: *document, buyer, original }),
            Command::ApplyCreditNote { credit_note, invoice } => self.apply_credit_note(credit_note, invoice),
            Command::RecordPayment { payment, recorded, settled } => {
                self.record_payment(payment, *recorded, settled)
            }
            Command::Match { payment, payer, shares } => self.match_payment(payment, payer, shares),
            Command::Unmatch { payment, reason } => self.unmatch(payment, reason),
            Command::Rematch { payment, matching } => self.rematch(payment, matching),
            Command::Join { payment, to } => self.join(payment, to),
            Command::Separate { payment, reason } => self.separate(payment, reason),
            Command::StartRefund { payment, refund, amount_minor, reason } => {
                self.start_refund(payment, refund, amount_minor, reason)
            }
            Command::CompleteRefund { payment, refund } => self.complete_refund(payment, refund),
            Command::FailRefund { payment, refund, reason } => self.fail_refund(payment, refund, reason),
            Command::OpenCheckout { invoice, checkout, amount_minor, method, expires_at, minimum_minor } => {
                let event = InvoiceEvent::CheckoutOpened { checkout, amount_minor, method, expires_at };
                self.check_checkout(invoice, checkout, amount_minor, minimum_minor)?;
                self.invoice_event(invoice, event);
                Ok(())
            }
            Command::CloseCheckout { invoice, checkout, why } => self.close_checkout(invoice, checkout, why),
            Command::Settle { payment } => {
                self.payment_in(payment, PaymentState::Pending)?;
                self.settle(payment)
            }
            Command::Fail { payment, reason } => self.fail(payment, reason),
            Command::Reverse { payment, reason } => self.reverse(payment, reason),
            Command::PostCharges { payment, amount_minor } => self.post_charges(payment, amount_minor),
            Command::Allocate { source, invoice, amount_minor } => {
                self.allocate(source, invoice, amount_minor)
            }
            Command::ChangeDueDate { invoice, due_date, reason } => {
                self.change_due_date(invoice, due_date, (reason, None), context)
            }
            Command::Void { invoice, reason } => self.void(invoice, reason),
            Command::WriteOff { invoice, reason } => {
                let open_minor = self.payable(invoice)?.open_minor;
                self.invoice_event(invoice, InvoiceEvent::WrittenOff { amount_minor: open_minor, reason });
                Ok(())
            }
            Command::Say(saying) => self.say(saying, context),
            Command::Note { invoice, note, content } => self.note(invoice, note, content),
            Command::SeeMessages { invoice, through } => self.see_messages(invoice, through, context),
            Command::AskPerson { invoice, respond_by } => self.ask_person(invoice, respond_by),
            Command::Assign { invoice, to } => self.assign(invoice, to),
            Command::MoveConversation { invoice, state } => self.move_conversation(invoice, state, context),
            Command::Propose(proposal) => self.propose(proposal, context),
            Command::Accept { invoice, proposal, proof } => self.accept(invoice, proposal, proof, context),
            Command::Decline { invoice, proposal, reason } => {
                self.decline(invoice, proposal, reason, context)
            }
            Command::Withdraw { invoice, proposal } => self.withdraw(invoice, proposal, context),
            Command::AskMoreTime { proposal, until, allowed } => {
                self.ask_more_time(proposal, until, allowed, context)
            }
            Command::ChargeFee { invoice, fee, amount_minor, reason } => {
                self.charge_fee(invoice, fee, amount_minor, reason)
            }
            Command::WaiveFee { invoice, fee } => self.waive_fee(invoice, fee),
            Command::PauseReminders { invoice, until, reason } => {
                self.pause_reminders(invoice, until, reason, context)
            }
            Command::ResumeReminders { invoice } => self.resume_reminders(invoice),
            Command::Dispute(grievance) => self.dispute(grievance),
            Command::CloseDispute { invoice, dispute, upheld, reason } => {
                self.close_dispute(invoice, dispute, upheld, reason)
            }
            Command::Forget { payer, invoices } => {
                self.known_payer(payer)?;
                self.push(Event::Payer(payer, PayerStreamEvent::Forgotten));
                for invoice in invoices {
                    if self.invoice(invoice)?.payer != payer {
                        return Err(Refusal::OtherPayer);
                    }
                    self.invoice_event(invoice, InvoiceEvent::PayerForgotten);
                }
                Ok(())
            }
        }
    }

    pub(crate) fn issue(&mut self, id: InvoiceId, issued: Issued) -> Result<(), Refusal> {
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

    pub(crate) fn receive_credit_note(
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

    pub(crate) fn apply_credit_note(
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

    pub(crate) fn void(&mut self, id: InvoiceId, reason: Option<ContentId>) -> Result<(), Refusal> {
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

    /// Records credit of the payer that comes from an invoice. Does nothing for zero.
    pub(crate) fn give_back(&mut self, payer: PayerId, from: InvoiceId, amount: Money) {
        if amount.minor > 0 {
            self.push(Event::Payer(payer, PayerStreamEvent::CreditAdded { from, amount }));
        }
    }

    pub(crate) fn push(&mut self, event: Event) {
        self.books.apply(&event, self.stamp);
        self.events.push(event);
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

    pub(crate) fn payment(&self, id: PaymentId) -> Result<&Payment, Refusal> {
        self.books.payments.get(&id).ok_or(Refusal::NotFound("payment"))
    }

    pub(crate) fn payment_in(&self, id: PaymentId, state: PaymentState) -> Result<&Payment, Refusal> {
        let payment = self.payment(id)?;
        match state {
            _ if payment.state == state => Ok(payment),
            PaymentState::Pending => Err(Refusal::PaymentNotPending),
            _ => Err(Refusal::PaymentNotSettled),
        }
    }

    pub(crate) fn known_payer(&self, payer: PayerId) -> Result<(), Refusal> {
        let account = self.books.payers.get(&payer).ok_or(Refusal::NotFound("payer"))?;
        if account.forgotten { Err(Refusal::PayerForgotten) } else { Ok(()) }
    }
}

pub(crate) fn check_amount(minor: i64) -> Result<(), Refusal> {
    match minor {
        ..=0 => Err(Refusal::AmountNotPositive),
        1..=MAX_MINOR => Ok(()),
        _ => Err(Refusal::AmountTooLarge),
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

pub(crate) fn check_due_date(issue_date: Date, due_date: Date) -> Result<(), Refusal> {
    if due_date < issue_date { Err(Refusal::DueDateBeforeIssue(issue_date)) } else { Ok(()) }
}
