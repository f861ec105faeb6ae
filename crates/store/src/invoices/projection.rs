//! The rows of invoices, folded from their events: never a source of truth.

use domain::ids::{BillerId, InvoiceId};
use domain::invoices::status::Lifecycle;
use domain::invoices::{Invoice, Issued};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::InvoiceRow;

use crate::failure::Failure;
use crate::matching::references;
use crate::projections::found;
use crate::search::words;

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

/// The text that a search of invoices reads besides the payer's.
pub(crate) fn search_text(issued: &Issued) -> String {
    let references = issued.document.payment_means.iter().filter_map(|means| means.reference.as_deref());
    let parts: Vec<_> =
        std::iter::once(issued.document.number.as_str()).chain(references).map(str::to_lowercase).collect();
    parts.join("\n")
}

/// Inserts the row of an invoice.
pub(crate) async fn insert(
    conn: &mut AnyConnection,
    biller: BillerId,
    row: &InvoiceRow,
    search: &str,
) -> Result<(), Failure> {
    let query = sqlx::query(
        "INSERT INTO invoices (biller, id, number, payer, currency, total_minor, payable_minor, paid_minor, \
         pending_minor, open_minor, credit_minor, credited_minor, issue_date, due_date, lifecycle, is_open, \
         flagged, seq, search) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(row.id.0.as_bytes().as_slice())
    .bind(row.number.as_str())
    .bind(row.payer.0.as_bytes().as_slice())
    .bind(row.currency.code())
    .bind(row.total_minor)
    .bind(row.payable_minor)
    .bind(row.paid_minor)
    .bind(row.pending_minor)
    .bind(row.open_minor)
    .bind(row.credit_minor)
    .bind(row.credited_minor)
    .bind(row.issue_date.to_string())
    .bind(row.due_date.to_string())
    .bind(lifecycle_name(row.lifecycle))
    .bind(i64::from(row.is_asked()))
    .bind(i64::from(row.flagged))
    .bind(row.seq)
    .bind(search);
    conn.execute(query).await?;
    references::put(conn, biller, row.id, search).await?;
    words::put_invoice(conn, biller, row.id, search).await
}

/// Updates the columns that can change.
pub(crate) const UPDATE: &str = "UPDATE invoices SET paid_minor = $3, pending_minor = $4, \
     open_minor = $5, credit_minor = $6, credited_minor = $7, due_date = $8, lifecycle = $9, is_open = $10, \
     flagged = $11, seq = $12, total_minor = $13, payable_minor = $14 WHERE biller = $1 AND id = $2";

/// Updates the row of an invoice.
pub(crate) async fn update(
    conn: &mut AnyConnection,
    biller: BillerId,
    row: &InvoiceRow,
) -> Result<(), Failure> {
    let query = sqlx::query(UPDATE)
        .bind(biller.0.as_bytes().as_slice())
        .bind(row.id.0.as_bytes().as_slice())
        .bind(row.paid_minor)
        .bind(row.pending_minor)
        .bind(row.open_minor)
        .bind(row.credit_minor)
        .bind(row.credited_minor)
        .bind(row.due_date.to_string())
        .bind(lifecycle_name(row.lifecycle))
        .bind(i64::from(row.is_asked()))
        .bind(i64::from(row.flagged))
        .bind(row.seq)
        // A fee is part of both.
        .bind(row.total_minor)
        .bind(row.payable_minor);
    let done = conn.execute(query).await?;
    found(done.rows_affected(), "invoice")
}
