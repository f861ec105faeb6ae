//! Number, dates, kind, currency and parties.

use domain::invoices::document::{DocumentKind, Party, Totals};
use domain::{Currency, Date};

use super::super::names::Ns;
use super::super::position::Position;
use super::super::problems::Problems;
use super::super::raw::{RawDocument, RawParty, Slot};

/// UNTDID 1001 codes of an `Invoice` (BR-CL-01), without 81: see [`kind`].
const INVOICE_CODES: [&str; 49] = [
    "71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "325", "326",
    "331", "380", "382", "383", "384", "385", "386", "387", "388", "389", "390", "393", "394", "395", "456",
    "457", "471", "472", "473", "500", "501", "527", "553", "575", "623", "633", "751", "780", "817", "870",
    "875", "876", "877", "935",
];
/// UNTDID 1001 codes of a `CreditNote` (BR-CL-01).
const CREDIT_NOTE_CODES: [&str; 13] =
    ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"];

pub(super) struct Header {
    pub(super) kind: Option<DocumentKind>,
    pub(super) number: Option<String>,
    pub(super) issue_date: Option<Date>,
    pub(super) currency: Option<Currency>,
    pub(super) seller: Option<Party>,
    pub(super) buyer: Option<Party>,
}

pub(super) fn check(raw: &mut RawDocument, problems: &mut Problems) -> Header {
    let at = raw.at;
    if raw.number.is_absent() {
        problems.add("BR-02", at, "the document has no number (cbc:ID)");
    }
    if raw.issue_date.is_absent() {
        problems.add("BR-03", at, "the document has no date of issue (cbc:IssueDate)");
    }
    for (number, at) in &raw.preceding {
        if number.is_absent() {
            problems.add("BR-55", *at, "the reference to an earlier invoice has no invoice number");
        }
    }
    for means in &raw.payment_means {
        if means.code.is_absent() {
            problems.add("BR-49", means.at, "the way to pay has no code (cbc:PaymentMeansCode)");
        }
    }
    Header {
        kind: kind(raw, problems),
        number: std::mem::take(&mut raw.number).value(),
        issue_date: std::mem::take(&mut raw.issue_date).value(),
        currency: currency(raw, problems),
        seller: party(raw.seller.take(), at, "BR-06", "seller", problems),
        buyer: party(raw.buyer.take(), at, "BR-07", "buyer", problems),
    }
}

/// The day on which the money is due [BT-9]: on a credit note UBL has it with the payment means,
/// and some invoices state it only there.
pub(super) fn due_date(
    raw: &mut RawDocument,
    totals: Option<&Totals>,
    problems: &mut Problems,
) -> Option<Date> {
    let mut stated = std::mem::take(&mut raw.due_date);
    for means in &mut raw.payment_means {
        let other = std::mem::take(&mut means.due_date);
        match (stated.given(), other.given()) {
            (None, Some(_)) if stated.is_absent() => stated = other,
            (Some((day, _)), Some((other, at))) if day != other => {
                problems.add(
                    "UBL-SR-45",
                    at,
                    format!("this due date is {other}, another one in the document is {day}"),
                );
            }
            _ => {}
        }
    }
    let is_payable = raw.root == Ns::Invoice && totals.is_some_and(|totals| totals.payable_minor > 0);
    if is_payable && stated.is_absent() && raw.payment_terms.iter().all(String::is_empty) {
        problems.add(
            "BR-CO-25",
            raw.at,
            "money is to be paid, but there is neither a due date (cbc:DueDate) nor terms of payment \
             (cac:PaymentTerms)",
        );
    }
    stated.value()
}

/// The root decides; the type code must agree with it. 81 (credit note related to goods or
/// services) is in the list of both roots: on an `Invoice` it would leave open who pays whom.
fn kind(raw: &RawDocument, problems: &mut Problems) -> Option<DocumentKind> {
    let (kind, codes) = match raw.root {
        Ns::CreditNote => (DocumentKind::CreditNote, &CREDIT_NOTE_CODES[..]),
        _ => (DocumentKind::Invoice, &INVOICE_CODES[..]),
    };
    let Some((code, at)) = raw.type_code.given() else {
        if raw.type_code.is_absent() {
            problems.add("BR-04", raw.at, "the document has no type code, such as 380 for an invoice");
        }
        return Some(kind);
    };
    if codes.contains(&code.as_str()) {
        return Some(kind);
    }
    let shown: String = code.chars().take(12).collect();
    match kind {
        DocumentKind::Invoice if code == "81" => {
            problems.add(
                "KIND",
                at,
                "an Invoice of type 81 says that it is a credit note; send it as a CreditNote",
            );
        }
        DocumentKind::Invoice if CREDIT_NOTE_CODES.contains(&code.as_str()) => problems.add(
            "BR-CL-01",
            at,
            format!(
                "type code {shown} is a credit note's; send the document as a CreditNote, not as an Invoice"
            ),
        ),
        DocumentKind::CreditNote if INVOICE_CODES.contains(&code.as_str()) => problems.add(
            "BR-CL-01",
            at,
            format!(
                "type code {shown} is an invoice's; send the document as an Invoice, not as a CreditNote"
            ),
        ),
        _ => problems.add("BR-CL-01", at, format!("“{shown}” is not a type code of {}s", super::noun(kind))),
    }
    Some(kind)
}

fn currency(raw: &RawDocument, problems: &mut Problems) -> Option<Currency> {
    let Some((code, at)) = raw.currency.given() else {
        if raw.currency.is_absent() {
            problems.add("BR-05", raw.at, "the document has no currency (cbc:DocumentCurrencyCode)");
        }
        return None;
    };
    code.parse()
        .map_err(|error: domain::money::UnknownCurrency| problems.add("BR-CL-04", at, error.to_string()))
        .ok()
}

fn party(
    raw: Option<RawParty>,
    at: Position,
    rule: &'static str,
    who: &str,
    problems: &mut Problems,
) -> Option<Party> {
    let raw = raw.unwrap_or_default();
    if raw.legal_name.is_absent() {
        problems.add(rule, at, format!("the {who} has no name (cac:PartyLegalEntity/cbc:RegistrationName)"));
    }
    let legal = raw.legal_name.value()?;
    let (name, legal_name) = match raw.trading_name {
        Slot::Given(trading, _) if trading != legal => (trading, Some(legal)),
        _ => (legal, None),
    };
    Some(Party {
        name,
        legal_name,
        identifier: raw.identifier,
        registration: raw.registration.value(),
        vat_number: raw.vat_number,
        address: raw.address,
        contact_name: raw.contact_name.value(),
        email: raw.email.value(),
        phone: raw.phone.value(),
    })
}
