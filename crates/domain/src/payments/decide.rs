//! Payments: recorded, settled, matched, moved, refunded, reversed.

use std::collections::BTreeMap;

use crate::ids::{ContentId, InvoiceId, PayerId, PaymentId, ProposalId, RefundId};
use crate::invoices::status::Lifecycle;
use crate::invoices::{CreditSource, InvoiceEvent, PaymentAllocation, ReviewReason};
use crate::kernel::decide::{Decision, check_amount};
use crate::matching::Matching;
use crate::money::Money;
use crate::payers::PayerStreamEvent;
use crate::payments::credit::free_credit;
use crate::payments::{
    Payment, PaymentEvent, PaymentState, Recorded, Refund, RefundState, Share, one_share_each,
};
use crate::proposals::ProposalState;
use crate::refusal::Refusal;
use crate::stream::Event;

impl Decision {
    pub(super) fn record_payment(
        &mut self,
        id: PaymentId,
        recorded: Recorded,
        settled: bool,
    ) -> Result<(), Refusal> {
        if self.books.payments.contains_key(&id) {
            return Err(Refusal::Exists("payment"));
        }
        check_amount(recorded.amount.minor)?;
        match recorded.payer {
            Some(payer) => self.check_shares(payer, recorded.amount, &recorded.shares)?,
            // A payment without a known payer waits for one, so it must have arrived.
            None if !settled || !recorded.shares.is_empty() => return Err(Refusal::NotFound("payer")),
            None => {}
        }
        let recorded = Recorded { shares: one_share_each(&recorded.shares), ..recorded };
        self.push(Event::Payment(id, PaymentEvent::Recorded(Box::new(recorded.clone()))));
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

    /// Settles a recorded payment: each share pays the open amount of its invoice, the rest is credit.
    pub(super) fn settle(&mut self, id: PaymentId) -> Result<(), Refusal> {
        let shares = self.payment(id)?.recorded.shares.clone();
        self.push(Event::Payment(id, PaymentEvent::Settled));
        self.pay(id, &shares)
    }

    /// Each share pays the open amount of its invoice; the rest is unapplied credit, recorded with that invoice.
    fn pay(&mut self, id: PaymentId, shares: &[Share]) -> Result<(), Refusal> {
        let Recorded { method, paid_on, .. } = self.payment(id)?.recorded;
        for share in shares {
            let invoice = self.invoice(share.invoice)?;
            let reason = match invoice.lifecycle {
                Lifecycle::Live => None,
                Lifecycle::Voided => Some(ReviewReason::PaymentAfterVoid),
                Lifecycle::WrittenOff => Some(ReviewReason::PaymentAfterWriteOff),
            };
            let allocated_minor = share.amount_minor.min(invoice.open_minor);
            if allocated_minor > 0 {
                let event = PaymentEvent::Allocated { invoice: share.invoice, amount_minor: allocated_minor };
                self.push(Event::Payment(id, event));
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
            if let Some(review_reason) = reason {
                self.invoice_event(share.invoice, InvoiceEvent::Flagged { review_reason, payment: Some(id) });
            }
        }
        Ok(())
    }

    pub(super) fn fail(&mut self, id: PaymentId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let shares = self.payment_in(id, PaymentState::Pending)?.recorded.shares.clone();
        self.push(Event::Payment(id, PaymentEvent::Failed { reason }));
        for Share { invoice, amount_minor } in shares {
            self.invoice_event(invoice, InvoiceEvent::PaymentFailed { payment: id, amount_minor, reason });
        }
        Ok(())
    }

    /// Reverses a settled payment: the paid amounts are open again, and its unapplied credit is gone.
    pub(super) fn reverse(&mut self, id: PaymentId, reason: Option<ContentId>) -> Result<(), Refusal> {
        self.payment_in(id, PaymentState::Settled)?;
        self.deallocate(id, PaymentEvent::Reversed { reason }, &|payment| InvoiceEvent::PaymentReversed {
            payment: id,
            amount_minor: payment.amount_minor,
            reopened_minor: payment.allocated_minor,
            reason,
        })
    }

    /// Bank charges at the biller's cost: they reduce what arrived and go to an account of their own.
    pub(super) fn post_charges(&mut self, id: PaymentId, amount_minor: i64) -> Result<(), Refusal> {
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if amount_minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        }
        let left = Money::new(
            payment.recorded.amount.minor - payment.charges_minor,
            payment.recorded.amount.currency,
        );
        if amount_minor > left.minor {
            return Err(Refusal::SharesExceedPayment(left));
        }
        self.push(Event::Payment(id, PaymentEvent::ChargesKept { amount_minor }));
        Ok(())
    }

    /// Sets the payer of a payment and the invoices it pays.
    pub(crate) fn match_payment(
        &mut self,
        id: PaymentId,
        payer: PayerId,
        shares: Vec<Share>,
    ) -> Result<(), Refusal> {
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if payment.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        let free = Money::new(payment.free_minor(), payment.recorded.amount.currency);
        if free.minor == 0 {
            return Err(Refusal::NothingLeft);
        }
        let asked = payment.asked.clone();
        self.check_shares(payer, free, &shares)?;
        let shares = one_share_each(&shares);
        let invoices = shares.iter().map(|share| share.invoice).collect();
        self.push(Event::Payment(id, PaymentEvent::Identified { payer, invoices }));
        self.withdraw_questions(&asked);
        self.pay(id, &shares)
    }

    /// Withdraws the question from the other payers who were asked whether the payment is theirs.
    fn withdraw_questions(&mut self, asked: &BTreeMap<ProposalId, InvoiceId>) {
        for (&proposal, &invoice) in asked {
            let record = self.books.invoices.get(&invoice).and_then(|one| one.proposals.get(&proposal));
            if record.is_some_and(|record| record.state == ProposalState::Proposed) {
                self.invoice_event(invoice, InvoiceEvent::ProposalWithdrawn { proposal });
            }
        }
    }

    /// Undoes a match: the money stays with the biller, and its payer is unknown.
    pub(super) fn unmatch(&mut self, id: PaymentId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if payment.payer.is_none() {
            return Err(Refusal::NotMatched);
        }
        if payment.refunded_minor() > 0 {
            return Err(Refusal::Refunded);
        }
        self.deallocate(id, PaymentEvent::Unidentified { reason }, &|part| InvoiceEvent::PaymentUnmatched {
            payment: id,
            amount_minor: part.amount_minor,
            reopened_minor: part.allocated_minor,
            reason,
        })
    }

    /// Joins a payment to another one for the same money. The other one counts; this one moves no balance any more.
    pub(super) fn join(&mut self, id: PaymentId, to: PaymentId) -> Result<(), Refusal> {
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if payment.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        if payment.refunded_minor() > 0 {
            return Err(Refusal::Refunded);
        }
        let (amount, asked, reports) =
            (payment.recorded.amount, payment.asked.clone(), payment.confirmed_by.is_empty());
        if id == to || !reports {
            return Err(Refusal::Exists("payment"));
        }
        let other = self.payment_in(to, PaymentState::Settled)?;
        if other.recorded.amount != amount {
            return Err(Refusal::AmountsDiffer(other.recorded.amount));
        }
        let payer = other.payer;
        self.push(Event::Payment(id, PaymentEvent::Joined { to, payer }));
        self.push(Event::Payment(to, PaymentEvent::Confirmed { by: id }));
        self.withdraw_questions(&asked);
        Ok(())
    }

    /// Undoes a join: the payment is money of its own again, with an unknown payer.
    pub(super) fn separate(&mut self, id: PaymentId, reason: Option<ContentId>) -> Result<(), Refusal> {
        let from = self.payment(id)?.joined_to.ok_or(Refusal::NotJoined)?;
        // If the other payment was reversed meanwhile, this money is gone too.
        self.payment_in(from, PaymentState::Settled)?;
        self.push(Event::Payment(id, PaymentEvent::Separated { from, reason }));
        self.push(Event::Payment(from, PaymentEvent::Unconfirmed { by: id }));
        Ok(())
    }

    /// Removes a settled payment from every invoice that it pays or is recorded with; `end` says why it is gone.
    fn deallocate(
        &mut self,
        id: PaymentId,
        end: PaymentEvent,
        gone: &dyn Fn(&PaymentAllocation) -> InvoiceEvent,
    ) -> Result<(), Refusal> {
        let payment = self.payment(id)?.clone();
        for (&invoice, &amount_minor) in &payment.allocations {
            self.push(Event::Payment(id, PaymentEvent::Deallocated { invoice, amount_minor }));
        }
        self.push(Event::Payment(id, end));
        self.withdraw_questions(&payment.asked);
        for invoice_id in payment.invoices {
            let invoice = self.invoice(invoice_id)?;
            // If all of it moved on to other invoices, nothing is left to remove.
            let known = invoice.payments.get(&id).copied();
            let Some(part) = known.filter(|part| part.amount_minor > 0) else { continue };
            let (payer, currency, lifecycle) = (invoice.payer, invoice.currency, invoice.lifecycle);
            self.invoice_event(invoice_id, gone(&part));
            match lifecycle {
                Lifecycle::Live => self.reuse_own_credit(payer, invoice_id, currency)?,
                Lifecycle::WrittenOff if part.allocated_minor > 0 => {
                    let amount_minor = part.allocated_minor;
                    self.invoice_event(invoice_id, InvoiceEvent::WrittenOff { amount_minor, reason: None });
                    let review_reason = ReviewReason::ReversalAfterWriteOff;
                    self.invoice_event(
                        invoice_id,
                        InvoiceEvent::Flagged { review_reason, payment: Some(id) },
                    );
                }
                Lifecycle::WrittenOff | Lifecycle::Voided => {}
            }
        }
        Ok(())
    }

    /// Stores the result of matching the payment again.
    pub(super) fn rematch(&mut self, id: PaymentId, matching: Box<Matching>) -> Result<(), Refusal> {
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if payment.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        if payment.matching.as_ref() != Some(&matching) {
            self.push(Event::Payment(id, PaymentEvent::Rematched(matching)));
        }
        Ok(())
    }

    /// Takes a part of the unapplied credit out, to be refunded.
    pub(super) fn start_refund(
        &mut self,
        id: PaymentId,
        refund: RefundId,
        amount_minor: i64,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        check_amount(amount_minor)?;
        let payment = self.payment_in(id, PaymentState::Settled)?;
        if payment.refunds.contains_key(&refund) {
            return Err(Refusal::Exists("refund"));
        }
        let free = Money::new(payment.free_minor(), payment.recorded.amount.currency);
        if amount_minor > free.minor {
            return Err(Refusal::NotEnoughCredit(free));
        }
        let asked = payment.asked.clone();
        let parts = self.kept_parts(id, free.minor, amount_minor)?;
        let event = PaymentEvent::RefundStarted { refund, amount_minor, parts: parts.clone(), reason };
        self.push(Event::Payment(id, event));
        self.withdraw_questions(&asked);
        for Share { invoice, amount_minor } in parts {
            let event = InvoiceEvent::PaymentRefunded { payment: id, refund, amount_minor, reason };
            self.invoice_event(invoice, event);
        }
        Ok(())
    }

    pub(super) fn complete_refund(&mut self, id: PaymentId, refund: RefundId) -> Result<(), Refusal> {
        self.refund_underway(id, refund)?;
        self.push(Event::Payment(id, PaymentEvent::RefundCompleted { refund }));
        Ok(())
    }

    pub(super) fn fail_refund(
        &mut self,
        id: PaymentId,
        refund: RefundId,
        reason: Option<ContentId>,
    ) -> Result<(), Refusal> {
        let parts = self.refund_underway(id, refund)?.parts.clone();
        self.push(Event::Payment(id, PaymentEvent::RefundFailed { refund, reason }));
        // A payment that was reversed meanwhile is recorded with no invoice any more.
        if self.payment(id)?.state != PaymentState::Settled {
            return Ok(());
        }
        for Share { invoice, amount_minor } in parts {
            let event = InvoiceEvent::RefundFailed { payment: id, refund, amount_minor, reason };
            self.invoice_event(invoice, event);
        }
        Ok(())
    }

    fn refund_underway(&self, id: PaymentId, refund: RefundId) -> Result<&Refund, Refusal> {
        let known = self.payment(id)?.refunds.get(&refund).ok_or(Refusal::NotFound("refund"))?;
        match known.state {
            RefundState::Underway => Ok(known),
            RefundState::Completed | RefundState::Failed => Err(Refusal::RefundEnded),
        }
    }

    /// Whether a payment of `amount` can be split into these shares.
    fn check_shares(&self, payer: PayerId, amount: Money, shares: &[Share]) -> Result<(), Refusal> {
        if !self.books.payers.contains_key(&payer) {
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

    /// After a reversal, credit from the invoice's own credit notes closes it first. Otherwise a fully credited invoice
    /// would ask for money again.
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
            self.push(Event::Payer(payer, PayerStreamEvent::CreditUsed { from: invoice, invoice, amount }));
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
            CreditSource::Payment(payment) => self.payment(payment)?.payer.ok_or(Refusal::NotMatched)?,
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
            CreditSource::Payment(payment) => {
                let parts = self.kept_parts(payment, free.minor, amount_minor)?;
                self.push(Event::Payment(payment, PaymentEvent::Allocated { invoice: id, amount_minor }));
                for Share { invoice: keeper, amount_minor } in parts {
                    let event = InvoiceEvent::CreditMoved { source, to: id, amount_minor };
                    self.invoice_event(keeper, event);
                }
            }
            CreditSource::Invoice(from) => {
                let amount = Money::new(amount_minor, currency);
                self.push(Event::Payer(payer, PayerStreamEvent::CreditUsed { from, invoice: id, amount }));
                self.invoice_event(from, InvoiceEvent::CreditMoved { source, to: id, amount_minor });
            }
        }
        self.invoice_event(id, InvoiceEvent::CreditApplied { source, amount_minor });
        Ok(())
    }

    /// The invoices with which `amount_minor` of a payment's `free_minor` is recorded. Credit of a payment is recorded
    /// with the invoices it was meant for or had paid. The part that was never meant for an invoice is used first; it
    /// is recorded with none.
    fn kept_parts(
        &self,
        payment: PaymentId,
        free_minor: i64,
        amount_minor: i64,
    ) -> Result<Vec<Share>, Refusal> {
        let kept: Vec<Share> = self
            .payment(payment)?
            .invoices
            .iter()
            .filter_map(|invoice| {
                let amount_minor = self.books.invoices.get(invoice)?.payments.get(&payment)?.unapplied_minor;
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
}
