//! Numbers and remittance references of invoices.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId};
use domain::payments::reference::{is_placeholder, normal};
use sqlx::AnyConnection;
use sqlx::Executor as _;
use usecases::FoundReference;

use crate::failure::Failure;
use crate::rows::{Columns, Inserts, Lists, MOST_ROWS};

const NUMBER: &str = "number";
const REFERENCE: &str = "reference";
/// The longest reference that is kept: no scheme has a longer one, and nobody types more.
const LONGEST: usize = 64;

static INSERTS: LazyLock<Inserts> =
    LazyLock::new(|| Inserts::into("payment_references", &["biller", "reference", "invoice", "kind"]));

static FIND: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        "SELECT reference, invoice, kind FROM payment_references WHERE biller = $1 AND reference IN",
        1,
        "",
    )
});

/// The rows of an invoice from its search text: its number, then its references, one per line. A text that is both
/// counts as a reference.
pub(crate) fn of(search: &str) -> BTreeMap<String, &'static str> {
    let kinds = std::iter::once(NUMBER).chain(std::iter::repeat(REFERENCE));
    search
        .lines()
        .zip(kinds)
        .map(|(line, kind)| (normal(line), kind))
        .filter(|(reference, _)| !reference.is_empty() && reference.len() <= LONGEST)
        .collect()
}

/// Writes the rows of a new invoice.
pub(crate) async fn put(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
    search: &str,
) -> Result<(), Failure> {
    let rows: Vec<(String, &'static str)> = of(search).into_iter().collect();
    for chunk in rows.chunks(MOST_ROWS) {
        let mut query = sqlx::query(INSERTS.of(chunk.len()));
        for (reference, kind) in chunk {
            query = query
                .bind(biller.0.as_bytes().as_slice())
                .bind(reference.as_str())
                .bind(invoice.0.as_bytes().as_slice())
                .bind(*kind);
        }
        conn.execute(query).await?;
    }
    Ok(())
}

/// The stored rows of an invoice.
pub(crate) async fn stored(
    conn: &mut AnyConnection,
    biller: BillerId,
    invoice: InvoiceId,
) -> Result<BTreeMap<String, String>, Failure> {
    let rows =
        sqlx::query("SELECT reference, kind FROM payment_references WHERE biller = $1 AND invoice = $2")
            .bind(biller.0.as_bytes().as_slice())
            .bind(invoice.0.as_bytes().as_slice())
            .fetch_all(conn)
            .await?;
    rows.iter().map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))).collect()
}

/// The invoices with any of these references.
pub(super) async fn find(
    conn: &mut AnyConnection,
    biller: BillerId,
    keys: &[&str],
) -> Result<Vec<FoundReference>, Failure> {
    // A placeholder for a missing reference finds no invoice, though an invoice may state it too.
    let keys: Vec<&str> = keys.iter().copied().filter(|key| !is_placeholder(key)).collect();
    let mut found = Vec::new();
    for (text, chunk) in FIND.chunks(&keys) {
        let mut query = sqlx::query(text).bind(biller.0.as_bytes().as_slice());
        for key in chunk {
            query = query.bind(*key);
        }
        for row in query.fetch_all(&mut *conn).await? {
            found.push(FoundReference {
                key: row.text(0)?.to_owned(),
                invoice: InvoiceId(row.uuid(1)?),
                is_number: row.text(2)? == NUMBER,
            });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_the_reference_too_is_a_reference() {
        let rows = of("104820734\n1048 2073 4\nrf18 5390 0754 7034");
        assert_eq!(
            rows.into_iter().collect::<Vec<_>>(),
            [("104820734".to_owned(), REFERENCE), ("RF18539007547034".to_owned(), REFERENCE)]
        );
        assert_eq!(of("f-2026/17").into_iter().collect::<Vec<_>>(), [("F202617".to_owned(), NUMBER)]);
    }

    #[test]
    fn nothing_to_compare_leaves_no_row() {
        assert!(of("—\n\n000").is_empty());
        assert!(of(&"9".repeat(400)).is_empty());
    }
}
