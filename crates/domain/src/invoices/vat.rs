//! The one calculator of totals and VAT, following EN 16931-1 and its business rules.

use rust_decimal::Decimal;

use crate::invoices::document::{
    AllowanceCharge, AllowanceOrCharge, Line, LineAllowanceCharge, Totals, VatCategory, VatSubtotal,
};
use crate::money::{Currency, Money, MoneyError};

/// The net amount of a line, rounded once: quantity × price ÷ price quantity, charges added,
/// allowances taken off (BT-131).
///
/// # Errors
/// [`MoneyError::TooLarge`] when the result is too large or the price quantity is zero.
pub fn line_net(
    quantity: Decimal,
    unit_price: Decimal,
    price_quantity: Decimal,
    allowances_charges: &[LineAllowanceCharge],
    currency: Currency,
) -> Result<i64, MoneyError> {
    let net = line_net_exact(quantity, unit_price, price_quantity, allowances_charges, currency)?;
    Ok(Money::rounded(net, currency)?.minor)
}

/// Like [`line_net`], but before rounding, in major units: PEPPOL-EN16931-R120 compares with this.
///
/// # Errors
/// [`MoneyError::TooLarge`] when the result is too large or the price quantity is zero.
pub fn line_net_exact(
    quantity: Decimal,
    unit_price: Decimal,
    price_quantity: Decimal,
    allowances_charges: &[LineAllowanceCharge],
    currency: Currency,
) -> Result<Decimal, MoneyError> {
    let gross = quantity
        .checked_mul(unit_price)
        .and_then(|product| product.checked_div(price_quantity))
        .ok_or(MoneyError::TooLarge)?;
    let extras = signed_sum(allowances_charges.iter().map(|one| (one.kind, one.amount_minor)))?;
    gross.checked_add(Money::new(extras, currency).to_decimal()).ok_or(MoneyError::TooLarge)
}

/// VAT by category and rate, in the order in which the categories first appear
/// (BR-S-08 and its siblings for the bases, BR-CO-17 for the tax).
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn vat_breakdown(
    lines: &[Line],
    allowances_charges: &[AllowanceCharge],
    currency: Currency,
) -> Result<Vec<VatSubtotal>, MoneyError> {
    let mut subtotals: Vec<VatSubtotal> = Vec::new();
    let mut add = |vat: VatCategory, minor: i64| -> Result<(), MoneyError> {
        let at = subtotals.iter().position(|one| same_category(one.vat, vat)).unwrap_or_else(|| {
            subtotals.push(VatSubtotal { vat, taxable_minor: 0, tax_minor: 0, exemption_reason: None });
            subtotals.len() - 1
        });
        subtotals[at].taxable_minor = add_minor(subtotals[at].taxable_minor, minor)?;
        Ok(())
    };
    for line in lines {
        add(line.vat, line.net_minor)?;
    }
    for one in allowances_charges {
        add(one.vat, signed(one.kind, one.amount_minor))?;
    }
    for subtotal in &mut subtotals {
        subtotal.tax_minor = tax(subtotal.taxable_minor, subtotal.vat.rate, currency)?;
    }
    Ok(subtotals)
}

/// The tax on a base: base × rate ÷ 100, rounded to the minor unit (BR-CO-17).
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn tax(taxable_minor: i64, rate: Decimal, currency: Currency) -> Result<i64, MoneyError> {
    let base = Money::new(taxable_minor, currency).to_decimal();
    let tax = base.checked_mul(rate).ok_or(MoneyError::TooLarge)? / Decimal::ONE_HUNDRED;
    Ok(Money::rounded(tax, currency)?.minor)
}

/// The totals (BR-CO-10 to BR-CO-16) from lines, document-level allowances and charges, VAT, the prepaid amount and the
/// rounding of the amount due.
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn totals(
    lines: &[Line],
    allowances_charges: &[AllowanceCharge],
    vat: &[VatSubtotal],
    prepaid_minor: i64,
    rounding_minor: i64,
) -> Result<Totals, MoneyError> {
    let of_kind = |kind: AllowanceOrCharge| {
        sum(allowances_charges.iter().filter(move |one| one.kind == kind).map(|one| one.amount_minor))
    };
    let lines_minor = sum(lines.iter().map(|line| line.net_minor))?;
    let allowances_minor = of_kind(AllowanceOrCharge::Allowance)?;
    let charges_minor = of_kind(AllowanceOrCharge::Charge)?;
    let without_vat_minor = sum([lines_minor, -allowances_minor, charges_minor])?;
    let vat_minor = sum(vat.iter().map(|one| one.tax_minor))?;
    let with_vat_minor = sum([without_vat_minor, vat_minor])?;
    let payable_minor = sum([with_vat_minor, -prepaid_minor, rounding_minor])?;
    Ok(Totals {
        lines_minor,
        allowances_minor,
        charges_minor,
        without_vat_minor,
        vat_minor,
        with_vat_minor,
        prepaid_minor,
        rounding_minor,
        payable_minor,
    })
}

/// Whether both are the same category of the breakdown: equal code and equal rate, whatever the number of decimals.
#[must_use]
pub fn same_category(a: VatCategory, b: VatCategory) -> bool {
    a.code == b.code && a.rate == b.rate
}

/// Splits an amount over the VAT categories in proportion to their amounts, largest remainder first.
#[must_use]
pub fn shares(breakdown: &[VatSubtotal], amount_minor: i64) -> Vec<(VatCategory, i64)> {
    let gross: Vec<i128> =
        breakdown.iter().map(|one| i128::from((one.taxable_minor + one.tax_minor).max(0))).collect();
    let total: i128 = gross.iter().sum();
    if total == 0 {
        return breakdown.first().map(|one| (one.vat, amount_minor)).into_iter().collect();
    }
    let amount = i128::from(amount_minor);
    let mut parts: Vec<(usize, i128, i128)> = gross
        .iter()
        .enumerate()
        .map(|(at, gross)| (at, amount * gross / total, amount * gross % total))
        .collect();
    let mut rest = amount - parts.iter().map(|(_, part, _)| part).sum::<i128>();
    parts.sort_by_key(|(at, _, remainder)| (std::cmp::Reverse(*remainder), *at));
    for part in &mut parts {
        if rest == 0 {
            break;
        }
        part.1 += 1;
        rest -= 1;
    }
    parts.sort_by_key(|(at, ..)| *at);
    parts
        .into_iter()
        .filter(|(_, part, _)| *part > 0)
        .map(|(at, part, _)| (breakdown[at].vat, i64::try_from(part).unwrap_or(amount_minor)))
        .collect()
}

/// The base that gives `gross_minor` together with its VAT, to the nearest minor unit.
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn net_of(gross_minor: i64, rate: Decimal, currency: Currency) -> Result<i64, MoneyError> {
    let factor = (Decimal::ONE_HUNDRED + rate) / Decimal::ONE_HUNDRED;
    let net = Money::new(gross_minor, currency).to_decimal() / factor;
    Ok(Money::rounded(net, currency)?.minor)
}

fn signed(kind: AllowanceOrCharge, minor: i64) -> i64 {
    match kind {
        AllowanceOrCharge::Allowance => -minor,
        AllowanceOrCharge::Charge => minor,
    }
}

fn signed_sum(parts: impl IntoIterator<Item = (AllowanceOrCharge, i64)>) -> Result<i64, MoneyError> {
    sum(parts.into_iter().map(|(kind, minor)| signed(kind, minor)))
}

fn sum(parts: impl IntoIterator<Item = i64>) -> Result<i64, MoneyError> {
    parts.into_iter().try_fold(0, add_minor)
}

fn add_minor(a: i64, b: i64) -> Result<i64, MoneyError> {
    match a.checked_add(b) {
        Some(sum) if sum.abs() <= crate::money::MAX_MINOR => Ok(sum),
        _ => Err(MoneyError::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::invoices::document::VatCode;

    fn vat(code: VatCode, rate: &str) -> VatCategory {
        VatCategory { code, rate: rate.parse().unwrap() }
    }

    fn line(net_minor: i64, vat: VatCategory) -> Line {
        Line {
            id: "1".into(),
            name: "Electricity".into(),
            description: None,
            quantity: Decimal::ONE,
            unit: "C62".into(),
            unit_price: Decimal::ONE,
            price_quantity: Decimal::ONE,
            allowances_charges: vec![],
            net_minor,
            vat,
            period_start: None,
            period_end: None,
        }
    }

    #[test]
    fn a_line_is_rounded_once_after_price_quantity_and_allowances() {
        let sek = "SEK".parse().unwrap();
        // 412 kWh at 143.20 kr per 100 kWh is 589.984 kr.
        let net = line_net(412.into(), "143.20".parse().unwrap(), 100.into(), &[], sek).unwrap();
        assert_eq!(net, 58_998);
        let off =
            [LineAllowanceCharge { kind: AllowanceOrCharge::Allowance, amount_minor: 998, reason: None }];
        assert_eq!(line_net(412.into(), "143.20".parse().unwrap(), 100.into(), &off, sek).unwrap(), 58_000);
        assert_eq!(
            line_net(1.into(), 1.into(), 0.into(), &[], sek),
            Err(MoneyError::TooLarge),
            "a price for zero units has no meaning"
        );
    }

    #[test]
    fn vat_is_computed_per_category_not_per_line() {
        let eur = "EUR".parse().unwrap();
        // Three lines of 0.33 at 25 %: per line 0.08 each, together 0.2475, that is 0.25.
        let standard = vat(VatCode::S, "25");
        let lines = [
            line(33, standard),
            line(33, vat(VatCode::S, "25.00")),
            line(33, standard),
            line(100, vat(VatCode::E, "0")),
        ];
        let breakdown = vat_breakdown(&lines, &[], eur).unwrap();
        assert_eq!(breakdown.len(), 2, "25 and 25.00 are one rate");
        assert_eq!((breakdown[0].taxable_minor, breakdown[0].tax_minor), (99, 25));
        assert_eq!((breakdown[1].taxable_minor, breakdown[1].tax_minor), (100, 0));
    }

    #[test]
    fn totals_follow_br_co_10_to_16() {
        let eur = "EUR".parse().unwrap();
        let standard = vat(VatCode::S, "25");
        let lines = [line(100_000, standard), line(50_000, standard)];
        let extras = [
            AllowanceCharge {
                kind: AllowanceOrCharge::Allowance,
                amount_minor: 10_000,
                vat: standard,
                reason: None,
            },
            AllowanceCharge {
                kind: AllowanceOrCharge::Charge,
                amount_minor: 2_500,
                vat: standard,
                reason: None,
            },
        ];
        let breakdown = vat_breakdown(&lines, &extras, eur).unwrap();
        let totals = totals(&lines, &extras, &breakdown, 50_000, -13).unwrap();
        assert_eq!(totals.without_vat_minor, 142_500);
        assert_eq!(totals.vat_minor, 35_625);
        assert_eq!(totals.with_vat_minor, 178_125);
        assert_eq!(totals.payable_minor, 178_125 - 50_000 - 13);
    }

    #[test]
    fn yen_have_no_sen_and_dinars_have_fils() {
        assert_eq!(tax(1_005, "10".parse().unwrap(), "JPY".parse().unwrap()).unwrap(), 101);
        assert_eq!(tax(10_005, "5".parse().unwrap(), "KWD".parse().unwrap()).unwrap(), 500);
    }
}
