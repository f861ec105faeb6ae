//! The rows of credit notes, folded from their events: never a source of truth.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::credit_notes::CreditNote;
use domain::ids::BillerId;
use uuid::Uuid;

use crate::projections::{Declared, Projection, Row};

pub(crate) static CREDIT_NOTES: LazyLock<Projection<CreditNote>> = LazyLock::new(|| {
    let declared = Declared {
        table: "credit_notes",
        stream: "id",
        key: &["biller", "id"],
        fixed: &["number", "payer", "currency", "amount_minor"],
        changing: &["applied_to", "seq"],
        unique: None,
    };
    Projection::new(declared, rows)
});

fn rows(biller: BillerId, id: Uuid, credit_note: &CreditNote) -> Vec<Row> {
    let document = &credit_note.received.document;
    vec![vec![
        biller.into(),
        id.into(),
        document.number.as_str().into(),
        credit_note.received.payer.0.into(),
        document.currency.code().into(),
        document.totals.payable_minor.into(),
        credit_note.applied_to.map(|invoice| invoice.0).into(),
        credit_note.seq.into(),
    ]]
}

/// The invoices, by number, that a credit note names.
pub(crate) static NAMED_INVOICES: LazyLock<Projection<CreditNote>> = LazyLock::new(|| {
    let declared = Declared {
        table: "credit_note_invoices",
        stream: "credit_note",
        key: &["biller", "number", "credit_note"],
        fixed: &[],
        changing: &[],
        unique: None,
    };
    Projection::new(declared, |biller, id, credit_note| {
        let numbers: BTreeSet<_> = credit_note.received.document.preceding.iter().collect();
        numbers.into_iter().map(|number| vec![biller.into(), number.as_str().into(), id.into()]).collect()
    })
});
