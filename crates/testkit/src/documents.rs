//! Invented documents, to be changed with `..` where a test needs something else.

use domain::invoices::document::{
    Document, DocumentKind, Line, Party, PaymentMeans, Totals, VatCategory, VatCode, VatSubtotal,
};
use domain::{Currency, Decimal};

/// The VAT category of every document here.
pub fn standard_rate() -> VatCategory {
    VatCategory { code: VatCode::S, rate: 25.into() }
}

/// A line of one piece, with 25 % VAT.
pub fn line(net_minor: i64, currency: Currency) -> Line {
    Line {
        id: "1".into(),
        name: "Repair".into(),
        description: None,
        quantity: Decimal::ONE,
        unit: "C62".into(),
        unit_price: Decimal::new(net_minor, currency.exponent()),
        price_quantity: Decimal::ONE,
        allowances_charges: vec![],
        net_minor,
        vat: standard_rate(),
        period_start: None,
        period_end: None,
    }
}

/// An invoice in SEK to Anna with one line and 25 % VAT, due on 2026-12-21. The total has to be a multiple of five öre
/// for the VAT to be exact.
pub fn invoice(number: &str, total_minor: i64) -> Document {
    let tax_minor = total_minor / 5;
    let net_minor = total_minor - tax_minor;
    let currency = "SEK".parse().unwrap();
    Document {
        kind: DocumentKind::Invoice,
        number: number.into(),
        issue_date: "2026-11-21".parse().unwrap(),
        due_date: Some("2026-12-21".parse().unwrap()),
        currency,
        seller: Party { name: "Acme AB".into(), ..Party::default() },
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
        payment_means: vec![PaymentMeans {
            code: "30".into(),
            reference: Some(format!("RF{number}")),
            ..PaymentMeans::default()
        }],
        lines: vec![line(net_minor, currency)],
        allowances_charges: vec![],
        vat_breakdown: vec![VatSubtotal {
            vat: standard_rate(),
            taxable_minor: net_minor,
            tax_minor,
            exemption_reason: None,
        }],
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

/// A credit note that names the invoice `of`.
pub fn credit_note(number: &str, of: &str, total_minor: i64) -> Document {
    Document {
        kind: DocumentKind::CreditNote,
        preceding: vec![of.into()],
        due_date: None,
        payment_means: vec![],
        ..invoice(number, total_minor)
    }
}
