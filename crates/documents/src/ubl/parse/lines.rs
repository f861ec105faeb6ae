//! Lines [BG-25].

use super::super::names::Ns;
use super::super::raw::{RawLine, Slot};
use super::super::reader::{Element, Read, Xml};
use super::{MAX_ID, MAX_NAME, MAX_REPEATED, money};

/// An InvoiceLine or CreditNoteLine.
pub(super) fn line(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawLine> {
    let mut line = RawLine {
        at: of.at,
        id: Slot::Absent,
        quantity: Slot::Absent,
        net: Slot::Absent,
        period_start: Slot::Absent,
        period_end: Slot::Absent,
        allowances_charges: vec![],
        name: Slot::Absent,
        description: Slot::Absent,
        category: Slot::Absent,
        price: Slot::Absent,
        price_quantity: Slot::Absent,
    };
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "ID") => xml.line_into(&child, &mut line.id, MAX_ID)?,
            (Ns::Basic, "InvoicedQuantity" | "CreditedQuantity") => {
                xml.quantity_into(&child, &mut line.quantity)?;
            }
            (Ns::Basic, "LineExtensionAmount") => xml.amount_into(&child, &mut line.net)?,
            (Ns::Aggregate, "InvoicePeriod") => period(xml, &mut line)?,
            (Ns::Aggregate, "AllowanceCharge") => {
                let one = money::allowance_charge(xml, &child)?;
                xml.push(&child, &mut line.allowances_charges, one, MAX_REPEATED)?;
            }
            (Ns::Aggregate, "Item") => item(xml, &mut line)?,
            (Ns::Aggregate, "Price") => price(xml, &mut line)?,
            _ => xml.skip()?,
        }
    }
    Ok(line)
}

fn period(xml: &mut Xml<'_, '_>, line: &mut RawLine) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "StartDate") => xml.date_into(&child, &mut line.period_start)?,
            (Ns::Basic, "EndDate") => xml.date_into(&child, &mut line.period_end)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn item(xml: &mut Xml<'_, '_>, line: &mut RawLine) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "Name") => xml.line_into(&child, &mut line.name, MAX_NAME)?,
            (Ns::Basic, "Description") => xml.prose_into(&child, &mut line.description)?,
            (Ns::Aggregate, "ClassifiedTaxCategory") => {
                money::category_into(xml, &child, &mut line.category)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn price(xml: &mut Xml<'_, '_>, line: &mut RawLine) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "PriceAmount") => xml.amount_into(&child, &mut line.price)?,
            (Ns::Basic, "BaseQuantity") => xml.decimal_into(&child, &mut line.price_quantity)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
