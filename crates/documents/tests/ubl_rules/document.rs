//! The document as a whole: its name, kind, parties, dates, and who owes whom.

use crate::case::*;
use crate::support::*;

#[test]
fn the_document_must_name_itself_and_its_parties() {
    check(&[
        case(E, ("<cbc:ID>2026-1001</cbc:ID>", ""), &["BR-02"], "/Invoice", &["number"]),
        case(E, ("<cbc:ID>2026-1001</cbc:ID>", "<cbc:ID> \n </cbc:ID>"), &["BR-02"], "/Invoice", &["number"]),
        case(
            E,
            ("<cbc:IssueDate>2026-05-04</cbc:IssueDate>", ""),
            &["BR-03"],
            "/Invoice",
            &["date of issue"],
        ),
        case(
            E,
            ("<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>", ""),
            &["BR-04"],
            "/Invoice",
            &["type code"],
        ),
        case(
            E,
            ("<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>", ""),
            &["BR-05"],
            "/Invoice",
            &["currency"],
        ),
        case(
            E,
            ("<cbc:RegistrationName>Lumen &amp; Fjäll Energi AB</cbc:RegistrationName>", ""),
            &["BR-06"],
            "/Invoice",
            &["seller"],
        ),
        case(
            CREDIT,
            ("<cbc:RegistrationName>Bageriet Råg &amp; Salt AB</cbc:RegistrationName>", ""),
            &["BR-07"],
            "/CreditNote",
            &["buyer"],
        ),
        case(
            CREDIT,
            ("<cbc:ID>2026-1001</cbc:ID>", ""),
            &["BR-55"],
            "/CreditNote/cac:BillingReference[1]",
            &["invoice number"],
        ),
        case(
            E,
            ("<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>", ""),
            &["BR-49"],
            "/Invoice/cac:PaymentMeans[1]",
            &["way to pay"],
        ),
    ]);
}

#[test]
fn kind_currency_and_dates_must_be_known() {
    const TYPE: &str = "/Invoice/cbc:InvoiceTypeCode";
    const CURRENCY: &str = "/Invoice/cbc:DocumentCurrencyCode";
    check(&[
        case(E, (">380<", ">381<"), &["BR-CL-01"], TYPE, &["381", "CreditNote"]),
        case(E, (">380<", ">81<"), &["KIND"], TYPE, &["81", "CreditNote"]),
        case(E, (">380<", ">999<"), &["BR-CL-01"], TYPE, &["999"]),
        case(
            CREDIT,
            (">381<", ">380<"),
            &["BR-CL-01"],
            "/CreditNote/cbc:CreditNoteTypeCode",
            &["380", "Invoice"],
        ),
        case(E, ("Code>SEK<", "Code>EURO<"), &["BR-CL-04"], CURRENCY, &["EURO"]),
        case(E, ("Code>SEK<", "Code>XAU<"), &["BR-CL-04"], CURRENCY, &["XAU"]),
        case(E, ("Code>SEK<", "Code>sek<"), &["BR-CL-04"], CURRENCY, &["sek"]),
        case(
            E,
            (">2026-05-04<", ">04.05.2026<"),
            &["PEPPOL-EN16931-F001"],
            "/Invoice/cbc:IssueDate",
            &["04.05.2026"],
        ),
        case(
            E,
            ("DueDate>2026-06-03<", "DueDate>2026-06-31<"),
            &["PEPPOL-EN16931-F001"],
            "/Invoice/cbc:DueDate",
            &["2026-06-31"],
        ),
        case(
            E,
            (
                "</cbc:PaymentMeansCode>",
                "</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-06-04</cbc:PaymentDueDate>",
            ),
            &["UBL-SR-45"],
            "/Invoice/cac:PaymentMeans[1]/cbc:PaymentDueDate",
            &["2026-06-04", "2026-06-03"],
        ),
    ]);
}

#[test]
fn money_that_is_asked_for_has_a_day_or_terms() {
    let fixture = text(E);
    let terms = with(&fixture, "<cbc:Note>30 dagar netto</cbc:Note>", "");
    let neither = with(&terms, "<cbc:DueDate>2026-06-03</cbc:DueDate>", "");
    let problem = only_problem(neither.as_bytes());
    assert_eq!((problem.rule.as_str(), problem.place.as_str()), ("BR-CO-25", "/Invoice, line 2"));

    accepted(&terms);
    let paid = text("prepaid.xml")
        .replace("<cbc:Note>30 dagar netto</cbc:Note>", "")
        .replace("<cbc:DueDate>2026-06-03</cbc:DueDate>", "");
    assert_eq!(accepted(&paid).due_date, None, "nothing is payable");
}

#[test]
fn a_document_asks_the_right_side_for_money() {
    const PAYABLE: &str = "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount";
    let negative = |name: &str, amounts: &[&str]| {
        amounts
            .iter()
            .fold(text(name), |text, amount| text.replace(&format!(">{amount}<"), &format!(">-{amount}<")))
    };
    let invoice = negative("export.xml", &["4000.00"]).replacen(
        "\"EUR\">-4000.00</cbc:PriceAmount",
        "\"EUR\">4000.00</cbc:PriceAmount",
        1,
    );
    let invoice = with(&invoice, "\"EA\">1<", "\"EA\">-1<");
    let problem = only_problem(invoice.as_bytes());
    assert_eq!(problem.rule, "NEGATIVE");
    assert!(problem.place.starts_with(PAYABLE), "{problem}");
    assert!(problem.message.contains("-4000.00 EUR") && problem.message.contains("credit note"), "{problem}");

    let note = invoice.replace("<Invoice", "<CreditNote").replace("</Invoice>", "</CreditNote>");
    let note = note.replace("Invoice-2", "CreditNote-2").replace("InvoiceLine", "CreditNoteLine");
    let note = note.replace("InvoicedQuantity", "CreditedQuantity").replace(
        "InvoiceTypeCode>380</cbc:InvoiceTypeCode",
        "CreditNoteTypeCode>381</cbc:CreditNoteTypeCode",
    );
    let problem = only_problem(note.as_bytes());
    assert_eq!(problem.rule, "NEGATIVE");
    assert!(problem.message.contains("send an invoice"), "{problem}");

    let rounded = with(
        &text("prepaid.xml"),
        "PrepaidAmount currencyID=\"SEK\">1800.00</cbc:PrepaidAmount>",
        "PayableRoundingAmount currencyID=\"SEK\">-1800.00</cbc:PayableRoundingAmount>",
    );
    let problem = only_problem(rounded.as_bytes());
    assert_eq!(problem.rule, "NEGATIVE");
    assert!(problem.message.contains("-300.00 SEK"), "{problem}");

    let balance = with(&text("prepaid.xml"), ">1800.00<", ">-1800.00<").replace(">-300.00<", ">3300.00<");
    let problem = only_problem(balance.as_bytes());
    assert_eq!(problem.rule, "NEGATIVE");
    assert!(
        problem.place.contains("cbc:PrepaidAmount") && problem.message.contains("-1800.00 SEK"),
        "{problem}"
    );
}

#[test]
fn what_may_stand_once_is_refused_the_second_time() {
    for (element, place) in [
        ("<cbc:ID>2026-1001</cbc:ID>", "/Invoice/cbc:ID[2]"),
        ("<cbc:IssueDate>2026-05-04</cbc:IssueDate>", "/Invoice/cbc:IssueDate[2]"),
        ("<cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>", "/Invoice/cbc:DocumentCurrencyCode[2]"),
        (
            "<cbc:PayableAmount currencyID=\"SEK\">917.00</cbc:PayableAmount>",
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount[2]",
        ),
        (
            "<cbc:TaxableAmount currencyID=\"SEK\">733.45</cbc:TaxableAmount>",
            "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cbc:TaxableAmount[2]",
        ),
        (
            "<cbc:RegistrationName>Bageriet Råg &amp; Salt AB</cbc:RegistrationName>",
            "/Invoice/cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName[2]",
        ),
        (
            "<cbc:PriceAmount currencyID=\"SEK\">49.00</cbc:PriceAmount>",
            "/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount[2]",
        ),
    ] {
        let problem = only_problem(with(&text(E), element, &format!("{element}{element}")).as_bytes());
        assert_eq!(problem.rule, "DUPLICATE", "{problem}");
        assert!(problem.place.starts_with(&format!("{place}, line ")), "{problem}");
    }
    let fixture = text(E);
    let (start, end) =
        (fixture.find("  <cac:LegalMonetaryTotal>").unwrap(), fixture.find("  <cac:InvoiceLine>").unwrap());
    let twice = format!("{}{}", &fixture[..end], &fixture[start..]);
    assert_eq!(only_problem(twice.as_bytes()).rule, "DUPLICATE");
}

#[test]
fn everything_wrong_is_said_at_once_and_in_the_order_of_the_file() {
    let variant = with(&text(E), "<cbc:ID>2026-1001</cbc:ID>", "");
    let variant = with(&variant, ">143.20<", ">144.20<");
    let variant = with(&variant, "<cbc:Name>Fast avgift</cbc:Name>", "");
    let variant =
        with(&variant, "PayableAmount currencyID=\"SEK\">917.00", "PayableAmount currencyID=\"SEK\">918.00");
    assert_eq!(rules(&refused(variant.as_bytes())), ["BR-02", "BR-CO-16", "PEPPOL-EN16931-R120", "BR-25"]);
}

#[test]
fn the_list_of_problems_ends_somewhere() {
    let fixture = text("reverse-charge.xml");
    let (start, end) = (fixture.find("  <cac:InvoiceLine>").unwrap(), fixture.find("</Invoice>").unwrap());
    let line = fixture[start..end].replace(">95.00<", ">96.00<");
    let problems =
        refused(format!("{}{}{}", &fixture[..start], line.repeat(150), &fixture[end..]).as_bytes());
    assert_eq!(problems.len(), documents::ubl::MAX_PROBLEMS + 1);
    let last = problems.last().unwrap();
    assert_eq!(last.rule, "MORE");
    assert!(last.message.starts_with("52 more"), "{last}");
}
