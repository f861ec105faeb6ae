//! What the database keeps of payments.

use domain::Money;
use domain::ids::{BillerId, PaymentId};
use domain::ledger::LedgerAccount;
use domain::payments::Payment;
use futures_util::future::BoxFuture;
use sqlx::AnyConnection;

use crate::bank_imports::waiting;
use crate::failure::Failure;
use crate::matching::candidates::{self, CANDIDATES};
use crate::payments::ownership;
use crate::payments::projection::PAYMENTS;
use crate::projections::Projection;
use crate::streams::Stored;

impl Stored for Payment {
    fn projections() -> Vec<&'static Projection<Self>> {
        vec![&PAYMENTS, &CANDIDATES]
    }

    fn balances(&self, _id: PaymentId) -> Vec<(LedgerAccount, Money)> {
        let currency = self.recorded.amount.currency;
        let credit = self.payer.map_or(LedgerAccount::Unidentified, LedgerAccount::PayerCredit);
        vec![
            (credit, Money::new(-self.free_minor(), currency)),
            (LedgerAccount::Refunds, Money::new(-self.refunds_underway_minor(), currency)),
        ]
    }

    fn is_followed(before: &Self, after: &Self) -> bool {
        before.payer != after.payer || candidates::waits(before) && !candidates::waits(after)
    }

    fn follow<'c>(
        conn: &'c mut AnyConnection,
        biller: BillerId,
        id: PaymentId,
        before: &'c Self,
        after: &'c Self,
    ) -> BoxFuture<'c, Result<(), Failure>> {
        Box::pin(async move {
            ownership::follow(conn, biller, id, before, after).await?;
            if candidates::waits(before) && !candidates::waits(after) {
                waiting::forget(conn, biller, id).await?;
            }
            Ok(())
        })
    }
}
