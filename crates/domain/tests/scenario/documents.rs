//! Invented documents.

use domain::invoices::document::{Document, DocumentKind, Party, Totals};
use domain::invoices::vat;
use domain::{Currency, Date};
use testkit::documents;

/// A document with one line, whose total with VAT is `total_minor`: 25 % of VAT are in it.
pub fn document(
    kind: DocumentKind,
    number: &str,
    issue_date: Date,
    currency: Currency,
    total_minor: i64,
    prepaid_minor: i64,
) -> Document {
    let net_minor = total_minor - total_minor / 5;
    let lines = vec![documents::line(net_minor, currency)];
    let breakdown = vat::vat_breakdown(&lines, &[], currency).unwrap();
    let with_vat = net_minor + breakdown.iter().map(|one| one.tax_minor).sum::<i64>();
    // What the tax of a round net amount misses of the wanted total is its rounding.
    let totals = vat::totals(&lines, &[], &breakdown, prepaid_minor, total_minor - with_vat).unwrap();
    Document {
        kind,
        issue_date,
        due_date: None,
        currency,
        seller: Party { name: "Nordkraft Example".into(), ..Party::default() },
        buyer: Party::default(),
        payment_means: vec![],
        lines,
        vat_breakdown: breakdown,
        totals,
        ..documents::invoice(number, total_minor)
    }
}

/// The same with totals of its own, to see what the domain makes of them.
pub fn with_totals(document: Document, change: impl FnOnce(&mut Totals)) -> Document {
    let mut document = document;
    change(&mut document.totals);
    document
}
