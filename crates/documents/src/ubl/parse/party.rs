//! Seller and buyer [BG-4, BG-7].

use domain::invoices::document::Address;

use super::super::names::Ns;
use super::super::raw::{RawParty, Slot};
use super::super::reader::{Read, Xml};
use super::{MAX_ID, MAX_NAME, MAX_REPEATED};

/// An AccountingSupplierParty or AccountingCustomerParty.
pub(super) fn party(xml: &mut Xml<'_, '_>) -> Read<RawParty> {
    let mut party = RawParty::default();
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Aggregate, "Party") => inside(xml, &mut party)?,
            _ => xml.skip()?,
        }
    }
    Ok(party)
}

fn inside(xml: &mut Xml<'_, '_>, party: &mut RawParty) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Aggregate, "PartyIdentification") => identification(xml, party)?,
            (Ns::Aggregate, "PartyName") => {
                xml.only_child((Ns::Basic, "Name"), &mut party.trading_name, MAX_NAME)?;
            }
            (Ns::Aggregate, "PostalAddress") => {
                let address = address(xml)?;
                xml.once(&child, &mut party.address, address);
            }
            (Ns::Aggregate, "PartyTaxScheme") => tax_scheme(xml, party)?,
            (Ns::Aggregate, "PartyLegalEntity") => legal_entity(xml, party)?,
            (Ns::Aggregate, "Contact") => contact(xml, party)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// A seller may have several identifiers; the first that is not a SEPA creditor id is kept.
fn identification(xml: &mut Xml<'_, '_>, party: &mut RawParty) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "ID") => {
                let is_creditor = xml.attribute(&child, "schemeID")?.is_some_and(|scheme| scheme == "SEPA");
                let id = xml.line(&child, MAX_ID)?;
                if !is_creditor && !id.is_empty() && party.identifier.is_none() {
                    party.identifier = Some(id);
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn address(xml: &mut Xml<'_, '_>) -> Read<Address> {
    let mut address = Address::default();
    let (mut city, mut post_code, mut country) = (Slot::Absent, Slot::Absent, Slot::Absent);
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "StreetName" | "AdditionalStreetName" | "CountrySubentity") => {
                let line = xml.line(&child, MAX_NAME)?;
                address_line(xml, &child, &mut address, line)?;
            }
            (Ns::Aggregate, "AddressLine") => {
                let mut line = Slot::Absent;
                xml.only_child((Ns::Basic, "Line"), &mut line, MAX_NAME)?;
                address_line(xml, &child, &mut address, line.value().unwrap_or_default())?;
            }
            (Ns::Basic, "CityName") => xml.line_into(&child, &mut city, MAX_NAME)?,
            (Ns::Basic, "PostalZone") => xml.line_into(&child, &mut post_code, MAX_ID)?,
            (Ns::Aggregate, "Country") => {
                xml.only_child((Ns::Basic, "IdentificationCode"), &mut country, MAX_ID)?;
            }
            _ => xml.skip()?,
        }
    }
    address.city = city.value();
    address.post_code = post_code.value();
    address.country = country.value();
    Ok(address)
}

fn address_line<'a>(
    xml: &mut Xml<'a, '_>,
    element: &super::Element<'a>,
    address: &mut Address,
    line: String,
) -> Read<()> {
    if line.is_empty() { Ok(()) } else { xml.push(element, &mut address.lines, line, MAX_REPEATED) }
}

/// Only a number of the VAT scheme is a VAT number; Swedish sellers state F-tax here as well.
fn tax_scheme(xml: &mut Xml<'_, '_>, party: &mut RawParty) -> Read<()> {
    let (mut number, mut scheme) = (Slot::Absent, Slot::Absent);
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "CompanyID") => xml.line_into(&child, &mut number, MAX_ID)?,
            (Ns::Aggregate, "TaxScheme") => xml.only_child((Ns::Basic, "ID"), &mut scheme, MAX_ID)?,
            _ => xml.skip()?,
        }
    }
    let is_vat = scheme.given().is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("VAT"));
    if is_vat && party.vat_number.is_none() {
        party.vat_number = number.value();
    }
    Ok(())
}

fn legal_entity(xml: &mut Xml<'_, '_>, party: &mut RawParty) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "RegistrationName") => xml.line_into(&child, &mut party.legal_name, MAX_NAME)?,
            (Ns::Basic, "CompanyID") => xml.line_into(&child, &mut party.registration, MAX_ID)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn contact(xml: &mut Xml<'_, '_>, party: &mut RawParty) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "Name") => xml.line_into(&child, &mut party.contact_name, MAX_NAME)?,
            (Ns::Basic, "Telephone") => xml.line_into(&child, &mut party.phone, MAX_ID)?,
            (Ns::Basic, "ElectronicMail") => xml.line_into(&child, &mut party.email, MAX_NAME)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
