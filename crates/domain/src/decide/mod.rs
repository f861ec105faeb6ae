//! The rules: a command and the books in, events or a refusal out.

mod cards;
mod extras;
mod talk;

use jiff::civil::Date;

use crate::account::AccountEvent;
use crate::actor::Actor;
use crate::books::{Books, Event, Stamp};
use crate::command::Command;
use crate::credit_note::{CreditNoteEvent, Received};
use crate::document::{Document, DocumentKind};
use crate::ids::{CardId, ContentId, CreditNoteId, InvoiceId, PayerId, ReceiptId};
use crate::invoice::{CreditSource, Flag, Invoice, InvoiceEvent, Issued, PaymentState, RevenueSplit};
use crate::ledger::free_credit;
use crate::money::{MAX_MINOR, Money};
use crate::receipt::{Receipt, ReceiptEvent, Recorded, Share};
use crate::refusal::Refusal;
use crate::status::Lifecycle;
use crate::time::Timestamp;

/// What a decision may depend on besides the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The business time.
    pub now: Timestamp,
    /// The civil date at `now` in the biller's zone.
    pub today: Date,
    /// Who asks.
    pub actor: Actor,
}

/// How far ahead a due date may lie: a slip of the year is found, long terms are not in the way.
const LONGEST_TERM_YEARS: i16 = 10;

/// Decides a command. `books` hold the streams that [`Command::streams`] names and those that
/// [`Command::follow`] leads to; a stream that is not among them does not exist.
///
/// # Errors
/// The [`Refusal`] that applies; nothing has happened then.
pub fn decide(books: &Books, command: Command, context: &Context) -> Result<Vec<Event>, Refusal> {
    let stamp = Stamp { at: context.now, actor: context.actor };
    let mut draft = Draft { books: books.clone(), events: Vec::new(), stamp };
    draft.decide(command, context)?;
    Ok(draft.events)
}

/// The books with the events of this decision already folded in, so that each step sees the one before.
struct Draft {
    books: Books,
    events: Vec<Event>,
    stamp: Stamp,
}

impl Draft {
    fn decide(&mut self, command: Command, context: &Context) -> Result<(), Refusal> {
        match command {
            Command::OpenAccount { payer, language, details } => {
                if self.books.accounts.contains_key(&payer) {
                    return Err(Refusal::Exists("payer"));
                }
                self.push(Event::Account(payer, AccountEvent::Opened { language, details }));
                Ok(())
            }
            Command::ChangeDetails { payer, details } => {
                self.known_payer(payer)?;
                self.push(Event::Account(payer, AccountEvent::DetailsChanged { details }));
                Ok(())
            }
            Command::Issue { invoice, payer, due_date, document, buyer, original } => {
                self.issue(invoice, Issued { payer, due_date, document: *document, buyer, original })
            }
            Command::ReceiveCreditNote { credit_note, payer, document, buyer, original } => self
                .receive_credit_note(credit_note, Received { payer, document: *document, buyer, original }),
            Command::ApplyCreditNote { credit_note, invoice } => self.apply_credit_note(credit_note, invoice),
            Command::RecordReceipt { receipt, payer, source, amount, method, paid_on, shares, settled } => {
                let recorded = Recorded { payer, source, amount, method, paid_on, shares };
                self.record_receipt(receipt, recorded, settled)
            }
            Command::Settle { receipt } => {
                self.receipt_in(receipt, PaymentState::Pending)?;
                self.settle(receipt)
            }
            Command::Fail { receipt, reason } => self.fail(receipt, reason),
            Command::Reverse { receipt, reason } => self.reverse(receipt, reason),
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
            Command::Accept { invoice, card, proof } => self.accept(invoice, card, proof, context),
            Command::Decline { invoice, card, reason } => self.decline(invoice, card, reason, context),
            Command::Withdraw { invoice, card } => self.withdraw(invoice, card, context),
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
                self.push(Event::Account(payer, AccountEvent::Forgotten));
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

    fn issue(&mut self, id: InvoiceId, issued: Issued) -> Result<(), Refusal> {
        let document = &issued.document;
        if document.kind != DocumentKind::Invoice {
            return Err(Refusal::WrongDocument("an invoice"));
        }
        if self.books.invoices.contains_key(&id) {
            return Err(Refusal::Exists("invoice"));
        }
        self.known_payer(issued.payer)?;
        check_totals(document)?;
        // What was prepaid above the total is the payer's credit; a negative total is a credit note.
        if RevenueSplit::of(&document.totals).total_minor() < 0 {
            return Err(Refusal::WrongDocument("an invoice: its total is negative, send a credit note"));
        }
        check_due_date(document.issue_date, issued.due_date)?;
        let (payer, back) = (issued.payer, Money::new(-document.totals.payable_minor, document.currency));
        self.invoice_event(id, InvoiceEvent::Issued(Box::new(issued)));
        self.give_back(payer, id, back);
        Ok(())
    }

    fn receive_credit_note(&mut self, id: CreditNoteId, received: Received) -> Result<(), Refusal> {
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

    fn apply_credit_note(&mut self, id: CreditNoteId, invoice_id: InvoiceId) -> Result<(), Refusal> {
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
            // Nobody paid what was written off, so a credit note has nothing to give back.
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

    fn record_receipt(&mut self, id: ReceiptId, recorded: Recorded, settled: bool) -> Result<(), Refusal> {
        if self.books.receipts.contains_key(&id) {
            return Err(Refusal::Exists("payment"));
        }
        check_amount(recorded.amount.minor)?;
        if !self.books.accounts.contains_key(&recorded.payer) {
            return Err(Refusal::NotFound("payer"));
        }
        let mut shared: i64 = 0;
        for share in &recorded.shares {
            check_amount(share.amount_minor)?;
            shared = shared.saturating_add(share.amount_minor);
            let invoice = self.invoice(share.invoice)?;
            if invoice.payer != recorded.payer {
                return Err(Refusal::OtherPayer);
            }
            if invoice.currency != recorded.amount.currency {
                return Err(Refusal::CurrencyMismatch {
                    invoice: invoice.currency,
                    payment: recorded.amount.currency,
                });
            }
        }
        if shared > recorded.amount.minor {
            return Err(Refusal::SharesExceedPayment(recorded.amount));
        }
        let recorded = Recorded { shares: one_share_each(recorded.shares), ..recorded };
        self.push(Event::Receipt(id, ReceiptEvent::Recorded(Box::new(recorded.clone()))));
        if settled {
            return self.settle(id);
        }
        for share in &recorded.shares {
            self.invoice_event(
                share.invoice,
                InvoiceEvent::PaymentPending {
                    payment: id,
                    amount_minor: share.amount_minor,
                    method: recorded.method,
                    paid_on: recorded.paid_on,
                },
            );
        }
        Ok(())
    }

    /// Takes a recorded receipt in: each share pays what its invoice has open, the rest is credit.
    fn settle(&mut self, id: ReceiptId) -> Result<(), Refusal> {
        let recorded = self.receipt(id)?.recorded.clone();
        self.push(Event::Receipt(id, ReceiptEvent::Settled));
        for share in &recorded.shares {
            let invoice = self.invoice(share.invoice)?;
            let flag = match invoice.lifecycle {
                Lifecycle::Live => None,
                Lifecycle::Voided => Some(Flag::PaymentAfterVoid),
                Lifecycle::WrittenOff => Some(Flag::PaymentAfterWriteOff),
            };
            let allocated_minor = share.amount_minor.min(invoice.open_minor);
            if allocated_minor > 0 {
                let event = ReceiptEvent::Allocated { invoice: share.invoice, amount_minor: allocated_minor };
                self.push(Event::Receipt(id, event));
            }
            self.invoice_event(
                share.invoice,
                InvoiceEvent::PaymentSettled {
                    payment: id,
                    amount_minor: share.amount_minor,
                    allocated_minor,
                    method: recorded.method,
                    paid_on: recorded.paid_on,
                },
            );
            if let Some(flag) = flag {
                self.invoice_event(share.invoice, InvoiceEvent::Flagged { flag, payment: Some(id) });
            }
        }
        Ok(())
    }

    fn fail(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let shares = self.receipt_in(id, PaymentState::Pending)?.recorded.shares.clone();
        self.push(Event::Receipt(id, ReceiptEvent::Failed { reason }));
        for Share { invoice, amount_minor } in shares {
            self.invoice_event(invoice, InvoiceEvent::PaymentFailed { payment: id, amount_minor, reason });
        }
        Ok(())
    }

    /// Takes a settled receipt back: what it paid is open again, what it left as credit is gone.
    fn reverse(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?.clone();
        for (&invoice, &amount_minor) in &receipt.allocations {
            self.push(Event::Receipt(id, ReceiptEvent::Deallocated { invoice, amount_minor }));
        }
        self.push(Event::Receipt(id, ReceiptEvent::Reversed { reason }));
        for invoice_id in receipt.invoices {
            let invoice = self.invoice(invoice_id)?;
            // Where all of it moved on to other invoices, nothing is left to take back.
            let known = invoice.payments.get(&id).copied();
            let Some(payment) = known.filter(|payment| payment.amount_minor > 0) else { continue };
            let (payer, currency, lifecycle) = (invoice.payer, invoice.currency, invoice.lifecycle);
            self.invoice_event(
                invoice_id,
                InvoiceEvent::PaymentReversed {
                    payment: id,
                    amount_minor: payment.amount_minor,
                    reopened_minor: payment.allocated_minor,
                    reason,
                },
            );
            match lifecycle {
                Lifecycle::Live => self.reuse_own_credit(payer, invoice_id, currency)?,
                Lifecycle::WrittenOff if payment.allocated_minor > 0 => {
                    let amount_minor = payment.allocated_minor;
                    self.invoice_event(invoice_id, InvoiceEvent::WrittenOff { amount_minor, reason: None });
                    let flag = Flag::ReversalAfterWriteOff;
                    self.invoice_event(invoice_id, InvoiceEvent::Flagged { flag, payment: Some(id) });
                }
                Lifecycle::WrittenOff | Lifecycle::Voided => {}
            }
        }
        Ok(())
    }

    /// After a reversal, credit that the invoice's own credit notes had given back closes it first:
    /// otherwise a fully credited invoice would ask for money again.
    fn reuse_own_credit(
        &mut self,
        payer: PayerId,
        invoice: InvoiceId,
        currency: crate::Currency,
    ) -> Result<(), Refusal> {
        let free = free_credit(&self.books, CreditSource::Invoice(invoice)).map_or(0, |credit| credit.minor);
        let amount_minor = free.min(self.invoice(invoice)?.open_minor);
        if amount_minor > 0 {
            let amount = Money::new(amount_minor, currency);
            self.push(Event::Account(payer, AccountEvent::CreditUsed { from: invoice, invoice, amount }));
            self.invoice_event(invoice, InvoiceEvent::CreditReapplied { amount_minor });
        }
        Ok(())
    }

    fn allocate(&mut self, source: CreditSource, id: InvoiceId, amount_minor: i64) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        let invoice = self.payable(id)?;
        let (payer, currency, open_minor) = (invoice.payer, invoice.currency, invoice.open_minor);
        let free = free_credit(&self.books, source).ok_or(Refusal::NotFound("credit"))?;
        let owner = match source {
            CreditSource::Receipt(receipt) => self.receipt(receipt)?.recorded.payer,
            CreditSource::Invoice(from) => self.invoice(from)?.payer,
        };
        if owner != payer {
            return Err(Refusal::OtherPayer);
        }
        if free.currency != currency {
            return Err(Refusal::CurrencyMismatch { invoice: currency, payment: free.currency });
        }
        if amount_minor > free.minor {
            return Err(Refusal::NotEnoughCredit(free));
        }
        if amount_minor > open_minor {
            return Err(Refusal::ExceedsOpen(Money::new(open_minor, currency)));
        }
        match source {
            CreditSource::Receipt(receipt) => {
                self.push(Event::Receipt(receipt, ReceiptEvent::Allocated { invoice: id, amount_minor }));
                self.move_kept_credit(receipt, id, amount_minor)?;
            }
            CreditSource::Invoice(from) => {
                let amount = Money::new(amount_minor, currency);
                self.push(Event::Account(payer, AccountEvent::CreditUsed { from, invoice: id, amount }));
                self.invoice_event(from, InvoiceEvent::CreditMoved { source, to: id, amount_minor });
            }
        }
        self.invoice_event(id, InvoiceEvent::CreditApplied { source, amount_minor });
        Ok(())
    }

    /// Credit of a receipt stands at the invoices it was meant for or had paid; those learn that it moved on.
    fn move_kept_credit(
        &mut self,
        receipt: ReceiptId,
        to: InvoiceId,
        amount_minor: i64,
    ) -> Result<(), Refusal> {
        let kept: Vec<(InvoiceId, i64)> = self
            .receipt(receipt)?
            .invoices
            .iter()
            .filter_map(|id| Some((*id, self.books.invoices.get(id)?.payments.get(&receipt)?.kept_minor)))
            .collect();
        // What was never meant for an invoice goes first; it stands nowhere.
        let free = self.receipt(receipt)?.free_minor() + amount_minor;
        let unshared = free - kept.iter().map(|(_, kept_minor)| kept_minor).sum::<i64>();
        let mut rest = amount_minor - unshared.clamp(0, amount_minor);
        for (keeper, kept_minor) in kept {
            let moved = rest.min(kept_minor);
            if moved > 0 {
                let source = CreditSource::Receipt(receipt);
                self.invoice_event(keeper, InvoiceEvent::CreditMoved { source, to, amount_minor: moved });
                rest -= moved;
            }
        }
        Ok(())
    }

    fn change_due_date(
        &mut self,
        id: InvoiceId,
        due_date: Date,
        (reason, agreed): (Option<ContentId>, Option<CardId>),
        context: &Context,
    ) -> Result<(), Refusal> {
        let from = self.check_new_due_date(id, due_date, context)?;
        self.invoice_event(id, InvoiceEvent::DueDateChanged { from, to: due_date, reason, agreed });
        Ok(())
    }

    /// Whether the due date could move there; answers where it is.
    fn check_new_due_date(&self, id: InvoiceId, due_date: Date, context: &Context) -> Result<Date, Refusal> {
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

    fn void(&mut self, id: InvoiceId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let invoice = self.invoice(id)?.clone();
        match invoice.lifecycle {
            Lifecycle::Voided => return Err(Refusal::Voided),
            Lifecycle::WrittenOff => return Err(Refusal::WrittenOff),
            Lifecycle::Live => {}
        }
        let gave_back = invoice.fees.values().any(|fee| fee.given_back_minor > 0);
        if invoice.credited_minor > 0 || gave_back {
            return Err(Refusal::AlreadyCredited);
        }
        if invoice.applied_credit.values().any(|amount| *amount > 0) {
            return Err(Refusal::PaidByCredit);
        }
        let mut released_minor = 0;
        for (&receipt, payment) in invoice.payments.iter().filter(|(_, payment)| payment.allocated_minor > 0)
        {
            released_minor += payment.allocated_minor;
            let event = ReceiptEvent::Deallocated { invoice: id, amount_minor: payment.allocated_minor };
            self.push(Event::Receipt(receipt, event));
        }
        let back = Money::new(invoice.prepaid_used_minor(), invoice.currency);
        self.invoice_event(
            id,
            InvoiceEvent::Voided { open_minor: invoice.open_minor, released_minor, reason },
        );
        self.give_back(invoice.payer, id, back);
        Ok(())
    }

    /// Notes credit that an invoice put into the payer's hands; nothing where there is none.
    fn give_back(&mut self, payer: PayerId, from: InvoiceId, amount: Money) {
        if amount.minor > 0 {
            self.push(Event::Account(payer, AccountEvent::CreditAdded { from, amount }));
        }
    }

    fn push(&mut self, event: Event) {
        self.books.apply(&event, self.stamp);
        self.events.push(event);
    }

    fn invoice_event(&mut self, id: InvoiceId, event: InvoiceEvent) {
        self.push(Event::Invoice(id, event));
    }

    fn invoice(&self, id: InvoiceId) -> Result<&Invoice, Refusal> {
        self.books.invoices.get(&id).ok_or(Refusal::NotFound("invoice"))
    }

    /// The invoice, if money is still asked for it.
    fn payable(&self, id: InvoiceId) -> Result<&Invoice, Refusal> {
        let invoice = self.invoice(id)?;
        match invoice.lifecycle {
            Lifecycle::Voided => Err(Refusal::Voided),
            Lifecycle::WrittenOff => Err(Refusal::WrittenOff),
            Lifecycle::Live if invoice.open_minor == 0 => Err(Refusal::NothingOpen),
            Lifecycle::Live => Ok(invoice),
        }
    }

    fn receipt(&self, id: ReceiptId) -> Result<&Receipt, Refusal> {
        self.books.receipts.get(&id).ok_or(Refusal::NotFound("payment"))
    }

    fn receipt_in(&self, id: ReceiptId, state: PaymentState) -> Result<&Receipt, Refusal> {
        let receipt = self.receipt(id)?;
        match state {
            _ if receipt.state == state => Ok(receipt),
            PaymentState::Pending => Err(Refusal::PaymentNotPending),
            _ => Err(Refusal::PaymentNotSettled),
        }
    }

    fn known_payer(&self, payer: PayerId) -> Result<(), Refusal> {
        let account = self.books.accounts.get(&payer).ok_or(Refusal::NotFound("payer"))?;
        if account.forgotten { Err(Refusal::PayerForgotten) } else { Ok(()) }
    }
}

fn check_amount(minor: i64) -> Result<(), Refusal> {
    match minor {
        ..=0 => Err(Refusal::AmountNotPositive),
        1..=MAX_MINOR => Ok(()),
        _ => Err(Refusal::AmountTooLarge),
    }
}

/// The totals have to agree with each other; whether they agree with the lines is for whoever read
/// or wrote the document.
fn check_totals(document: &Document) -> Result<(), Refusal> {
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

/// Shares for the same invoice become one.
fn one_share_each(shares: Vec<Share>) -> Vec<Share> {
    let mut merged: Vec<Share> = Vec::with_capacity(shares.len());
    for share in shares {
        match merged.iter_mut().find(|one| one.invoice == share.invoice) {
            Some(one) => one.amount_minor += share.amount_minor,
            None => merged.push(share),
        }
    }
    merged
}
