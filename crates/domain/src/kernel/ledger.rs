//! Double entry: every event that moves money makes postings that sum to zero.

use serde::{Deserialize, Serialize};

use crate::books::{Books, Event};
use crate::ids::{InvoiceId, PayerId};
use crate::invoices::{CreditSource, InvoiceEvent, RevenueSplit};
use crate::money::Currency;
use crate::payers::PayerStreamEvent;
use crate::payments::{Payment, PaymentEvent, PaymentState};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "account", content = "of", rename_all = "snake_case")]
pub enum LedgerAccount {
    /// The amount that an invoice asks for; its balance is the invoice's open amount.
    Receivable(InvoiceId),
    /// What the biller owes a payer; a credit balance is negative.
    PayerCredit(PayerId),
    /// Money received and not yet seen on the bank's statement.
    Clearing,
    /// Sales without VAT.
    Revenue,
    Vat,
    /// Rounding of amounts due.
    Rounding,
    /// Payments made before the invoice was issued.
    Prepayment,
    /// Losses on invoices given up.
    WriteOff,
    /// Fees charged on top of invoices.
    Fees,
    /// Money received whose payer is unknown.
    Unidentified,
    /// Refunds that are on their way.
    Refunds,
    /// Charges that banks deducted from payments, at the biller's cost.
    BankCharges,
}

impl LedgerAccount {
    /// The account's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Receivable(_) => "receivable",
            Self::PayerCredit(_) => "payer_credit",
            Self::Clearing => "clearing",
            Self::Revenue => "revenue",
            Self::Vat => "vat",
            Self::Rounding => "rounding",
            Self::Prepayment => "prepayment",
            Self::WriteOff => "write_off",
            Self::Fees => "fees",
            Self::Unidentified => "unidentified",
            Self::Refunds => "refunds",
            Self::BankCharges => "bank_charges",
        }
    }

    /// The invoice or payer that the account belongs to.
    #[must_use]
    pub const fn owner(&self) -> Option<uuid::Uuid> {
        match self {
            Self::Receivable(id) => Some(id.0),
            Self::PayerCredit(id) => Some(id.0),
            _ => None,
        }
    }
}

/// One side of an entry: debit positive, credit negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub account: LedgerAccount,
    /// Minor units; never zero.
    pub amount_minor: i64,
    pub currency: Currency,
}

/// The postings of `event`, given the books as they stood *before* it. Empty for events that move no
/// money.
#[must_use]
pub fn postings(before: &Books, event: &Event) -> Vec<Posting> {
    let Some(entry) = entry(before, event) else { return Vec::new() };
    entry
        .parts
        .into_iter()
        .filter(|(_, amount_minor)| *amount_minor != 0)
        .map(|(account, amount_minor)| Posting { account, amount_minor, currency: entry.currency })
        .collect()
}

struct Entry {
    currency: Currency,
    parts: Vec<(LedgerAccount, i64)>,
}

fn entry(before: &Books, event: &Event) -> Option<Entry> {
    match event {
        Event::Invoice(id, event) => invoice_entry(before, *id, event),
        Event::Payment(id, event) => payment_entry(before.payments.get(id)?, event),
        Event::Payer(payer, PayerStreamEvent::CreditUsed { invoice, amount, .. }) => Some(Entry {
            currency: amount.currency,
            parts: move_between(
                LedgerAccount::Receivable(*invoice),
                LedgerAccount::PayerCredit(*payer),
                amount.minor,
            ),
        }),
        Event::Payer(..) | Event::CreditNote(..) => None,
    }
}

fn payment_entry(payment: &Payment, event: &PaymentEvent) -> Option<Entry> {
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

fn invoice_entry(before: &Books, id: InvoiceId, event: &InvoiceEvent) -> Option<Entry> {
    let receivable = LedgerAccount::Receivable(id);
    if let InvoiceEvent::Issued(issued) = event {
        let totals = &issued.document.totals;
        let split = RevenueSplit::of(totals);
        let mut parts = vec![
            (receivable, totals.payable_minor.max(0)),
            (LedgerAccount::PayerCredit(issued.payer), totals.payable_minor.min(0)),
            (LedgerAccount::Prepayment, split.prepaid_minor),
        ];
        parts.extend(income(&split, -1));
        return Some(Entry { currency: issued.document.currency, parts });
    }
    let invoice = before.invoices.get(&id)?;
    let credit = LedgerAccount::PayerCredit(invoice.payer);
    let parts = match event {
        InvoiceEvent::Credited { amount_minor, applied_minor, split, .. } => {
            let mut parts = vec![
                (receivable, -applied_minor),
                (credit, applied_minor - amount_minor),
                (LedgerAccount::Prepayment, -split.prepaid_minor),
            ];
            parts.extend(income(split, 1));
            parts
        }
        InvoiceEvent::Voided { open_minor, released_minor, .. } => {
            // The payments' own entries released the paid amount to the payer's credit and opened the receivable again.
            // It closes here together with the amount that was still open.
            let mut parts =
                vec![(receivable, -(open_minor + released_minor)), (credit, -invoice.prepaid_used_minor())];
            parts.push((LedgerAccount::Fees, invoice.fees_minor()));
            parts.extend(income(&invoice.split, 1));
            parts
        }
        InvoiceEvent::WrittenOff { amount_minor, .. } => {
            move_between(receivable, LedgerAccount::WriteOff, *amount_minor)
        }
        InvoiceEvent::FeeCharged { amount_minor, .. } => {
            move_between(LedgerAccount::Fees, receivable, *amount_minor)
        }
        InvoiceEvent::FeeWaived { amount_minor, applied_minor, .. } => vec![
            (receivable, -applied_minor),
            (credit, applied_minor - amount_minor),
            (LedgerAccount::Fees, *amount_minor),
        ],
        _ => return None,
    };
    Some(Entry { currency: invoice.currency, parts })
}

fn income(split: &RevenueSplit, sign: i64) -> [(LedgerAccount, i64); 3] {
    [
        (LedgerAccount::Revenue, sign * split.revenue_minor),
        (LedgerAccount::Vat, sign * split.vat_minor),
        (LedgerAccount::Rounding, sign * split.rounding_minor),
    ]
}

/// Credits `from` and debits `to`.
fn move_between(from: LedgerAccount, to: LedgerAccount, amount_minor: i64) -> Vec<(LedgerAccount, i64)> {
    vec![(from, -amount_minor), (to, amount_minor)]
}

/// The credit that a source still has, as far as the loaded streams tell.
#[must_use]
pub fn free_credit(books: &Books, source: CreditSource) -> Option<crate::Money> {
    match source {
        CreditSource::Payment(id) => {
            let payment = books.payments.get(&id)?;
            Some(crate::Money::new(payment.free_minor(), payment.recorded.amount.currency))
        }
        CreditSource::Invoice(id) => {
            let invoice = books.invoices.get(&id)?;
            let account = books.payers.get(&invoice.payer)?;
            Some(account.credit.get(&id).copied().unwrap_or(crate::Money::new(0, invoice.currency)))
        }
    }
}
