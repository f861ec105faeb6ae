//! Proposals: made by one side, answered by the other, carried out in the same decision.

use jiff::civil::Date;

use crate::conversations::Side;
use crate::ids::{ContentId, InvoiceId, PaymentId, ProposalId};
use crate::invoices::InvoiceEvent;
use crate::kernel::decide::{Context, Decision, check_amount};
use crate::money::Money;
use crate::payments::{PaymentEvent, PaymentState, Share};
use crate::proposals::{MoreTime, NewProposal, Proposal, ProposalRecord, ProposalState, ProposedChange};
use crate::refusal::Refusal;
use crate::stream::Event;

/// At most this many proposals may wait for an answer at once.
const MOST_PROPOSALS: usize = 5;

impl Decision {
    pub(super) fn propose(&mut self, proposal: NewProposal, context: &Context) -> Result<(), Refusal> {
        let NewProposal { invoice: id, id: proposal, change, text, expires_at, respond_by } = proposal;
        let invoice = self.talking(id)?;
        if invoice.proposals.contains_key(&proposal) {
            return Err(Refusal::Exists("proposal"));
        }
        if invoice.waiting_proposals(context.now).count() >= MOST_PROPOSALS {
            return Err(Refusal::TooManyProposals(MOST_PROPOSALS));
        }
        let waits =
            Side::of(&context.actor) == Side::Payer && invoice.conversation.unanswered_since.is_none();
        let respond_by = respond_by.filter(|_| waits);
        let terms = invoice.terms();
        self.check_change(id, &change, context)?;
        if expires_at <= context.now {
            return Err(Refusal::DayPassed(context.today));
        }
        let proposal = Proposal { id: proposal, change, text, expires_at, terms, respond_by };
        self.invoice_event(id, InvoiceEvent::ProposalMade(Box::new(proposal)));
        if let ProposedChange::ClaimPayment { payment, .. } = change {
            let event = PaymentEvent::PayerAsked { invoice: id, proposal: proposal.id };
            self.push(Event::Payment(payment, event));
        }
        Ok(())
    }

    /// Whether a change could be carried out on the invoice as it is now.
    fn check_change(&self, id: InvoiceId, change: &ProposedChange, context: &Context) -> Result<(), Refusal> {
        match *change {
            ProposedChange::ClaimPayment { payment, amount_minor, .. } => {
                self.check_claim(id, payment, amount_minor, context)
            }
            ProposedChange::DueDate { to } => self.check_future_due_date(id, to, context),
            ProposedChange::WaiveFee { fee, amount_minor } => {
                let invoice = self.invoice(id)?;
                let known = invoice.fees.get(&fee).ok_or(Refusal::NotFound("fee"))?;
                match known.amount_minor == amount_minor {
                    _ if known.waived => Err(Refusal::FeeWaived),
                    true => Ok(()),
                    false => Err(Refusal::NotFound("fee of this amount")),
                }
            }
            ProposedChange::Credit { amount_minor } => {
                check_amount(amount_minor)?;
                let invoice = self.payable(id)?;
                let left = invoice.split.total_minor() - invoice.credited_minor;
                if amount_minor > left {
                    return Err(Refusal::ExceedsInvoice(Money::new(left, invoice.currency)));
                }
                Ok(())
            }
            ProposedChange::PartPayment { now_minor, now_by, rest_due } => {
                check_amount(now_minor)?;
                let invoice = self.payable(id)?;
                if now_minor >= invoice.open_minor {
                    return Err(Refusal::PartNotLess(Money::new(invoice.open_minor, invoice.currency)));
                }
                if now_by < context.today {
                    return Err(Refusal::DayPassed(context.today));
                }
                if rest_due <= now_by {
                    return Err(Refusal::DayPassed(now_by.tomorrow().unwrap_or(now_by)));
                }
                if rest_due == invoice.due_date {
                    return Ok(());
                }
                self.check_future_due_date(id, rest_due, context)
            }
        }
    }

    /// Only staff ask, only about settled payments without a known payer, and once on each invoice.
    fn check_claim(
        &self,
        id: InvoiceId,
        payment: PaymentId,
        amount_minor: i64,
        context: &Context,
    ) -> Result<(), Refusal> {
        if Side::of(&context.actor) == Side::Payer {
            return Err(Refusal::ProposalOfOtherSide);
        }
        let payment = self.payment_in(payment, PaymentState::Settled)?;
        if payment.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        let invoice = self.payable(id)?;
        if payment.recorded.amount.currency != invoice.currency {
            return Err(Refusal::CurrencyMismatch {
                invoice: invoice.currency,
                payment: payment.recorded.amount.currency,
            });
        }
        let waits =
            |proposal| invoice.proposals.get(proposal).is_some_and(|record| record.waits(context.now));
        if payment.asked.iter().any(|(proposal, asked)| *asked == id && waits(proposal)) {
            return Err(Refusal::Exists("question"));
        }
        if amount_minor != payment.free_minor() {
            return Err(Refusal::NotEnoughCredit(Money::new(payment.free_minor(), invoice.currency)));
        }
        Ok(())
    }

    fn check_future_due_date(&self, id: InvoiceId, to: Date, context: &Context) -> Result<(), Refusal> {
        if to < context.today {
            return Err(Refusal::DayPassed(context.today));
        }
        self.check_new_due_date(id, to, context).map(drop)
    }

    pub(super) fn accept(
        &mut self,
        id: InvoiceId,
        proposal: ProposalId,
        proof: Option<ContentId>,
        context: &Context,
    ) -> Result<(), Refusal> {
        let record = self.proposal_for(id, proposal, Side::of(&context.actor), context)?;
        let change = record.proposal.change;
        if change.is_outdated(record.proposal.terms, self.invoice(id)?.terms()) {
            return Err(Refusal::ProposalOutdated);
        }
        // The events of one decision are committed together: the agreement and the change.
        self.invoice_event(id, InvoiceEvent::ProposalAccepted { proposal, proof });
        match change {
            ProposedChange::DueDate { to: due_date }
            | ProposedChange::PartPayment { rest_due: due_date, .. } => {
                if self.invoice(id)?.due_date == due_date {
                    return Ok(());
                }
                self.change_due_date(id, due_date, (None, Some(proposal)), context)
            }
            ProposedChange::WaiveFee { fee, .. } => self.waive_fee(id, fee),
            ProposedChange::ClaimPayment { payment, .. } => {
                let claimed = self.payment(payment)?;
                if !claimed.is_unidentified() {
                    return Err(Refusal::ProposalOutdated);
                }
                let payer = self.invoice(id)?.payer;
                let share = Share { invoice: id, amount_minor: claimed.free_minor() };
                self.match_payment(payment, payer, vec![share])
            }
            // The credit note has a number and a document of its own.
            ProposedChange::Credit { .. } => Ok(()),
        }
    }

    pub(super) fn decline(
        &mut self,
        id: InvoiceId,
        proposal: ProposalId,
        reason: Option<ContentId>,
        context: &Context,
    ) -> Result<(), Refusal> {
        let record = self.proposal_for(id, proposal, Side::of(&context.actor), context)?;
        self.invoice_event(id, InvoiceEvent::ProposalDeclined { proposal, reason });
        if let ProposedChange::ClaimPayment { payment, .. } = record.proposal.change {
            self.push(Event::Payment(payment, PaymentEvent::Disclaimed { invoice: id }));
        }
        Ok(())
    }

    pub(super) fn withdraw(
        &mut self,
        id: InvoiceId,
        proposal: ProposalId,
        context: &Context,
    ) -> Result<(), Refusal> {
        let record = self.proposal(id, proposal)?;
        if record.side != Side::of(&context.actor) {
            return Err(Refusal::ProposalOfOtherSide);
        }
        if record.state != ProposalState::Proposed {
            return Err(Refusal::ProposalClosed);
        }
        self.invoice_event(id, InvoiceEvent::ProposalWithdrawn { proposal });
        Ok(())
    }

    pub(super) fn ask_more_time(
        &mut self,
        proposal: NewProposal,
        until: Date,
        allowed: MoreTime,
        context: &Context,
    ) -> Result<(), Refusal> {
        let id = proposal.invoice;
        self.talking(id)?;
        self.check_future_due_date(id, until, context)?;
        let invoice = self.invoice(id)?;
        if until < invoice.due_date {
            return Err(Refusal::DayPassed(invoice.due_date));
        }
        let at_once = allowed.until(invoice.due_date, invoice.extensions, !invoice.disputes.is_empty());
        if at_once.is_some_and(|last| until <= last) {
            return self.change_due_date(id, until, (None, None), context);
        }
        self.propose(NewProposal { change: ProposedChange::DueDate { to: until }, ..proposal }, context)
    }

    fn proposal(&self, id: InvoiceId, proposal: ProposalId) -> Result<ProposalRecord, Refusal> {
        self.invoice(id)?.proposals.get(&proposal).copied().ok_or(Refusal::NotFound("proposal"))
    }

    /// A proposal that waits for an answer of `side`.
    fn proposal_for(
        &self,
        id: InvoiceId,
        proposal: ProposalId,
        side: Side,
        context: &Context,
    ) -> Result<ProposalRecord, Refusal> {
        self.talking(id)?;
        let record = self.proposal(id, proposal)?;
        if record.side == side {
            return Err(Refusal::ProposalOfOtherSide);
        }
        if record.state != ProposalState::Proposed {
            return Err(Refusal::ProposalClosed);
        }
        if !record.waits(context.now) {
            return Err(Refusal::ProposalExpired);
        }
        Ok(record)
    }
}
