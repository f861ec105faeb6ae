//! The VAT breakdown [BG-23]: bases and taxes per category and rate against what lines, allowances
//! and charges make (BR-S-01, -08, -09 and their siblings, BR-CO-14, BR-CO-17, BR-CO-18).

use domain::Decimal;
use domain::invoices::document::{AllowanceCharge, Line, VatCategory, VatCode, VatSubtotal};
use domain::invoices::vat;

use super::super::position::Position;
use super::super::raw::{Amount, RawDocument, RawSubtotal, RawTaxTotal};
use super::amounts::Amounts;
use super::rates::{Bearer, category, rule};

/// The VAT of the document in its currency.
#[derive(Default)]
pub(super) struct Breakdown {
    /// The stated total [BT-110]; `None` where there is none that can be read.
    pub(super) total_minor: Option<i64>,
    /// The subtotals; `None` where one cannot be read.
    pub(super) subtotals: Option<Vec<VatSubtotal>>,
}

pub(super) fn breakdown(
    raw: &mut RawDocument,
    lines: Option<&[Line]>,
    extras: Option<&[AllowanceCharge]>,
    amounts: &mut Amounts<'_>,
) -> Breakdown {
    let Some(total) = own_total(raw, amounts) else { return Breakdown::default() };
    let total_minor = amounts.minor(&total.amount);
    let spot = total.amount.at_or(total.at);
    let Some(stated) = subtotals(total, amounts) else { return Breakdown { total_minor, subtotals: None } };

    for (one, spots) in &stated {
        tax_follows(one, *spots, amounts);
    }
    if let (Some(lines), Some(extras)) = (lines, extras) {
        bases_follow(&stated, lines, extras, spot, amounts);
    }
    if let Some(total_minor) = total_minor {
        sums_up(&stated, total_minor, spot, amounts);
    }
    Breakdown { total_minor, subtotals: Some(stated.into_iter().map(|(one, _)| one).collect()) }
}

fn subtotals(total: RawTaxTotal, amounts: &mut Amounts<'_>) -> Option<Vec<(VatSubtotal, Spots)>> {
    if total.subtotals.is_empty() {
        amounts.problems.add("BR-CO-18", total.at, "there is no VAT breakdown (cac:TaxSubtotal)");
        return None;
    }
    let all: Vec<Option<(VatSubtotal, Spots)>> =
        total.subtotals.into_iter().map(|one| subtotal(one, amounts)).collect();
    all.into_iter().collect()
}

#[derive(Clone, Copy)]
struct Spots {
    taxable: Position,
    tax: Position,
}

/// The one TaxTotal in the document's currency. Another one may state the VAT in the currency of the seller's books
/// [BT-111], without a breakdown.
fn own_total(raw: &mut RawDocument, amounts: &mut Amounts<'_>) -> Option<RawTaxTotal> {
    let code = amounts.currency.code();
    if raw.tax_totals.is_empty() {
        amounts.problems.add("BR-CO-18", raw.at, "there is no VAT breakdown (cac:TaxTotal)");
        return None;
    }
    let currency_of = |amount: &Amount| amount.given().and_then(|(raw, _)| raw.currency.clone());
    let (mut own, other): (Vec<RawTaxTotal>, Vec<RawTaxTotal>) = std::mem::take(&mut raw.tax_totals)
        .into_iter()
        .partition(|total| currency_of(&total.amount).as_deref() == Some(code));
    for total in &other {
        let books = raw.tax_currency.given().map(|(code, _)| code.clone());
        let found = currency_of(&total.amount);
        if found.is_none() || found != books {
            let message = format!(
                "this VAT total is neither in the document's currency {code} nor in its cbc:TaxCurrencyCode"
            );
            amounts.problems.add("PEPPOL-EN16931-R051", total.amount.at_or(total.at), message);
        } else if !total.subtotals.is_empty() {
            let message = "only the VAT total in the document's currency may have a breakdown";
            amounts.problems.add("PEPPOL-EN16931-R053", total.at, message);
        }
    }
    if own.len() != 1 {
        let message = format!("there must be one VAT total in {code}, there are {}", own.len());
        amounts.problems.add("BR-CO-15", own.get(1).map_or(raw.at, |second| second.at), message);
        return None;
    }
    own.pop()
}

fn subtotal(raw: RawSubtotal, amounts: &mut Amounts<'_>) -> Option<(VatSubtotal, Spots)> {
    let spots = Spots { taxable: raw.taxable.at_or(raw.at), tax: raw.tax.at_or(raw.at) };
    let taxable = amounts.required(&raw.taxable, raw.at, "BR-45", "the taxable amount (cbc:TaxableAmount)");
    let tax = amounts.required(&raw.tax, raw.at, "BR-46", "the tax amount (cbc:TaxAmount)");
    let vat = category(&raw.category, Bearer::Breakdown, raw.at, amounts.problems);
    let reason =
        raw.category.value().and_then(|one| one.exemption_reason.value().or(one.exemption_code.value()));
    let one = VatSubtotal { vat: vat?, taxable_minor: taxable?, tax_minor: tax?, exemption_reason: reason };
    Some((one, spots))
}

/// BR-CO-17, and no tax at all where the category has none (BR-Z-09 and its siblings).
fn tax_follows(one: &VatSubtotal, spots: Spots, amounts: &mut Amounts<'_>) {
    let VatCategory { code, rate } = one.vat;
    let stated = amounts.show(one.tax_minor);
    if !code.is_taxed() {
        if one.tax_minor != 0 {
            let message = format!("VAT category {} has no tax, the document says {stated}", code.as_str());
            amounts.problems.add(rule(code, "09"), spots.tax, message);
        }
        return;
    }
    let Ok(expected) = vat::tax(one.taxable_minor, rate, amounts.currency) else {
        amounts.too_large(spots.tax);
        return;
    };
    let is_right = if rate.round() == Decimal::ZERO {
        // The official rule rounds to whole units here: half a unit is too much.
        one.tax_minor.abs() * 2 < amounts.whole_unit()
    } else {
        (one.tax_minor - expected).abs() < amounts.whole_unit()
    };
    if !is_right {
        let (base, expected) = (amounts.show(one.taxable_minor), amounts.show(expected));
        let message = format!("{base} at {rate} % makes {expected} of VAT, the document says {stated}");
        amounts.problems.add("BR-CO-17", spots.tax, message);
    }
}

/// BR-S-08 and its siblings for what is stated, BR-S-01 and its siblings for what is missing.
fn bases_follow(
    stated: &[(VatSubtotal, Spots)],
    lines: &[Line],
    extras: &[AllowanceCharge],
    total_at: Position,
    amounts: &mut Amounts<'_>,
) {
    let Ok(computed) = vat::vat_breakdown(lines, extras, amounts.currency) else {
        amounts.too_large(total_at);
        return;
    };
    let is_same = |a: &VatSubtotal, b: &VatSubtotal| vat::same_category(a.vat, b.vat);
    for (at, (one, spots)) in stated.iter().enumerate() {
        if stated[..at].iter().any(|(earlier, _)| is_same(earlier, one)) {
            let message = format!("{} stands in the VAT breakdown twice", named(one.vat));
            amounts.problems.add(rule(one.vat.code, "08"), spots.taxable, message);
            continue;
        }
        let expected =
            computed.iter().find(|other| is_same(other, one)).map_or(0, |other| other.taxable_minor);
        if (one.taxable_minor - expected).abs() > tolerance(one.vat.code, amounts) {
            let message = format!(
                "lines, allowances and charges of {} add up to {}, the document says {}",
                named(one.vat),
                amounts.show(expected),
                amounts.show(one.taxable_minor)
            );
            amounts.problems.add(rule(one.vat.code, "08"), spots.taxable, message);
        }
    }
    for one in &computed {
        let has_code = stated.iter().any(|(other, _)| other.vat.code == one.vat.code);
        let is_stated = stated.iter().any(|(other, _)| is_same(other, one));
        if is_stated || (has_code && one.taxable_minor.abs() <= tolerance(one.vat.code, amounts)) {
            continue;
        }
        let number = if has_code { "08" } else { "01" };
        let message = format!(
            "lines, allowances and charges of {} add up to {}, which is missing in the VAT breakdown",
            named(one.vat),
            amounts.show(one.taxable_minor)
        );
        amounts.problems.add(rule(one.vat.code, number), total_at, message);
    }
}

/// By how many minor units a base may differ: less than one whole unit where the category is taxed.
fn tolerance(code: VatCode, amounts: &Amounts<'_>) -> i64 {
    if code.is_taxed() { amounts.whole_unit() - 1 } else { 0 }
}

/// BR-CO-14.
fn sums_up(stated: &[(VatSubtotal, Spots)], total_minor: i64, at: Position, amounts: &mut Amounts<'_>) {
    let sum: i128 = stated.iter().map(|(one, _)| i128::from(one.tax_minor)).sum();
    if sum == i128::from(total_minor) {
        return;
    }
    match i64::try_from(sum) {
        Ok(sum) => {
            let (sum, total) = (amounts.show(sum), amounts.show(total_minor));
            amounts.problems.add(
                "BR-CO-14",
                at,
                format!("the VAT breakdown adds up to {sum}, the document says {total}"),
            );
        }
        Err(_) => amounts.too_large(at),
    }
}

fn named(vat: VatCategory) -> String {
    if vat.code.is_taxed() {
        format!("VAT category {} at {} %", vat.code.as_str(), vat.rate.normalize())
    } else {
        format!("VAT category {}", vat.code.as_str())
    }
}
