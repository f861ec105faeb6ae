//! Money: recorded, settled, matched, moved, paid back, taken back.

use std::collections::BTreeMap;

use super::{Draft, check_amount};
use crate::account::AccountEvent;
use crate::books::Event;
use crate::card::CardState;
use crate::ids::{CardId, ContentId, InvoiceId, PayerId, ReceiptId, RefundId};
use crate::invoice::{CreditSource, Flag, InvoiceEvent, InvoicePayment};
use crate::ledger::free_credit;
use crate::matching::Matching;
use crate::money::Money;
use crate::receipt::{PaymentState, ReceiptEvent, Recorded, Refund, RefundState, Share, one_share_each};
use crate::refusal::Refusal;
use crate::status::Lifecycle;

impl Draft {
    pub(super) fn record_receipt(
        &mut self,
        id: ReceiptId,
        recorded: Recorded,
        settled: bool,
    ) -> Result<(), Refusal> {
        if self.books.receipts.contains_key(&id) {
            return Err(Refusal::Exists("payment"));
        }
        check_amount(recorded.amount.minor)?;
        match recorded.payer {
            Some(payer) => self.check_shares(payer, recorded.amount, &recorded.shares)?,
            // What nobody is known to have paid waits for its payer; so it has to be there.
            None if !settled || !recorded.shares.is_empty() => return Err(Refusal::NotFound("payer")),
            None => {}
        }
        let recorded = Recorded { shares: one_share_each(&recorded.shares), ..recorded };
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
    pub(super) fn settle(&mut self, id: ReceiptId) -> Result<(), Refusal> {
        let shares = self.receipt(id)?.recorded.shares.clone();
        self.push(Event::Receipt(id, ReceiptEvent::Settled));
        self.pay(id, &shares)
    }

    /// Each share pays what its invoice has open; what is more stands there as credit.
    fn pay(&mut self, id: ReceiptId, shares: &[Share]) -> Result<(), Refusal> {
        let Recorded { method, paid_on, .. } = self.receipt(id)?.recorded;
        for share in shares {
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
                    method,
                    paid_on,
                },
            );
            if let Some(flag) = flag {
                self.invoice_event(share.invoice, InvoiceEvent::Flagged { flag, payment: Some(id) });
            }
        }
        Ok(())
    }

    pub(super) fn fail(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let shares = self.receipt_in(id, PaymentState::Pending)?.recorded.shares.clone();
        self.push(Event::Receipt(id, ReceiptEvent::Failed { reason }));
        for Share { invoice, amount_minor } in shares {
            self.invoice_event(invoice, InvoiceEvent::PaymentFailed { payment: id, amount_minor, reason });
        }
        Ok(())
    }

    /// Takes a settled receipt back: what it paid is open again, what it left as credit is gone.
    pub(super) fn reverse(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        self.receipt_in(id, PaymentState::Settled)?;
        self.take_off(id, ReceiptEvent::Reversed { reason }, &|payment| InvoiceEvent::PaymentReversed {
            payment: id,
            amount_minor: payment.amount_minor,
            reopened_minor: payment.allocated_minor,
            reason,
        })
    }

    /// What banks kept of a receipt is the biller's cost: it is off what arrived and on an account of its own.
    pub(super) fn post_charges(&mut self, id: ReceiptId, amount_minor: i64) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if amount_minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        }
        let left = Money::new(
            receipt.recorded.amount.minor - receipt.charges_minor,
            receipt.recorded.amount.currency,
        );
        if amount_minor > left.minor {
            return Err(Refusal::SharesExceedPayment(left));
        }
        self.push(Event::Receipt(id, ReceiptEvent::ChargesKept { amount_minor }));
        Ok(())
    }

    /// Says whose money a receipt is, and which invoices it pays.
    pub(super) fn match_receipt(
        &mut self,
        id: ReceiptId,
        payer: PayerId,
        shares: Vec<Share>,
    ) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if receipt.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        let free = Money::new(receipt.free_minor(), receipt.recorded.amount.currency);
        if free.minor == 0 {
            return Err(Refusal::NothingLeft);
        }
        let asked = receipt.asked.clone();
        self.check_shares(payer, free, &shares)?;
        let shares = one_share_each(&shares);
        let invoices = shares.iter().map(|share| share.invoice).collect();
        self.push(Event::Receipt(id, ReceiptEvent::Identified { payer, invoices }));
        self.withdraw_questions(&asked);
        self.pay(id, &shares)
    }

    /// The others who were asked whether it is theirs need not answer any more.
    fn withdraw_questions(&mut self, asked: &BTreeMap<CardId, InvoiceId>) {
        for (&card, &invoice) in asked {
            let record = self.books.invoices.get(&invoice).and_then(|one| one.cards.get(&card));
            if record.is_some_and(|record| record.state == CardState::Proposed) {
                self.invoice_event(invoice, InvoiceEvent::CardWithdrawn { card });
            }
        }
    }

    /// Undoes a match: the money stays with the biller, and nobody knows whose it is.
    pub(super) fn unmatch(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if receipt.payer.is_none() {
            return Err(Refusal::NotMatched);
        }
        if receipt.refunded_minor() > 0 {
            return Err(Refusal::Refunded);
        }
        self.take_off(id, ReceiptEvent::Unidentified { reason }, &|payment| InvoiceEvent::PaymentUnmatched {
            payment: id,
            amount_minor: payment.amount_minor,
            reopened_minor: payment.allocated_minor,
            reason,
        })
    }

    /// Says that a receipt is the same money as another one, which counts in its place: it moves no balance any more.
    pub(super) fn join(&mut self, id: ReceiptId, to: ReceiptId) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if receipt.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        if receipt.refunded_minor() > 0 {
            return Err(Refusal::Refunded);
        }
        let (amount, asked, reports) =
            (receipt.recorded.amount, receipt.asked.clone(), receipt.confirmed_by.is_empty());
        if id == to || !reports {
            return Err(Refusal::Exists("payment"));
        }
        let other = self.receipt_in(to, PaymentState::Settled)?;
        if other.recorded.amount != amount {
            return Err(Refusal::AmountsDiffer(other.recorded.amount));
        }
        let payer = other.payer;
        self.push(Event::Receipt(id, ReceiptEvent::Joined { to, payer }));
        self.push(Event::Receipt(to, ReceiptEvent::Confirmed { by: id }));
        self.withdraw_questions(&asked);
        Ok(())
    }

    /// Undoes that: the receipt is money of its own again, and nobody knows whose.
    pub(super) fn separate(&mut self, id: ReceiptId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let from = self.receipt(id)?.joined_to.ok_or(Refusal::NotJoined)?;
        // What was taken back with the other one is not here any more.
        self.receipt_in(from, PaymentState::Settled)?;
        self.push(Event::Receipt(id, ReceiptEvent::Separated { from, reason }));
        self.push(Event::Receipt(from, ReceiptEvent::Unconfirmed { by: id }));
        Ok(())
    }

    /// Takes a settled receipt off everything that it pays or stands at; `end` says why it is gone.
    fn take_off(
        &mut self,
        id: ReceiptId,
        end: ReceiptEvent,
        gone: &dyn Fn(&InvoicePayment) -> InvoiceEvent,
    ) -> Result<(), Refusal> {
        let receipt = self.receipt(id)?.clone();
        for (&invoice, &amount_minor) in &receipt.allocations {
            self.push(Event::Receipt(id, ReceiptEvent::Deallocated { invoice, amount_minor }));
        }
        self.push(Event::Receipt(id, end));
        self.withdraw_questions(&receipt.asked);
        for invoice_id in receipt.invoices {
            let invoice = self.invoice(invoice_id)?;
            // Where all of it moved on to other invoices, nothing is left to take back.
            let known = invoice.payments.get(&id).copied();
            let Some(payment) = known.filter(|payment| payment.amount_minor > 0) else { continue };
            let (payer, currency, lifecycle) = (invoice.payer, invoice.currency, invoice.lifecycle);
            self.invoice_event(invoice_id, gone(&payment));
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

    /// Keeps what came of looking for its invoices once more.
    pub(super) fn rematch(&mut self, id: ReceiptId, matching: Box<Matching>) -> Result<(), Refusal> {
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if receipt.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        if receipt.matching.as_ref() != Some(&matching) {
            self.push(Event::Receipt(id, ReceiptEvent::Rematched(matching)));
        }
        Ok(())
    }

    /// Takes a part of what no invoice has taken out of the payer's credit, to be paid back.
    pub(super) fn start_refund(
        &mut self,
        id: ReceiptId,
        refund: RefundId,
        amount_minor: i64,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        let receipt = self.receipt_in(id, PaymentState::Settled)?;
        if receipt.refunds.contains_key(&refund) {
            return Err(Refusal::Exists("refund"));
        }
        let free = Money::new(receipt.free_minor(), receipt.recorded.amount.currency);
        if amount_minor > free.minor {
            return Err(Refusal::NotEnoughCredit(free));
        }
        let asked = receipt.asked.clone();
        let parts = self.kept_parts(id, free.minor, amount_minor)?;
        let event = ReceiptEvent::RefundStarted { refund, amount_minor, parts: parts.clone(), reason };
        self.push(Event::Receipt(id, event));
        self.withdraw_questions(&asked);
        for Share { invoice, amount_minor } in parts {
            let event = InvoiceEvent::PaymentRefunded { payment: id, refund, amount_minor, reason };
            self.invoice_event(invoice, event);
        }
        Ok(())
    }

    pub(super) fn complete_refund(&mut self, id: ReceiptId, refund: RefundId) -> Result<(), Refusal> {
        self.refund_underway(id, refund)?;
        self.push(Event::Receipt(id, ReceiptEvent::RefundCompleted { refund }));
        Ok(())
    }

    pub(super) fn fail_refund(
        &mut self,
        id: ReceiptId,
        refund: RefundId,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        let parts = self.refund_underway(id, refund)?.parts.clone();
        self.push(Event::Receipt(id, ReceiptEvent::RefundFailed { refund, reason }));
        // What was taken back meanwhile stands nowhere any more.
        if self.receipt(id)?.state != PaymentState::Settled {
            return Ok(());
        }
        for Share { invoice, amount_minor } in parts {
            let event = InvoiceEvent::RefundFailed { payment: id, refund, amount_minor, reason };
            self.invoice_event(invoice, event);
        }
        Ok(())
    }

    fn refund_underway(&self, id: ReceiptId, refund: RefundId) -> Result<&Refund, Refusal> {
        let known = self.receipt(id)?.refunds.get(&refund).ok_or(Refusal::NotFound("refund"))?;
        match known.state {
            RefundState::Underway => Ok(known),
            RefundState::Completed | RefundState::Failed => Err(Refusal::RefundEnded),
        }
    }

    /// Whether a payer's money of `amount` can be shared out so.
    fn check_shares(&self, payer: PayerId, amount: Money, shares: &[Share]) -> Result<(), Refusal> {
        if !self.books.accounts.contains_key(&payer) {
            return Err(Refusal::NotFound("payer"));
        }
        let mut shared: i64 = 0;
        for share in shares {
            check_amount(share.amount_minor)?;
            shared = shared.saturating_add(share.amount_minor);
            let invoice = self.invoice(share.invoice)?;
            if invoice.payer != payer {
                return Err(Refusal::OtherPayer);
            }
            if invoice.currency != amount.currency {
                return Err(Refusal::CurrencyMismatch {
                    invoice: invoice.currency,
                    payment: amount.currency,
                });
            }
        }
        if shared > amount.minor { Err(Refusal::SharesExceedPayment(amount)) } else { Ok(()) }
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

    pub(super) fn allocate(
        &mut self,
        source: CreditSource,
        id: InvoiceId,
        amount_minor: i64,
    ) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        let invoice = self.payable(id)?;
        let (payer, currency, open_minor) = (invoice.payer, invoice.currency, invoice.open_minor);
        let free = free_credit(&self.books, source).ok_or(Refusal::NotFound("credit"))?;
        let owner = match source {
            CreditSource::Receipt(receipt) => self.receipt(receipt)?.payer.ok_or(Refusal::NotMatched)?,
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
                let parts = self.kept_parts(receipt, free.minor, amount_minor)?;
                self.push(Event::Receipt(receipt, ReceiptEvent::Allocated { invoice: id, amount_minor }));
                for Share { invoice: keeper, amount_minor } in parts {
                    let event = InvoiceEvent::CreditMoved { source, to: id, amount_minor };
                    self.invoice_event(keeper, event);
                }
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

    /// Where `amount_minor` of a receipt's `free_minor` stands: credit of a receipt stands at the invoices it was
    /// meant for or had paid. What was never meant for an invoice goes first; it stands nowhere.
    fn kept_parts(
        &self,
        receipt: ReceiptId,
        free_minor: i64,
        amount_minor: i64,
    ) -> Result<Vec<Share>, Refusal> {
        let kept: Vec<Share> = self
            .receipt(receipt)?
            .invoices
            .iter()
            .filter_map(|invoice| {
                let amount_minor = self.books.invoices.get(invoice)?.payments.get(&receipt)?.kept_minor;
                Some(Share { invoice: *invoice, amount_minor })
            })
            .collect();
        let unshared = free_minor - kept.iter().map(|share| share.amount_minor).sum::<i64>();
        let mut rest = amount_minor - unshared.clamp(0, amount_minor);
        let mut parts = Vec::new();
        for Share { invoice, amount_minor } in kept {
            let part = rest.min(amount_minor);
            if part > 0 {
                parts.push(Share { invoice, amount_minor: part });
                rest -= part;
            }
        }
        Ok(parts)
    }
}
