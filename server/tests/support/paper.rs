//! Invented documents.

use domain::Decimal;
use domain::document::{Document, DocumentKind, Line, Party, Totals, VatCategory, VatCode, VatSubtotal};

use super::{in_days, today};

/// An invoice of today with one line and 25 % VAT, due in thirty days; the total is a multiple of five öre.
pub fn invoice(number: &str, total_minor: i64) -> Document {
    let tax_minor = total_minor / 5;
    let net_minor = total_minor - tax_minor;
    let vat = VatCategory { code: VatCode::S, rate: 25.into() };
    Document {
        kind: DocumentKind::Invoice,
        number: number.into(),
        issue_date: today(),
        due_date: Some(in_days(30)),
        currency: "SEK".parse().unwrap(),
        seller: Party { name: "Nordkraft Example AB".into(), ..Party::default() },
        buyer: Party {
            name: "Anna Exempel".into(),
            email: Some("anna@example.com".into()),
            ..Party::default()
        },
        buyer_reference: None,
        order_reference: None,
        preceding: vec![],
        notes: vec![],
        payment_terms: None,
        payment_means: vec![],
        lines: vec![Line {
            id: "1".into(),
            name: "Electricity".into(),
            description: None,
            quantity: Decimal::ONE,
            unit: "C62".into(),
            unit_price: Decimal::new(net_minor, 2),
            price_quantity: Decimal::ONE,
            allowances_charges: vec![],
            net_minor,
            vat,
            period_start: None,
            period_end: None,
        }],
        allowances_charges: vec![],
        vat_breakdown: vec![VatSubtotal { vat, taxable_minor: net_minor, tax_minor, exemption_reason: None }],
        totals: Totals {
            lines_minor: net_minor,
            without_vat_minor: net_minor,
            vat_minor: tax_minor,
            with_vat_minor: total_minor,
            payable_minor: total_minor,
            ..Totals::default()
        },
    }
}
