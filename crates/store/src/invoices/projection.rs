//! The rows of invoices, folded from their events: never a source of truth.

use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId};
use domain::invoices::Invoice;
use domain::invoices::status::Lifecycle;
use usecases::InvoiceRow;
use uuid::Uuid;

use crate::failure::Failure;
use crate::projections::{Declared, Projection, Row};

/// The name of a lifecycle in the database.
pub(crate) const fn lifecycle_name(lifecycle: Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Live => "live",
        Lifecycle::Voided => "voided",
        Lifecycle::WrittenOff => "written_off",
    }
}

/// The lifecycle with this name.
pub(crate) fn lifecycle_named(name: &str) -> Result<Lifecycle, Failure> {
    let known = [Lifecycle::Live, Lifecycle::Voided, Lifecycle::WrittenOff];
    let found = known.into_iter().find(|lifecycle| lifecycle_name(*lifecycle) == name);
    found.ok_or_else(|| Failure::unreadable(format!("an invoice's lifecycle “{name}”")))
}

/// The figures of an invoice as its row holds them.
pub(crate) fn row(id: InvoiceId, invoice: &Invoice) -> InvoiceRow {
    InvoiceRow {
        id,
        number: invoice.number.clone(),
        payer: invoice.payer,
        currency: invoice.currency,
        total_minor: invoice.total_minor(),
        payable_minor: invoice.total_minor() - invoice.split.prepaid_minor,
        paid_minor: invoice.paid_minor(),
        pending_minor: invoice.pending_minor(),
        open_minor: invoice.open_minor,
        credit_minor: invoice.credit_minor(),
        credited_minor: invoice.credited_minor,
        issue_date: invoice.issue_date,
        due_date: invoice.due_date,
        lifecycle: invoice.lifecycle,
        seq: invoice.seq,
        flagged: !invoice.review_reasons.is_empty(),
    }
}

/// The text that a search of invoices reads besides the payer's: the number, then the references, a line each.
pub(crate) fn search_text(invoice: &Invoice) -> String {
    let lines = std::iter::once(&invoice.number).chain(&invoice.references);
    lines.map(|line| line.to_lowercase()).collect::<Vec<_>>().join("\n")
}

pub(crate) static INVOICES: LazyLock<Projection<Invoice>> = LazyLock::new(|| {
    let declared = Declared {
        table: "invoices",
        stream: "id",
        key: &["biller", "id"],
        fixed: &["number", "payer", "currency", "issue_date", "search"],
        changing: &[
            // A fee is part of the first two.
            "total_minor",
            "payable_minor",
            "paid_minor",
            "pending_minor",
            "open_minor",
            "credit_minor",
            "credited_minor",
            "due_date",
            "lifecycle",
            "is_open",
            "flagged",
            "seq",
        ],
        unique: None,
    };
    Projection::new(declared, rows)
});

fn rows(biller: BillerId, id: Uuid, invoice: &Invoice) -> Vec<Row> {
    let row = row(InvoiceId(id), invoice);
    let is_asked = row.is_asked();
    vec![vec![
        biller.into(),
        id.into(),
        row.number.into(),
        row.payer.0.into(),
        row.currency.code().into(),
        row.issue_date.into(),
        search_text(invoice).into(),
        row.total_minor.into(),
        row.payable_minor.into(),
        row.paid_minor.into(),
        row.pending_minor.into(),
        row.open_minor.into(),
        row.credit_minor.into(),
        row.credited_minor.into(),
        row.due_date.into(),
        lifecycle_name(row.lifecycle).into(),
        is_asked.into(),
        row.flagged.into(),
        row.seq.into(),
    ]]
}
