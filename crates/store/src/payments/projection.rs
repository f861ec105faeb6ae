//! The rows of payments, folded from their events: never a source of truth.

use std::sync::LazyLock;

use domain::ids::BillerId;
use domain::payments::Payment;
use uuid::Uuid;

use crate::projections::{Declared, Projection, Row};
use crate::statement::Value;

pub(crate) static PAYMENTS: LazyLock<Projection<Payment>> = LazyLock::new(|| {
    let declared = Declared {
        table: "payments",
        stream: "id",
        key: &["biller", "id"],
        fixed: &["system", "account", "source_id", "amount_minor", "currency", "method", "paid_on"],
        changing: &["payer", "state", "free_minor", "seq", "joined"],
        unique: Some("payment (the same source, account, currency and id)"),
    };
    Projection::new(declared, rows)
});

fn rows(biller: BillerId, id: Uuid, payment: &Payment) -> Vec<Row> {
    let recorded = &payment.recorded;
    // Empty while nobody knows whose money it is.
    let payer = payment.payer.map_or(Value::Bytes(Some(Vec::new())), |payer| payer.0.into());
    vec![vec![
        biller.into(),
        id.into(),
        recorded.source.system.as_str().into(),
        recorded.source.account.as_str().into(),
        recorded.source.id.as_str().into(),
        recorded.amount.minor.into(),
        recorded.amount.currency.code().into(),
        recorded.method.as_str().into(),
        recorded.paid_on.into(),
        payer,
        payment.state.as_str().into(),
        payment.free_minor().into(),
        payment.seq.into(),
        payment.is_joined().into(),
    ]]
}
