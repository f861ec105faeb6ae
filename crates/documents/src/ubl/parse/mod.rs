//! From XML events to [`RawDocument`]: which element means what. No rule is checked here beyond
//! what a single value must look like.

mod fields;
mod lines;
mod money;
mod party;

use super::MAX_LINES;
use super::names::Ns;
use super::problems::Problems;
use super::raw::{RawDocument, RawPaymentMeans, Slot};
use super::reader::{Element, Halt, Read, Xml};

/// Longest identifier, code or reference.
const MAX_ID: usize = 200;
/// Longest name or line of an address.
const MAX_NAME: usize = 1_000;
/// Longest note, description or terms of payment.
const MAX_PROSE: usize = 20_000;
/// Notes, ways to pay, preceding invoices, subtotals; allowances and charges of one line.
const MAX_REPEATED: usize = 200;
/// Allowances and charges of the whole document.
const MAX_ALLOWANCES_CHARGES: usize = 1_000;

/// Reads the whole text; `None` when reading had to stop, which is among the problems.
pub(super) fn document(text: &str, problems: &mut Problems) -> Option<RawDocument> {
    let mut xml = Xml::new(text, problems);
    whole(&mut xml).ok()
}

fn whole(xml: &mut Xml<'_, '_>) -> Read<RawDocument> {
    let root = xml.root()?;
    if !matches!((root.ns, root.name), (Ns::Invoice, "Invoice") | (Ns::CreditNote, "CreditNote")) {
        return Err(foreign_root(xml, &root));
    }
    let mut raw = RawDocument::new(root.ns, root.at);
    while let Some(child) = xml.child()? {
        document_child(xml, &child, &mut raw)?;
    }
    xml.end()?;
    Ok(raw)
}

fn document_child<'a>(xml: &mut Xml<'a, '_>, child: &Element<'a>, raw: &mut RawDocument) -> Read<()> {
    match (child.ns, child.name) {
        (Ns::Basic, "ID") => xml.line_into(child, &mut raw.number, MAX_ID),
        (Ns::Basic, "IssueDate") => xml.date_into(child, &mut raw.issue_date),
        (Ns::Basic, "DueDate") => xml.date_into(child, &mut raw.due_date),
        (Ns::Basic, "InvoiceTypeCode" | "CreditNoteTypeCode") => {
            xml.line_into(child, &mut raw.type_code, MAX_ID)
        }
        (Ns::Basic, "Note") => {
            let note = xml.prose(child)?;
            xml.push(child, &mut raw.notes, note, MAX_REPEATED)
        }
        (Ns::Basic, "DocumentCurrencyCode") => xml.line_into(child, &mut raw.currency, MAX_ID),
        (Ns::Basic, "TaxCurrencyCode") => xml.line_into(child, &mut raw.tax_currency, MAX_ID),
        (Ns::Basic, "BuyerReference") => xml.line_into(child, &mut raw.buyer_reference, MAX_ID),
        (Ns::Aggregate, "OrderReference") => {
            xml.only_child((Ns::Basic, "ID"), &mut raw.order_reference, MAX_ID)
        }
        (Ns::Aggregate, "BillingReference") => {
            let number = billing_reference(xml)?;
            xml.push(child, &mut raw.preceding, (number, child.at), MAX_REPEATED)
        }
        (Ns::Aggregate, "AccountingSupplierParty") => {
            let party = party::party(xml)?;
            xml.once(child, &mut raw.seller, party);
            Ok(())
        }
        (Ns::Aggregate, "AccountingCustomerParty") => {
            let party = party::party(xml)?;
            xml.once(child, &mut raw.buyer, party);
            Ok(())
        }
        (Ns::Aggregate, "PaymentMeans") => {
            let means = payment_means(xml, child)?;
            xml.push(child, &mut raw.payment_means, means, MAX_REPEATED)
        }
        (Ns::Aggregate, "PaymentTerms") => payment_terms(xml, &mut raw.payment_terms),
        (Ns::Aggregate, "AllowanceCharge") => {
            let one = money::allowance_charge(xml, child)?;
            xml.push(child, &mut raw.allowances_charges, one, MAX_ALLOWANCES_CHARGES)
        }
        (Ns::Aggregate, "TaxTotal") => {
            let total = money::tax_total(xml, child)?;
            xml.push(child, &mut raw.tax_totals, total, MAX_REPEATED)
        }
        (Ns::Aggregate, "LegalMonetaryTotal") => {
            let totals = money::totals(xml, child)?;
            xml.once(child, &mut raw.totals, totals);
            Ok(())
        }
        (Ns::Aggregate, "InvoiceLine" | "CreditNoteLine") => {
            if (child.name == "CreditNoteLine") != (raw.root == Ns::CreditNote) {
                return Err(xml.halt(
                    "KIND",
                    child.at,
                    "lines of invoices and of credit notes are mixed up here",
                ));
            }
            let line = lines::line(xml, child)?;
            xml.push(child, &mut raw.lines, line, MAX_LINES)
        }
        _ => xml.skip(),
    }
}

fn billing_reference(xml: &mut Xml<'_, '_>) -> Read<Slot<String>> {
    let mut number = Slot::Absent;
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Aggregate, "InvoiceDocumentReference") => {
                xml.only_child((Ns::Basic, "ID"), &mut number, MAX_ID)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(number)
}

fn payment_means(xml: &mut Xml<'_, '_>, of: &Element<'_>) -> Read<RawPaymentMeans> {
    let mut means = RawPaymentMeans {
        at: of.at,
        code: Slot::Absent,
        due_date: Slot::Absent,
        reference: Slot::Absent,
        account: Slot::Absent,
        account_name: Slot::Absent,
        bank: Slot::Absent,
    };
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "PaymentMeansCode") => xml.line_into(&child, &mut means.code, MAX_ID)?,
            (Ns::Basic, "PaymentDueDate") => xml.date_into(&child, &mut means.due_date)?,
            (Ns::Basic, "PaymentID") => xml.line_into(&child, &mut means.reference, MAX_ID)?,
            (Ns::Aggregate, "PayeeFinancialAccount") => account(xml, &mut means)?,
            _ => xml.skip()?,
        }
    }
    Ok(means)
}

fn account(xml: &mut Xml<'_, '_>, means: &mut RawPaymentMeans) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "ID") => xml.line_into(&child, &mut means.account, MAX_ID)?,
            (Ns::Basic, "Name") => xml.line_into(&child, &mut means.account_name, MAX_NAME)?,
            (Ns::Aggregate, "FinancialInstitutionBranch") => {
                xml.only_child((Ns::Basic, "ID"), &mut means.bank, MAX_ID)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn payment_terms(xml: &mut Xml<'_, '_>, terms: &mut Vec<String>) -> Read<()> {
    while let Some(child) = xml.child()? {
        match (child.ns, child.name) {
            (Ns::Basic, "Note") => {
                let note = xml.prose(&child)?;
                xml.push(&child, terms, note, MAX_REPEATED)?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(())
}

fn foreign_root(xml: &mut Xml<'_, '_>, root: &Element<'_>) -> Halt {
    let found = match (root.ns, root.name) {
        (_, "CrossIndustryInvoice") => "a Cross Industry Invoice (CII)".to_owned(),
        (_, "StandardBusinessDocument") => "a Peppol envelope (SBDH); send the invoice inside it".to_owned(),
        (Ns::Other, "Invoice" | "CreditNote") => {
            format!(
                "{} is outside UBL 2.1's namespace for it",
                if root.name == "Invoice" { "an Invoice that" } else { "a CreditNote that" }
            )
        }
        (_, other) => format!("“{}”", other.chars().take(80).collect::<String>()),
    };
    xml.halt("KIND", root.at, format!("a UBL Invoice or CreditNote is expected, this is {found}"))
}
