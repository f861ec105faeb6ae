//! Allowances and charges, VAT and totals [BG-20 to BG-23].

use super::super::names::Ns;
use super::super::raw::{RawAllowanceCharge, RawCategory, RawSubtotal, RawTaxTotal, RawTotals, Slot};
use super::super::reader::{Element, Read, Xml};
use super::{MAX_ID, MAX_NAME, MAX_REPEATED};

/// An AllowanceCharge of the document or of a line.
pub(super) fn allowance_charge(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawAllowanceCharge> {
    let mut one = RawAllowanceCharge {
        at: of.at,
        is_charge: Slot::Absent,
        amount: Slot::Absent,
        reason: Slot::Absent,
        category: Slot::Absent,
    };
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "ChargeIndicator") => xml.boolean_into(&child, &mut one.is_charge)?,
            (Ns::Basic, "AllowanceChargeReason") => xml.line_into(&child, &mut one.reason, MAX_NAME)?,
            (Ns::Basic, "Amount") => xml.amount_into(&child, &mut one.amount)?,
            (Ns::Aggregate, "TaxCategory") => category_into(xml, &child, &mut one.category)?,
            _ => xml.skip()?,
        }
    }
    Ok(one)
}

pub(super) fn tax_total(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawTaxTotal> {
    let mut total = RawTaxTotal { at: of.at, amount: Slot::Absent, subtotals: vec![] };
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "TaxAmount") => xml.amount_into(&child, &mut total.amount)?,
            (Ns::Aggregate, "TaxSubtotal") => {
                let one = subtotal(xml, &child)?;
                xml.push(&child, &mut total.subtotals, one, MAX_REPEATED)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(total)
}

fn subtotal(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawSubtotal> {
    let mut one = RawSubtotal { at: of.at, taxable: Slot::Absent, tax: Slot::Absent, category: Slot::Absent };
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "TaxableAmount") => xml.amount_into(&child, &mut one.taxable)?,
            (Ns::Basic, "TaxAmount") => xml.amount_into(&child, &mut one.tax)?,
            (Ns::Aggregate, "TaxCategory") => category_into(xml, &child, &mut one.category)?,
            _ => xml.skip()?,
        }
    }
    Ok(one)
}

/// A TaxCategory or ClassifiedTaxCategory.
pub(super) fn category_into<'a>(
    xml: &mut Xml<'a, '_>,
    of: &Element<'a>,
    slot: &mut Slot<RawCategory>,
) -> Read<()> {
    let mut category = RawCategory::default();
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "ID") => xml.line_into(&child, &mut category.code, MAX_ID)?,
            (Ns::Basic, "Percent") => xml.decimal_into(&child, &mut category.percent)?,
            (Ns::Basic, "TaxExemptionReason") => xml.prose_into(&child, &mut category.exemption_reason)?,
            (Ns::Basic, "TaxExemptionReasonCode") => {
                xml.line_into(&child, &mut category.exemption_code, MAX_ID)?
            }
            (Ns::Aggregate, "TaxScheme") => {
                xml.only_child((Ns::Basic, "ID"), &mut category.scheme, MAX_ID)?;
            }
            _ => xml.skip()?,
        }
    }
    xml.fill(of, slot, Some(category));
    Ok(())
}

pub(super) fn totals(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawTotals> {
    let mut totals = RawTotals {
        at: of.at,
        lines: Slot::Absent,
        without_vat: Slot::Absent,
        with_vat: Slot::Absent,
        allowances: Slot::Absent,
        charges: Slot::Absent,
        prepaid: Slot::Absent,
        rounding: Slot::Absent,
        payable: Slot::Absent,
    };
    while let Some(child) = xml.child()? {
        let slot = match (child.ns, child.name) {
            (Ns::Basic, "LineExtensionAmount") => &mut totals.lines,
            (Ns::Basic, "TaxExclusiveAmount") => &mut totals.without_vat,
            (Ns::Basic, "TaxInclusiveAmount") => &mut totals.with_vat,
            (Ns::Basic, "AllowanceTotalAmount") => &mut totals.allowances,
            (Ns::Basic, "ChargeTotalAmount") => &mut totals.charges,
            (Ns::Basic, "PrepaidAmount") => &mut totals.prepaid,
            (Ns::Basic, "PayableRoundingAmount") => &mut totals.rounding,
            (Ns::Basic, "PayableAmount") => &mut totals.payable,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        xml.amount_into(&child, slot)?;
    }
    Ok(totals)
}
