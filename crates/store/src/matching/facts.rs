//! What is known about invoices, and which payers owe what.

use std::sync::LazyLock;

use domain::Money;
use domain::ids::{BillerId, InvoiceId, PayerId};
use domain::invoices::status::Lifecycle;
use domain::payments::reference::normal;
use matching::{Facts, InvoiceStanding};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::names;
use crate::failure::Failure;
use crate::invoices::projection::lifecycle_named;
use crate::rows::{Columns, Lists};

static FACTS: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        "SELECT i.id, i.payer, i.currency, i.payable_minor, i.open_minor, i.lifecycle, i.search, s.text, \
         i.is_open \
         FROM invoices i LEFT JOIN payer_search s ON s.biller = i.biller AND s.payer = i.payer \
         WHERE i.biller = $1 AND i.id IN",
        1,
        "",
    )
});

/// What is known about these invoices.
pub(super) async fn of(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoices: &[InvoiceId],
) -> Result<Vec<Facts>, Failure> {
    let mut found = Vec::with_capacity(invoices.len());
    for (text, chunk) in FACTS.chunks(invoices) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for invoice in chunk {
            query = query.bind(invoice.0.as_bytes().as_slice());
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.push(read(&row)?);
        }
    }
    Ok(found)
}

/// How matching sees an invoice with this lifecycle.
pub(crate) const fn standing(lifecycle: Lifecycle, is_asked: bool) -> InvoiceStanding {
    match lifecycle {
        Lifecycle::Voided | Lifecycle::WrittenOff => InvoiceStanding::Closed,
        Lifecycle::Live if is_asked => InvoiceStanding::Open,
        Lifecycle::Live => InvoiceStanding::Paid,
    }
}

fn read(row: &AnyRow) -> Result<Facts, Failure> {
    let is_asked = row.flag(8)?;
    // An unknown lifecycle must not stop all matching.
    let standing = lifecycle_named(row.text(5)?)
        .map_or(InvoiceStanding::Closed, |lifecycle| standing(lifecycle, is_asked));
    let mut references: Vec<String> = row.text(6)?.lines().map(normal).collect();
    references.sort_unstable();
    references.dedup();
    let search = row.maybe_text(7)?.unwrap_or_default();
    Ok(Facts {
        invoice: InvoiceId(row.uuid(0)?),
        payer: PayerId(row.uuid(1)?),
        references,
        currency: row.parsed(2)?,
        payable_minor: row.big(3)?,
        open_minor: row.big(4)?,
        standing,
        names: names::of(&search).map(str::to_owned).collect(),
        disclaimed: false,
    })
}

// A payer with more open invoices than this is not checked invoice by invoice.
static OPEN_OF: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of("SELECT id FROM invoices WHERE biller = $1 AND is_open = 1 AND payer IN", 1, "LIMIT 500")
});

/// The open invoices of these payers, up to a limit.
pub(super) async fn open_of(
    conn: &mut AnyConnection,
    biller: BillerId,
    payers: &[PayerId],
    limit: usize,
) -> Result<Vec<InvoiceId>, Failure> {
    let mut found = Vec::new();
    for (text, chunk) in OPEN_OF.chunks(payers) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for payer in chunk {
            query = query.bind(payer.0.as_bytes().as_slice());
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.push(InvoiceId(row.uuid(0)?));
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// The invoices with exactly this open amount, up to a limit.
pub(super) async fn owing(
    conn: &mut AnyConnection,
    biller: BillerId,
    amount: Money,
    limit: usize,
) -> Result<Vec<InvoiceId>, Failure> {
    let rows = sqlx::query(
        "SELECT id FROM invoices WHERE biller = $1 AND open_minor = $2 AND is_open = 1 AND currency = $3 LIMIT $4",
    )
    .bind(biller.0.as_bytes().as_slice())
    .bind(amount.minor)
    .bind(amount.currency.code())
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(conn)
    .await?;
    rows.iter().map(|row| Ok(InvoiceId(row.uuid(0)?))).collect()
}
