//! What an invoice's events move in the ledger.

use crate::ids::InvoiceId;
use crate::invoices::{Invoice, InvoiceEvent, RevenueSplit};
use crate::ledger::{Entry, LedgerAccount, move_between};

/// `before` is the state before the event, `None` if it is the first one.
pub(super) fn entry(before: Option<&Invoice>, id: InvoiceId, event: &InvoiceEvent) -> Option<Entry> {
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
    let invoice = before?;
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
