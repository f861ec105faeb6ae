//! The rows of payers, folded from their events: never a source of truth.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::ids::BillerId;
use domain::payers::Payer;
use uuid::Uuid;

use crate::projections::{Declared, Projection, Row};

/// A payer's credit by currency, as JSON.
fn credit_text(payer: &Payer) -> String {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for credit in payer.credit.values() {
        *sums.entry(credit.currency.code()).or_default() += credit.minor;
    }
    serde_json::json!(sums).to_string()
}

pub(crate) static PAYERS: LazyLock<Projection<Payer>> = LazyLock::new(|| {
    let declared = Declared {
        table: "payers",
        stream: "id",
        key: &["biller", "id"],
        fixed: &[],
        changing: &["credit", "forgotten", "seq", "details"],
        unique: None,
    };
    Projection::new(declared, rows)
});

fn rows(biller: BillerId, id: Uuid, payer: &Payer) -> Vec<Row> {
    vec![vec![
        biller.into(),
        id.into(),
        credit_text(payer).into(),
        payer.forgotten.into(),
        payer.seq.into(),
        payer.details.map(|details| details.0).into(),
    ]]
}
