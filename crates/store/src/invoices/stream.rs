//! What the database keeps of invoices.

use domain::Money;
use domain::ids::InvoiceId;
use domain::invoices::Invoice;
use domain::ledger::LedgerAccount;

use crate::conversations::rows::CONVERSATIONS;
use crate::invoices::projection::INVOICES;
use crate::matching::references::REFERENCES;
use crate::projections::Projection;
use crate::search::words::OF_INVOICES;
use crate::streams::{Stored, tree};

impl Stored for Invoice {
    const HOLDS_PAYER: bool = true;

    fn projections() -> Vec<&'static Projection<Self>> {
        vec![&INVOICES, &CONVERSATIONS, &REFERENCES, &OF_INVOICES]
    }

    fn balances(&self, id: InvoiceId) -> Vec<(LedgerAccount, Money)> {
        vec![(LedgerAccount::Receivable(id), Money::new(self.open_minor, self.currency))]
    }

    fn kept_bytes(&self) -> Option<usize> {
        let texts: usize = self.references.iter().map(|text| size_of::<String>() + text.len()).sum();
        Some(
            size_of::<Self>()
                + self.number.len()
                + texts
                + size_of_val(self.review_reasons.as_slice())
                + size_of_val(self.disputes.as_slice())
                + tree(&self.applied_credit)
                + tree(&self.payments)
                + tree(&self.checkouts)
                + tree(&self.fees)
                + tree(&self.proposals),
        )
    }
}
