//! Lines, and the allowances and charges of the document.

use domain::invoices::document::{AllowanceCharge, AllowanceOrCharge, Line, LineAllowanceCharge};
use domain::invoices::vat;
use domain::{Decimal, Money};

use super::super::position::Position;
use super::super::raw::{RawAllowanceCharge, RawLine, Slot};
use super::amounts::Amounts;
use super::rates::{Bearer, category};

/// All lines, or `None` where one has no amount or VAT category. What else is missing in a line was
/// recorded and is left empty here: the sums can be checked all the same.
pub(super) fn lines(raw: Vec<RawLine>, amounts: &mut Amounts<'_>) -> Option<Vec<Line>> {
    let lines: Vec<Option<Line>> = raw.into_iter().map(|one| line(one, amounts)).collect();
    lines.into_iter().collect()
}

fn line(raw: RawLine, amounts: &mut Amounts<'_>) -> Option<Line> {
    let at = raw.at;
    let extras: Vec<Option<LineAllowanceCharge>> =
        raw.allowances_charges.into_iter().map(|one| line_allowance_charge(one, amounts)).collect();
    let extras: Option<Vec<LineAllowanceCharge>> = extras.into_iter().collect();

    for (is_missing, rule, message) in [
        (raw.id.is_absent(), "BR-21", "the line has no identifier (cbc:ID)"),
        (raw.quantity.is_absent(), "BR-22", "the line has no quantity"),
        (raw.name.is_absent(), "BR-25", "the line does not name what was sold (cac:Item/cbc:Name)"),
        (raw.price.is_absent(), "BR-26", "the line has no price (cac:Price/cbc:PriceAmount)"),
    ] {
        if is_missing {
            amounts.problems.add(rule, at, message);
        }
    }
    if let Some(((_, None), at)) = raw.quantity.given() {
        amounts.problems.add("BR-23", at, "the quantity has no unit (unitCode)");
    }
    if let (Some((start, _)), Some((end, at))) = (raw.period_start.given(), raw.period_end.given())
        && end < start
    {
        amounts.problems.add(
            "BR-30",
            at,
            format!("the line's period ends on {end}, before it starts on {start}"),
        );
    }
    let net_at = raw.net.at_or(at);
    let net = amounts.required(&raw.net, at, "BR-24", "the line's net amount (cbc:LineExtensionAmount)");
    let price_quantity = price_quantity(&raw.price_quantity, amounts);
    let price = price(&raw.price, amounts);
    let vat = category(&raw.category, Bearer::Line, at, amounts.problems);

    let is_priced =
        raw.quantity.given().is_some() && price.is_some() && price_quantity.is_some() && extras.is_some();
    let (quantity, unit) = raw.quantity.value().unwrap_or_default();
    let line = Line {
        id: raw.id.value().unwrap_or_default(),
        name: raw.name.value().unwrap_or_default(),
        description: raw.description.value(),
        quantity,
        unit: unit.unwrap_or_default(),
        unit_price: price.unwrap_or_default(),
        price_quantity: price_quantity.unwrap_or(Decimal::ONE),
        allowances_charges: extras.unwrap_or_default(),
        net_minor: net?,
        vat: vat?,
        period_start: raw.period_start.value(),
        period_end: raw.period_end.value(),
    };
    if is_priced {
        net_follows(&line, net_at, amounts);
    }
    Some(line)
}

/// The tolerance of PEPPOL-EN16931-R120, in major units of any currency.
const LINE_TOLERANCE: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// PEPPOL-EN16931-R120, and what rounding to the minor unit makes: a yen is more than the tolerance.
fn net_follows(line: &Line, at: Position, amounts: &mut Amounts<'_>) {
    let Line { quantity, unit_price, price_quantity, allowances_charges, net_minor, .. } = line;
    let exact =
        vat::line_net_exact(*quantity, *unit_price, *price_quantity, allowances_charges, amounts.currency);
    let Some((exact, rounded)) =
        exact.ok().and_then(|exact| Some((exact, Money::rounded(exact, amounts.currency).ok()?)))
    else {
        amounts.too_large(at);
        return;
    };
    let stated = amounts.show(*net_minor);
    if rounded == stated || (stated.to_decimal() - exact).abs() <= LINE_TOLERANCE {
        return;
    }
    let message = format!(
        "quantity {quantity} × price {unit_price} ÷ {price_quantity} with the line's allowances and charges \
         makes {rounded}, the line says {stated}"
    );
    amounts.problems.add("PEPPOL-EN16931-R120", at, message);
}

fn price(raw: &super::super::raw::Amount, amounts: &mut Amounts<'_>) -> Option<Decimal> {
    let price = amounts.price(raw)?;
    if price.is_sign_negative() && !price.is_zero() {
        let (_, at) = raw.given()?;
        let message =
            format!("the price is {price}, it must not be negative; make the quantity negative instead");
        amounts.problems.add("BR-27", at, message);
        return None;
    }
    Some(price)
}

fn price_quantity(raw: &Slot<Decimal>, amounts: &mut Amounts<'_>) -> Option<Decimal> {
    match raw {
        Slot::Absent => Some(Decimal::ONE),
        Slot::Unreadable => None,
        Slot::Given(quantity, _) if *quantity > Decimal::ZERO => Some(*quantity),
        Slot::Given(quantity, at) => {
            let message = format!("the price is for {quantity} units, it must be for more than zero");
            amounts.problems.add("PEPPOL-EN16931-R121", *at, message);
            None
        }
    }
}

fn line_allowance_charge(raw: RawAllowanceCharge, amounts: &mut Amounts<'_>) -> Option<LineAllowanceCharge> {
    let kind = which(&raw, amounts)?;
    let rule = match kind {
        AllowanceOrCharge::Allowance => "BR-41",
        AllowanceOrCharge::Charge => "BR-43",
    };
    let amount_minor = amounts.required(&raw.amount, raw.at, rule, "the amount (cbc:Amount)")?;
    Some(LineAllowanceCharge { kind, amount_minor, reason: raw.reason.value() })
}

/// All allowances and charges of the document, or `None` where one cannot be read.
pub(super) fn allowances_charges(
    raw: Vec<RawAllowanceCharge>,
    amounts: &mut Amounts<'_>,
) -> Option<Vec<AllowanceCharge>> {
    let all: Vec<Option<AllowanceCharge>> =
        raw.into_iter().map(|one| allowance_charge(one, amounts)).collect();
    all.into_iter().collect()
}

fn allowance_charge(raw: RawAllowanceCharge, amounts: &mut Amounts<'_>) -> Option<AllowanceCharge> {
    let kind = which(&raw, amounts)?;
    let (rule, bearer) = match kind {
        AllowanceOrCharge::Allowance => ("BR-31", Bearer::Allowance),
        AllowanceOrCharge::Charge => ("BR-36", Bearer::Charge),
    };
    let amount = amounts.required(&raw.amount, raw.at, rule, "the amount (cbc:Amount)");
    let vat = category(&raw.category, bearer, raw.at, amounts.problems);
    Some(AllowanceCharge { kind, amount_minor: amount?, vat: vat?, reason: raw.reason.value() })
}

fn which(raw: &RawAllowanceCharge, amounts: &mut Amounts<'_>) -> Option<AllowanceOrCharge> {
    if raw.is_charge.is_absent() {
        let message = "cbc:ChargeIndicator is missing: true for a charge, false for an allowance";
        amounts.problems.add("PEPPOL-EN16931-R043", raw.at, message);
    }
    let (is_charge, _) = raw.is_charge.given()?;
    Some(if *is_charge { AllowanceOrCharge::Charge } else { AllowanceOrCharge::Allowance })
}
