//! Numbers and remittance references of invoices.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::ids::{BillerId, InvoiceId};
use domain::invoices::Invoice;
use domain::payments::reference::{is_placeholder, normal};
use sqlx::AnyConnection;
use usecases::FoundReference;

use crate::failure::Failure;
use crate::projections::{Declared, Projection};
use crate::rows::{Columns, Lists};

const NUMBER: &str = "number";
const REFERENCE: &str = "reference";
/// The longest reference that is kept: no scheme has a longer one, and nobody types more.
const LONGEST: usize = 64;

pub(crate) static REFERENCES: LazyLock<Projection<Invoice>> = LazyLock::new(|| {
    let declared = Declared {
        table: "payment_references",
        stream: "invoice",
        key: &["biller", "reference", "invoice"],
        fixed: &["kind"],
        changing: &[],
        unique: None,
    };
    Projection::new(declared, |biller, id, invoice| {
        of(&invoice.number, &invoice.references)
            .into_iter()
            .map(|(reference, kind)| vec![biller.into(), reference.into(), id.into(), kind.into()])
            .collect()
    })
});

static FIND: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        "SELECT reference, invoice, kind FROM payment_references WHERE biller = $1 AND reference IN",
        1,
        "",
    )
});

/// What is kept of a number and the references beside it. A text that is both counts as a reference.
fn of(number: &str, references: &[String]) -> BTreeMap<String, &'static str> {
    std::iter::once((number, NUMBER))
        .chain(references.iter().map(|reference| (reference.as_str(), REFERENCE)))
        .map(|(text, kind)| (normal(text), kind))
        .filter(|(reference, _)| !reference.is_empty() && reference.len() <= LONGEST)
        .collect()
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

    fn kept(number: &str, references: &[&str]) -> Vec<(String, &'static str)> {
        let references: Vec<String> = references.iter().copied().map(str::to_owned).collect();
        of(number, &references).into_iter().collect()
    }

    #[test]
    fn a_number_that_is_the_reference_too_is_a_reference() {
        assert_eq!(
            kept("104820734", &["1048 2073 4", "rf18 5390 0754 7034"]),
            [("104820734".to_owned(), REFERENCE), ("RF18539007547034".to_owned(), REFERENCE)]
        );
        assert_eq!(kept("f-2026/17", &[]), [("F202617".to_owned(), NUMBER)]);
    }

    #[test]
    fn nothing_to_compare_leaves_no_row() {
        assert!(kept("—", &["", "000"]).is_empty());
        assert!(kept(&"9".repeat(400), &[]).is_empty());
    }
}
