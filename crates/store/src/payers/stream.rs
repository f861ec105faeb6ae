//! What the database keeps of payers.

use domain::Money;
use domain::ids::PayerId;
use domain::ledger::LedgerAccount;
use domain::payers::Payer;

use crate::payers::projection::PAYERS;
use crate::projections::Projection;
use crate::streams::{Stored, tree};

impl Stored for Payer {
    fn projections() -> Vec<&'static Projection<Self>> {
        vec![&PAYERS]
    }

    fn balances(&self, id: PayerId) -> Vec<(LedgerAccount, Money)> {
        let owed =
            |credit: &Money| (LedgerAccount::PayerCredit(id), Money::new(-credit.minor, credit.currency));
        self.credit.values().map(owed).collect()
    }

    fn kept_bytes(&self) -> Option<usize> {
        Some(size_of::<Self>() + tree(&self.credit))
    }
}
