//! What a payment's events move in the ledger.

use crate::ledger::{Entry, LedgerAccount, move_between};
use crate::payments::{Payment, PaymentEvent, PaymentState};

/// `payment` is the state before the event.
pub(super) fn entry(payment: &Payment, event: &PaymentEvent) -> Option<Entry> {
    let amount = payment.recorded.amount;
    let credit = payment.payer.map_or(LedgerAccount::Unidentified, LedgerAccount::PayerCredit);
    let parts = match event {
        PaymentEvent::Settled => move_between(credit, LedgerAccount::Clearing, amount.minor),
        PaymentEvent::Reversed { .. } => {
            // A part that was refunded before is lost: it went out twice.
            let lost_minor = payment.refunded_minor();
            // And no more is taken back than arrived.
            let charges_minor = payment.charges_minor;
            vec![
                (LedgerAccount::Clearing, charges_minor - amount.minor),
                (credit, amount.minor - lost_minor),
                (LedgerAccount::WriteOff, lost_minor),
                (LedgerAccount::BankCharges, -charges_minor),
            ]
        }
        PaymentEvent::Allocated { invoice, amount_minor } => {
            move_between(LedgerAccount::Receivable(*invoice), credit, *amount_minor)
        }
        PaymentEvent::Deallocated { invoice, amount_minor } => {
            move_between(credit, LedgerAccount::Receivable(*invoice), *amount_minor)
        }
        PaymentEvent::Identified { payer, .. } => {
            move_between(LedgerAccount::PayerCredit(*payer), credit, payment.free_minor())
        }
        PaymentEvent::Unidentified { .. } => {
            move_between(LedgerAccount::Unidentified, credit, payment.free_minor())
        }
        PaymentEvent::ChargesKept { amount_minor } => {
            move_between(LedgerAccount::Clearing, LedgerAccount::BankCharges, *amount_minor)
        }
        PaymentEvent::RefundStarted { amount_minor, .. } => {
            move_between(LedgerAccount::Refunds, credit, *amount_minor)
        }
        PaymentEvent::RefundCompleted { refund } => {
            let refund = payment.refunds.get(refund)?;
            move_between(LedgerAccount::Clearing, LedgerAccount::Refunds, refund.amount_minor)
        }
        PaymentEvent::RefundFailed { refund, .. } => {
            let refund = payment.refunds.get(refund)?;
            // A reversed payment has nothing left to hand out.
            let to = match payment.state {
                PaymentState::Reversed => LedgerAccount::WriteOff,
                _ => credit,
            };
            move_between(to, LedgerAccount::Refunds, refund.amount_minor)
        }
        // The other payment counts: this one was never money of its own.
        PaymentEvent::Joined { .. } => vec![
            (LedgerAccount::Clearing, payment.charges_minor - amount.minor),
            (credit, amount.minor),
            (LedgerAccount::BankCharges, -payment.charges_minor),
        ],
        PaymentEvent::Separated { .. } => vec![
            (LedgerAccount::Unidentified, -amount.minor),
            (LedgerAccount::Clearing, amount.minor - payment.charges_minor),
            (LedgerAccount::BankCharges, payment.charges_minor),
        ],
        PaymentEvent::Recorded(_)
        | PaymentEvent::Confirmed { .. }
        | PaymentEvent::Unconfirmed { .. }
        | PaymentEvent::Failed { .. }
        | PaymentEvent::Rematched(_)
        | PaymentEvent::PayerAsked { .. }
        | PaymentEvent::Disclaimed { .. } => return None,
    };
    Some(Entry { currency: amount.currency, parts })
}
