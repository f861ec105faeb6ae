//! The document of a credit note for a part of an invoice or all of it.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::invoices::document::{Document, DocumentKind, Line, VatCategory, VatSubtotal};
use crate::invoices::vat;
use crate::money::{Money, MoneyError};

/// A credit note over `amount_minor` of an invoice: one line for each VAT category, in proportion. The rounding line
/// holds what cannot be split exactly into base and tax.
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn for_amount(
    invoice: &Document,
    number: String,
    amount_minor: i64,
    issue_date: Date,
    reason: Option<&str>,
) -> Result<Document, MoneyError> {
    let currency = invoice.currency;
    let name = reason.map(str::trim).filter(|reason| !reason.is_empty()).unwrap_or(&invoice.number);
    let mut lines = Vec::new();
    let mut breakdown: Vec<VatSubtotal> = Vec::new();
    for (at, (category, gross)) in vat::shares(&invoice.vat_breakdown, amount_minor).into_iter().enumerate() {
        let net_minor = vat::net_of(gross, category.rate, currency)?;
        let tax_minor = vat::tax(net_minor, category.rate, currency)?;
        lines.push(Line {
            id: (at + 1).to_string(),
            name: name.to_owned(),
            description: None,
            quantity: Decimal::ONE,
            unit: "C62".into(),
            unit_price: Money::new(net_minor, currency).to_decimal(),
            price_quantity: Decimal::ONE,
            allowances_charges: Vec::new(),
            net_minor,
            vat: category,
            period_start: None,
            period_end: None,
        });
        breakdown.push(VatSubtotal {
            vat: category,
            taxable_minor: net_minor,
            tax_minor,
            // A credit note without VAT gives the same reason as its invoice (BR-E-10 and its like).
            exemption_reason: exemption_reason(invoice, category),
        });
    }
    let unrounded = vat::totals(&lines, &[], &breakdown, 0, 0)?;
    let rounding_minor = amount_minor - unrounded.payable_minor;
    let totals = vat::totals(&lines, &[], &breakdown, 0, rounding_minor)?;
    Ok(Document {
        kind: DocumentKind::CreditNote,
        number,
        issue_date,
        due_date: None,
        currency,
        seller: invoice.seller.clone(),
        buyer: invoice.buyer.clone(),
        buyer_reference: invoice.buyer_reference.clone(),
        order_reference: invoice.order_reference.clone(),
        preceding: vec![invoice.number.clone()],
        notes: Vec::new(),
        payment_terms: None,
        payment_means: Vec::new(),
        lines,
        allowances_charges: Vec::new(),
        vat_breakdown: breakdown,
        totals,
    })
}

/// Why the invoice charges no VAT in a category.
fn exemption_reason(invoice: &Document, category: VatCategory) -> Option<String> {
    let same = |one: &&VatSubtotal| vat::same_category(one.vat, category);
    invoice.vat_breakdown.iter().find(same).and_then(|one| one.exemption_reason.clone())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::invoices::document::{Party, Totals, VatCode};

    fn invoice(parts: &[(i64, i64, &str)]) -> Document {
        Document {
            kind: DocumentKind::Invoice,
            number: "10482".into(),
            issue_date: "2026-11-01".parse().unwrap(),
            due_date: None,
            currency: "SEK".parse().unwrap(),
            seller: Party::default(),
            buyer: Party::default(),
            buyer_reference: None,
            order_reference: None,
            preceding: vec![],
            notes: vec![],
            payment_terms: None,
            payment_means: vec![],
            lines: vec![],
            allowances_charges: vec![],
            vat_breakdown: parts
                .iter()
                .map(|(taxable_minor, tax_minor, rate)| VatSubtotal {
                    vat: VatCategory { code: VatCode::S, rate: rate.parse().unwrap() },
                    taxable_minor: *taxable_minor,
                    tax_minor: *tax_minor,
                    exemption_reason: None,
                })
                .collect(),
            totals: Totals::default(),
        }
    }

    #[test]
    fn any_amount_is_split_over_the_rates_without_losing_a_minor_unit() {
        let invoice = invoice(&[(80_000, 20_000, "25"), (50_000, 6_000, "12"), (10_000, 600, "6")]);
        for amount in [1, 2, 3, 99, 100, 12_345, 166_599, 166_600] {
            let note =
                for_amount(&invoice, "C1".into(), amount, invoice.issue_date, Some("Late delivery")).unwrap();
            assert_eq!(note.totals.payable_minor, amount);
            assert!(note.totals.rounding_minor.abs() <= 3, "{amount}: {}", note.totals.rounding_minor);
            assert_eq!(note.lines[0].name, "Late delivery");
            assert_eq!(note.preceding, ["10482"]);
        }
    }

    #[test]
    fn the_whole_amount_gives_back_exactly_what_was_invoiced() {
        let invoice = invoice(&[(80_000, 20_000, "25"), (50_000, 6_000, "12")]);
        let note = for_amount(&invoice, "C1".into(), 156_000, invoice.issue_date, None).unwrap();
        let figures: Vec<_> =
            note.vat_breakdown.iter().map(|one| (one.taxable_minor, one.tax_minor)).collect();
        assert_eq!(figures, [(80_000, 20_000), (50_000, 6_000)]);
        assert_eq!(note.totals.rounding_minor, 0);
    }
}
