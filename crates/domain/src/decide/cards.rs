//! Cards: proposed by one side, answered by the other one, carried out in the same decision.

use jiff::civil::Date;

use super::{Context, Draft, check_amount};
use crate::books::Event;
use crate::card::{Card, CardRecord, CardState, Offer};
use crate::command::{MoreTime, Proposal};
use crate::ids::{CardId, ContentId, InvoiceId, ReceiptId};
use crate::invoice::InvoiceEvent;
use crate::money::Money;
use crate::receipt::{PaymentState, ReceiptEvent, Share};
use crate::refusal::Refusal;
use crate::talk::Side;

/// So many cards may wait for an answer at once.
const MOST_CARDS: usize = 5;

impl Draft {
    pub(super) fn propose(&mut self, proposal: Proposal, context: &Context) -> Result<(), Refusal> {
        let Proposal { invoice: id, card, offer, text, expires_at, respond_by } = proposal;
        let invoice = self.talking(id)?;
        if invoice.cards.contains_key(&card) {
            return Err(Refusal::Exists("card"));
        }
        if invoice.waiting_cards(context.now).count() >= MOST_CARDS {
            return Err(Refusal::TooManyCards(MOST_CARDS));
        }
        let waits =
            Side::of(&context.actor) == Side::Payer && invoice.conversation.unanswered_since.is_none();
        let respond_by = respond_by.filter(|_| waits);
        let basis = invoice.basis();
        self.check_offer(id, &offer, context)?;
        if expires_at <= context.now {
            return Err(Refusal::DayPassed(context.today));
        }
        let card = Card { card, offer, text, expires_at, basis, respond_by };
        self.invoice_event(id, InvoiceEvent::CardProposed(Box::new(card)));
        if let Offer::ClaimPayment { payment, .. } = offer {
            let event = ReceiptEvent::PayerAsked { invoice: id, card: card.card };
            self.push(Event::Receipt(payment, event));
        }
        Ok(())
    }

    /// Whether an offer could be carried out as the invoice stands.
    fn check_offer(&self, id: InvoiceId, offer: &Offer, context: &Context) -> Result<(), Refusal> {
        match *offer {
            Offer::ClaimPayment { payment, amount_minor, .. } => {
                self.check_claim(id, payment, amount_minor, context)
            }
            Offer::DueDate { to } => self.check_future_due_date(id, to, context),
            Offer::WaiveFee { fee, amount_minor } => {
                let invoice = self.invoice(id)?;
                let known = invoice.fees.get(&fee).ok_or(Refusal::NotFound("fee"))?;
                match known.amount_minor == amount_minor {
                    _ if known.waived => Err(Refusal::FeeWaived),
                    true => Ok(()),
                    false => Err(Refusal::NotFound("fee of this amount")),
                }
            }
            Offer::Credit { amount_minor } => {
                check_amount(amount_minor)?;
                let invoice = self.payable(id)?;
                let left = invoice.split.total_minor() - invoice.credited_minor;
                if amount_minor > left {
                    return Err(Refusal::ExceedsInvoice(Money::new(left, invoice.currency)));
                }
                Ok(())
            }
            Offer::PartPayment { now_minor, now_by, rest_due } => {
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

    /// Only staff ask, about money that is here, that nobody has been found for, and once on each invoice.
    fn check_claim(
        &self,
        id: InvoiceId,
        payment: ReceiptId,
        amount_minor: i64,
        context: &Context,
    ) -> Result<(), Refusal> {
        if Side::of(&context.actor) == Side::Payer {
            return Err(Refusal::CardOfOtherSide);
        }
        let receipt = self.receipt_in(payment, PaymentState::Settled)?;
        if receipt.payer.is_some() {
            return Err(Refusal::AlreadyMatched);
        }
        let invoice = self.payable(id)?;
        if receipt.recorded.amount.currency != invoice.currency {
            return Err(Refusal::CurrencyMismatch {
                invoice: invoice.currency,
                payment: receipt.recorded.amount.currency,
            });
        }
        let waits = |card| invoice.cards.get(card).is_some_and(|record| record.waits(context.now));
        if receipt.asked.iter().any(|(card, asked)| *asked == id && waits(card)) {
            return Err(Refusal::Exists("question"));
        }
        if amount_minor != receipt.free_minor() {
            return Err(Refusal::NotEnoughCredit(Money::new(receipt.free_minor(), invoice.currency)));
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
        card: CardId,
        proof: Option<ContentId>,
        context: &Context,
    ) -> Result<(), Refusal> {
        let record = self.card_for(id, card, Side::of(&context.actor), context)?;
        let offer = record.card.offer;
        if offer.is_outdated(record.card.basis, self.invoice(id)?.basis()) {
            return Err(Refusal::CardOutdated);
        }
        // Events of one decision are committed together: what was agreed and that it was agreed.
        self.invoice_event(id, InvoiceEvent::CardAccepted { card, proof });
        match offer {
            Offer::DueDate { to: due_date } | Offer::PartPayment { rest_due: due_date, .. } => {
                if self.invoice(id)?.due_date == due_date {
                    return Ok(());
                }
                self.change_due_date(id, due_date, (None, Some(card)), context)
            }
            Offer::WaiveFee { fee, .. } => self.waive_fee(id, fee),
            Offer::ClaimPayment { payment, .. } => {
                let receipt = self.receipt(payment)?;
                if !receipt.is_unidentified() {
                    return Err(Refusal::CardOutdated);
                }
                let payer = self.invoice(id)?.payer;
                let share = Share { invoice: id, amount_minor: receipt.free_minor() };
                self.match_receipt(payment, payer, vec![share])
            }
            // Its credit note has a number and a document of its own.
            Offer::Credit { .. } => Ok(()),
        }
    }

    pub(super) fn decline(
        &mut self,
        id: InvoiceId,
        card: CardId,
        reason: Option<ContentId>,
        context: &Context,
    ) -> Result<(), Refusal> {
        let record = self.card_for(id, card, Side::of(&context.actor), context)?;
        self.invoice_event(id, InvoiceEvent::CardDeclined { card, reason });
        if let Offer::ClaimPayment { payment, .. } = record.card.offer {
            self.push(Event::Receipt(payment, ReceiptEvent::Disclaimed { invoice: id }));
        }
        Ok(())
    }

    pub(super) fn withdraw(&mut self, id: InvoiceId, card: CardId, context: &Context) -> Result<(), Refusal> {
        let record = self.card(id, card)?;
        if record.side != Side::of(&context.actor) {
            return Err(Refusal::CardOfOtherSide);
        }
        if record.state != CardState::Proposed {
            return Err(Refusal::CardClosed);
        }
        self.invoice_event(id, InvoiceEvent::CardWithdrawn { card });
        Ok(())
    }

    pub(super) fn ask_more_time(
        &mut self,
        proposal: Proposal,
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
        self.propose(Proposal { offer: Offer::DueDate { to: until }, ..proposal }, context)
    }

    fn card(&self, id: InvoiceId, card: CardId) -> Result<CardRecord, Refusal> {
        self.invoice(id)?.cards.get(&card).copied().ok_or(Refusal::NotFound("card"))
    }

    /// A card that waits for an answer of `side`.
    fn card_for(
        &self,
        id: InvoiceId,
        card: CardId,
        side: Side,
        context: &Context,
    ) -> Result<CardRecord, Refusal> {
        self.talking(id)?;
        let record = self.card(id, card)?;
        if record.side == side {
            return Err(Refusal::CardOfOtherSide);
        }
        if record.state != CardState::Proposed {
            return Err(Refusal::CardClosed);
        }
        if !record.waits(context.now) {
            return Err(Refusal::CardExpired);
        }
        Ok(record)
    }
}
