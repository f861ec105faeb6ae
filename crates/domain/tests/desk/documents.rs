//! Invented documents.

use domain::document::{Document, DocumentKind, Line, Party, Totals, VatCategory, VatCode};
use domain::{Currency, Date, Decimal, vat};

/// A document with one line, whose total with VAT is `total_minor`: 25 % of VAT are in it.
pub fn document(
    kind: DocumentKind,
    number: &str,
    issue_date: Date,
    currency: Currency,
    total_minor: i64,
    prepaid_minor: i64,
) -> Document {
    let category = VatCategory { code: VatCode::S, rate: 25.into() };
    let net_minor = total_minor - total_minor / 5;
    let line = Line {
        id: "1".into(),
        name: "Electricity".into(),
        description: None,
        quantity: Decimal::ONE,
        unit: "C62".into(),
        unit_price: Decimal::new(net_minor, currency.exponent()),
        price_quantity: Decimal::ONE,
        allowances_charges: vec![],
        net_minor,
        vat: category,
        period_start: None,
        period_end: None,
    };
    let lines = vec![line];
    let breakdown = vat::vat_breakdown(&lines, &[], currency).unwrap();
    let with_vat = net_minor + breakdown.iter().map(|one| one.tax_minor).sum::<i64>();
    // What the tax of a round net amount misses of the wanted total is its rounding.
    let totals = vat::totals(&lines, &[], &breakdown, prepaid_minor, total_minor - with_vat).unwrap();
    Document {
        kind,
        number: number.into(),
        issue_date,
        due_date: None,
        currency,
        seller: Party { name: "Nordkraft Example".into(), ..Party::default() },
        buyer: Party::default(),
        buyer_reference: None,
        order_reference: None,
        preceding: vec![],
        notes: vec![],
        payment_terms: None,
        payment_means: vec![],
        lines,
        allowances_charges: vec![],
        vat_breakdown: breakdown,
        totals,
    }
}

/// The same with totals of its own, to see what the domain makes of them.
pub fn with_totals(document: Document, change: impl FnOnce(&mut Totals)) -> Document {
    let mut document = document;
    change(&mut document.totals);
    document
}
