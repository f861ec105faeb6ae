//! One broken variant of a good file for each rule: the rule's id, the place, and both figures.
#![allow(clippy::unwrap_used)]

mod support;

use support::*;

/// A change to a fixture, and what must be said about it.
struct Case {
    fixture: &'static str,
    from: &'static str,
    to: &'static str,
    /// Every rule that the variant breaks; the first is the one at the place below.
    rules: &'static [&'static str],
    place: &'static str,
    /// What the message must contain.
    says: &'static [&'static str],
}

const fn case(
    fixture: &'static str,
    change: (&'static str, &'static str),
    rules: &'static [&'static str],
    place: &'static str,
    says: &'static [&'static str],
) -> Case {
    Case { fixture, from: change.0, to: change.1, rules, place, says }
}

fn check(cases: &[Case]) {
    for Case { fixture, from, to, rules: expected, place, says } in cases {
        let variant = with(&text(fixture), from, to);
        let problems = refused(variant.as_bytes());
        let mut found = rules(&problems);
        let mut expected_in_order = expected.to_vec();
        found.sort_unstable();
        expected_in_order.sort_unstable();
        assert_eq!(found, expected_in_order, "{fixture}: {from:?} as {to:?}: {problems:#?}");

        let problem = problems.iter().find(|one| one.rule == expected[0]).unwrap();
        let (path, line) = problem.place.rsplit_once(", line ").unwrap();
        assert_eq!(path, *place, "{problem}");
        let line = variant.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        let name = path.rsplit(['/', ':']).next().unwrap().split('[').next().unwrap();
        assert!(line.contains(name), "{problem} points at {line:?}");
        for figure in *says {
            assert!(problem.message.contains(figure), "{problem} must say {figure:?}");
        }
    }
}

const E: &str = "electricity.xml";
const RATES: &str = "vat-rates.xml";
const CREDIT: &str = "credit-note.xml";
const LINE_3: &str = "/Invoice/cac:InvoiceLine[3]";

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
fn a_line_must_be_complete() {
    check(&[
        case(E, ("<cbc:ID>1</cbc:ID>", ""), &["BR-21"], "/Invoice/cac:InvoiceLine[1]", &["identifier"]),
        case(
            E,
            ("<cbc:InvoicedQuantity unitCode=\"MON\">1</cbc:InvoicedQuantity>", ""),
            &["BR-22"],
            LINE_3,
            &["quantity"],
        ),
        case(
            E,
            (" unitCode=\"MON\"", ""),
            &["BR-23"],
            "/Invoice/cac:InvoiceLine[3]/cbc:InvoicedQuantity",
            &["unit"],
        ),
        case(
            E,
            ("<cbc:LineExtensionAmount currencyID=\"SEK\">68.50</cbc:LineExtensionAmount>", ""),
            &["BR-24"],
            LINE_3,
            &["net amount"],
        ),
        case(E, ("<cbc:Name>Fast avgift</cbc:Name>", ""), &["BR-25"], LINE_3, &["what was sold"]),
        case(
            E,
            ("<cbc:PriceAmount currencyID=\"SEK\">49.00</cbc:PriceAmount>", ""),
            &["BR-26"],
            LINE_3,
            &["price"],
        ),
        case(
            E,
            (">49.00<", ">-49.00<"),
            &["BR-27"],
            "/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount",
            &["-49.00"],
        ),
        case(
            E,
            ("<cbc:EndDate>2026-04-30<", "<cbc:EndDate>2026-03-30<"),
            &["BR-30"],
            "/Invoice/cac:InvoiceLine[1]/cac:InvoicePeriod/cbc:EndDate",
            &["2026-03-30", "2026-04-01"],
        ),
        case(
            E,
            ("<cbc:Amount currencyID=\"SEK\">9.00</cbc:Amount>", ""),
            &["BR-41"],
            "/Invoice/cac:InvoiceLine[2]/cac:AllowanceCharge[1]",
            &["amount"],
        ),
        case(
            E,
            ("<cbc:Amount currencyID=\"SEK\">19.50</cbc:Amount>", ""),
            &["BR-43"],
            "/Invoice/cac:InvoiceLine[3]/cac:AllowanceCharge[1]",
            &["amount"],
        ),
    ]);
    let fixture = text(E);
    let (before, after) = (fixture.find("  <cac:InvoiceLine>").unwrap(), fixture.find("</Invoice>").unwrap());
    let empty = format!("{}{}", &fixture[..before], &fixture[after..]);
    let problems = refused(empty.as_bytes());
    assert_eq!(rules(&problems), ["BR-16", "BR-S-08", "BR-CO-10"]);
}

#[test]
fn a_line_is_quantity_times_price() {
    const NET: &str = "/Invoice/cac:InvoiceLine[1]/cbc:LineExtensionAmount";
    check(&[
        case(
            E,
            (">143.20<", ">144.20<"),
            &["PEPPOL-EN16931-R120"],
            NET,
            &["412", "144.20", "594.10 SEK", "589.98 SEK"],
        ),
        case(
            E,
            (">9.00<", ">9.03<"),
            &["PEPPOL-EN16931-R120"],
            "/Invoice/cac:InvoiceLine[2]/cbc:LineExtensionAmount",
            &["99.94 SEK", "99.97 SEK"],
        ),
        case("yen.xml", (">27<", ">27.002<"), &["PEPPOL-EN16931-R120"], NET, &["8992 JPY", "8991 JPY"]),
        case(
            E,
            (">100<", ">0<"),
            &["PEPPOL-EN16931-R121"],
            "/Invoice/cac:InvoiceLine[1]/cac:Price/cbc:BaseQuantity",
            &["0 units"],
        ),
        case(
            CREDIT,
            (">40<", ">41<"),
            &["PEPPOL-EN16931-R120"],
            "/CreditNote/cac:CreditNoteLine[1]/cbc:LineExtensionAmount",
            &["58.71 SEK", "57.28 SEK"],
        ),
    ]);
}

#[test]
fn the_totals_must_add_up() {
    const TOTALS: &str = "/Invoice/cac:LegalMonetaryTotal";
    check(&[
        // Within the tolerances of line and base, yet the sum is wrong.
        case(
            E,
            (">68.50<", ">68.49<"),
            &["BR-CO-10"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
            &["758.44 SEK", "758.45 SEK"],
        ),
        case(
            E,
            (
                "AllowanceTotalAmount currencyID=\"SEK\">25.00",
                "AllowanceTotalAmount currencyID=\"SEK\">24.00",
            ),
            &["BR-CO-11", "BR-CO-13"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount",
            &["25.00 SEK", "24.00 SEK"],
        ),
        case(
            E,
            ("<cbc:AllowanceTotalAmount currencyID=\"SEK\">25.00</cbc:AllowanceTotalAmount>", ""),
            &["BR-CO-11", "BR-CO-13"],
            TOTALS,
            &["25.00 SEK"],
        ),
        case(
            RATES,
            ("ChargeTotalAmount currencyID=\"SEK\">59.00", "ChargeTotalAmount currencyID=\"SEK\">95.00"),
            &["BR-CO-12", "BR-CO-13"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:ChargeTotalAmount",
            &["59.00 SEK", "95.00 SEK"],
        ),
        case(
            E,
            ("TaxExclusiveAmount currencyID=\"SEK\">733.45", "TaxExclusiveAmount currencyID=\"SEK\">733.54"),
            &["BR-CO-13", "BR-CO-15"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
            &["733.45 SEK", "733.54 SEK"],
        ),
        case(
            "export.xml",
            (
                "TaxInclusiveAmount currencyID=\"EUR\">4000.00",
                "TaxInclusiveAmount currencyID=\"EUR\">4001.00",
            ),
            &["BR-CO-15", "BR-CO-16"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
            &["4000.00 EUR", "4001.00 EUR"],
        ),
        case(
            E,
            ("PayableAmount currencyID=\"SEK\">917.00", "PayableAmount currencyID=\"SEK\">917.01"),
            &["BR-CO-16"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
            &["917.00 SEK", "917.01 SEK"],
        ),
        case(
            "dinar.xml",
            ("PayableAmount currencyID=\"KWD\">18.538", "PayableAmount currencyID=\"KWD\">18.537"),
            &["BR-CO-16"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
            &["18.538 KWD", "18.537 KWD"],
        ),
        case(
            "prepaid.xml",
            ("PrepaidAmount currencyID=\"SEK\">1800.00", "PrepaidAmount currencyID=\"SEK\">800.00"),
            &["BR-CO-16", "NEGATIVE"],
            "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount",
            &["700.00 SEK", "-300.00 SEK"],
        ),
        case(
            E,
            ("<cbc:LineExtensionAmount currencyID=\"SEK\">758.45</cbc:LineExtensionAmount>", ""),
            &["BR-12"],
            TOTALS,
            &["missing"],
        ),
        case(
            E,
            ("<cbc:TaxExclusiveAmount currencyID=\"SEK\">733.45</cbc:TaxExclusiveAmount>", ""),
            &["BR-13"],
            TOTALS,
            &["missing"],
        ),
        case(
            E,
            ("<cbc:TaxInclusiveAmount currencyID=\"SEK\">916.81</cbc:TaxInclusiveAmount>", ""),
            &["BR-14"],
            TOTALS,
            &["missing"],
        ),
        case(
            E,
            ("<cbc:PayableAmount currencyID=\"SEK\">917.00</cbc:PayableAmount>", ""),
            &["BR-15"],
            TOTALS,
            &["missing"],
        ),
    ]);
    let fixture = text(E);
    let (start, end) =
        (fixture.find("  <cac:LegalMonetaryTotal>").unwrap(), fixture.find("  <cac:InvoiceLine>").unwrap());
    let problems = refused(format!("{}{}", &fixture[..start], &fixture[end..]).as_bytes());
    assert_eq!(rules(&problems), ["BR-12", "BR-13", "BR-14", "BR-15"]);
}

#[test]
fn the_vat_must_follow_from_the_bases() {
    const FIRST: &str = "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]";
    const FIRST_TAX: &str = "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cbc:TaxAmount";
    check(&[
        case(
            E,
            (
                "<cbc:TaxAmount currencyID=\"SEK\">183.36</cbc:TaxAmount>\n      <cac",
                "<cbc:TaxAmount currencyID=\"SEK\">184.36</cbc:TaxAmount>\n      <cac",
            ),
            &["BR-CO-14", "BR-CO-17"],
            "/Invoice/cac:TaxTotal[1]/cbc:TaxAmount",
            &["184.36 SEK", "183.36 SEK"],
        ),
        case(
            E,
            (
                "<cbc:TaxAmount currencyID=\"SEK\">183.36</cbc:TaxAmount>\n    <cac",
                "<cbc:TaxAmount currencyID=\"SEK\">183.35</cbc:TaxAmount>\n    <cac",
            ),
            &["BR-CO-14", "BR-CO-15"],
            "/Invoice/cac:TaxTotal[1]/cbc:TaxAmount",
            &["183.36 SEK", "183.35 SEK"],
        ),
        case(
            E,
            ("<cbc:TaxableAmount currencyID=\"SEK\">733.45</cbc:TaxableAmount>", ""),
            &["BR-45"],
            FIRST,
            &["missing"],
        ),
        case(
            E,
            ("<cbc:TaxAmount currencyID=\"SEK\">183.36</cbc:TaxAmount>\n      <cac", "<cac"),
            &["BR-46"],
            FIRST,
            &["missing"],
        ),
        case(
            E,
            (
                "Amount>\n      <cac:TaxCategory>\n        <cbc:ID>S</cbc:ID>",
                "Amount>\n      <cac:TaxCategory>",
            ),
            &["BR-47"],
            "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cac:TaxCategory",
            &["code"],
        ),
        case(
            E,
            (
                "Amount>\n      <cac:TaxCategory>\n        <cbc:ID>S</cbc:ID>\n        <cbc:Percent>25</cbc:Percent>",
                "Amount>\n      <cac:TaxCategory>\n        <cbc:ID>S</cbc:ID>",
            ),
            &["BR-48"],
            "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cac:TaxCategory",
            &["rate"],
        ),
        case(
            E,
            ("TaxableAmount currencyID=\"SEK\">733.45", "TaxableAmount currencyID=\"SEK\">734.45"),
            &["BR-S-08"],
            "/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cbc:TaxableAmount",
            &["733.45 SEK", "734.45 SEK", "25 %"],
        ),
        // The same tax, with the opposite sign.
        case(
            "prefixes.xml",
            (">6.25</TaxAmount>\n      <", ">-6.25</TaxAmount>\n      <"),
            &["BR-CO-14", "BR-CO-17"],
            "/Invoice/cac:TaxTotal[1]/cbc:TaxAmount",
            &["-6.25 EUR", "6.25 EUR"],
        ),
        case(
            "export.xml",
            (
                "<cbc:TaxAmount currencyID=\"EUR\">0.00</cbc:TaxAmount>\n      <cac",
                "<cbc:TaxAmount currencyID=\"EUR\">0.01</cbc:TaxAmount>\n      <cac",
            ),
            &["BR-CO-14", "BR-G-09"],
            "/Invoice/cac:TaxTotal[1]/cbc:TaxAmount",
            &["0.01 EUR", "0.00 EUR"],
        ),
    ]);
    let twice = text("yen.xml").replace("<cbc:Percent>8<", "<cbc:Percent>10.0<");
    let problems = refused(twice.as_bytes());
    assert!(rules(&problems).contains(&"BR-S-08"), "{problems:#?}");
    assert!(problems.iter().any(|one| one.message.contains("twice")), "{problems:#?}");

    let fixture = text(E);
    let tax = refused(
        with(
            &fixture,
            "<cbc:TaxAmount currencyID=\"SEK\">183.36</cbc:TaxAmount>\n      <cac",
            "<cbc:TaxAmount currencyID=\"SEK\">185.00</cbc:TaxAmount>\n      <cac",
        )
        .as_bytes(),
    );
    let tax = tax.iter().find(|one| one.rule == "BR-CO-17").unwrap();
    assert!(tax.place.starts_with(FIRST_TAX), "{tax}");
    for figure in ["733.45 SEK", "25 %", "183.36 SEK", "185.00 SEK"] {
        assert!(tax.message.contains(figure), "{tax}");
    }
}

#[test]
fn there_must_be_one_breakdown_in_the_currency_of_the_document() {
    let fixture = text("prefixes.xml");
    let start = fixture.find("  <a:TaxTotal>").unwrap();
    let end = fixture.find("  <a:LegalMonetaryTotal>").unwrap();
    let total = |variant: &str| format!("{}{variant}{}", &fixture[..start], &fixture[end..]);

    let none = only_problem(total("").as_bytes());
    assert_eq!((none.rule.as_str(), none.place.as_str()), ("BR-CO-18", "/Invoice, line 2"));

    let bare = only_problem(
        total("<a:TaxTotal><TaxAmount currencyID=\"EUR\">6.25</TaxAmount></a:TaxTotal>").as_bytes(),
    );
    assert_eq!(bare.rule, "BR-CO-18");
    assert!(bare.place.starts_with("/Invoice/cac:TaxTotal[1], line "), "{bare}");

    let both = &fixture[start..end];
    let twice = refused(total(&both.replace("SEK", "EUR")).as_bytes());
    assert_eq!(rules(&twice), ["BR-CO-15"]);
    assert!(twice[0].message.contains("there are 2"), "{}", twice[0]);

    let foreign = only_problem(total(&both.replace("SEK", "NOK")).as_bytes());
    assert_eq!(foreign.rule, "PEPPOL-EN16931-R051");
    assert!(foreign.place.starts_with("/Invoice/cac:TaxTotal[2]/cbc:TaxAmount, line "), "{foreign}");

    let broken_down = both.replacen("69.38</TaxAmount>", "69.38</TaxAmount><a:TaxSubtotal/>", 1);
    assert_eq!(only_problem(total(&broken_down).as_bytes()).rule, "PEPPOL-EN16931-R053");
}

#[test]
fn each_category_has_its_rates() {
    const CATEGORY: &str = "/Invoice/cac:InvoiceLine[1]/cac:Item/cac:ClassifiedTaxCategory";
    const PERCENT: &str = "/Invoice/cac:InvoiceLine[1]/cac:Item/cac:ClassifiedTaxCategory/cbc:Percent";
    const EXTRA: &str = "/Invoice/cac:AllowanceCharge[1]";
    const LINE: &str =
        "<cac:ClassifiedTaxCategory>\n        <cbc:ID>S</cbc:ID>\n        <cbc:Percent>25</cbc:Percent>";
    check(&[
        case(E, (LINE, "<cac:ClassifiedTaxCategory>"), &["BR-CO-04"], CATEGORY, &["code"]),
        case(E, (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>"), &["BR-S-05"], CATEGORY, &["rate"]),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>Q</cbc:ID>"),
            &["BR-CL-18"],
            "/Invoice/cac:InvoiceLine[1]/cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
            &["Q"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID>\n<cbc:Percent>0</cbc:Percent>"),
            &["BR-S-05"],
            PERCENT,
            &["greater than zero"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-E-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>Z</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-Z-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>AE</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-AE-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>K</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-IC-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>G</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-G-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>O</cbc:ID>\n<cbc:Percent>25</cbc:Percent>"),
            &["BR-O-05"],
            PERCENT,
            &["25", "must be 0"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>L</cbc:ID>\n<cbc:Percent>-1</cbc:Percent>"),
            &["BR-AF-05"],
            PERCENT,
            &["-1", "negative"],
        ),
        case(
            E,
            (LINE, "<cac:ClassifiedTaxCategory><cbc:ID>M</cbc:ID>\n<cbc:Percent>-1</cbc:Percent>"),
            &["BR-AG-05"],
            PERCENT,
            &["-1", "negative"],
        ),
        case(
            E,
            (
                "<cbc:ID>VAT</cbc:ID>\n        </cac:TaxScheme>\n      </cac:ClassifiedTaxCategory>",
                "<cbc:ID>GST</cbc:ID>\n        </cac:TaxScheme>\n      </cac:ClassifiedTaxCategory>",
            ),
            &["BR-CO-04"],
            CATEGORY,
            &["VAT"],
        ),
        // Document level.
        case(E, ("<cbc:Amount currencyID=\"SEK\">25.00</cbc:Amount>", ""), &["BR-31"], EXTRA, &["amount"]),
        case(
            RATES,
            ("<cbc:Amount currencyID=\"SEK\">59.00</cbc:Amount>", ""),
            &["BR-36"],
            EXTRA,
            &["amount"],
        ),
        case(
            E,
            ("<cbc:ChargeIndicator>false<", "<cbc:ChargeIndicator>0<"),
            &["PEPPOL-EN16931-R043"],
            "/Invoice/cac:AllowanceCharge[1]/cbc:ChargeIndicator",
            &["0"],
        ),
        case(
            E,
            ("<cbc:ChargeIndicator>false</cbc:ChargeIndicator>", ""),
            &["PEPPOL-EN16931-R043"],
            EXTRA,
            &["ChargeIndicator"],
        ),
        case(
            E,
            ("<cbc:Percent>25<", "<cbc:Percent>0<"),
            &["BR-S-06"],
            "/Invoice/cac:AllowanceCharge[1]/cac:TaxCategory/cbc:Percent",
            &["greater than zero"],
        ),
        case(
            RATES,
            ("<cbc:Percent>25<", "<cbc:Percent>0<"),
            &["BR-S-07"],
            "/Invoice/cac:AllowanceCharge[1]/cac:TaxCategory/cbc:Percent",
            &["greater than zero"],
        ),
        case(
            E,
            ("<cbc:ID>S<", "<cbc:ID>X<"),
            &["BR-CL-17"],
            "/Invoice/cac:AllowanceCharge[1]/cac:TaxCategory/cbc:ID",
            &["X"],
        ),
    ]);
    let category = |name: &str, index: usize| {
        let fixture = text(name);
        let at = fixture.match_indices("<cac:TaxCategory>").nth(index).unwrap().0;
        let end = at + fixture[at..].find("</cac:TaxCategory>").unwrap() + "</cac:TaxCategory>".len();
        only_problem(format!("{}{}", &fixture[..at], &fixture[end..]).as_bytes())
    };
    assert_eq!(category(E, 0).rule, "BR-32");
    assert_eq!(category(RATES, 0).rule, "BR-37");
    assert_eq!(category(E, 1).rule, "BR-47");
}

/// A category on a line and another one in the breakdown: the first is missing there, the second
/// has no lines. For untaxed categories the base must agree to the minor unit.
#[test]
fn the_breakdown_must_have_every_category_with_its_base() {
    for (code, family) in [("Z", "Z"), ("E", "E"), ("AE", "AE"), ("K", "IC"), ("G", "G"), ("O", "O")] {
        let good = text("export.xml").replace("<cbc:ID>G<", &format!("<cbc:ID>{code}<"));
        accepted(&good);

        let off = with(
            &good,
            "TaxableAmount currencyID=\"EUR\">4000.00",
            "TaxableAmount currencyID=\"EUR\">4000.01",
        );
        let problem = only_problem(off.as_bytes());
        assert_eq!(problem.rule, format!("BR-{family}-08"));
        assert!(
            problem.place.starts_with("/Invoice/cac:TaxTotal[1]/cac:TaxSubtotal[1]/cbc:TaxableAmount, line ")
        );
        assert!(
            problem.message.contains("4000.00 EUR") && problem.message.contains("4000.01 EUR"),
            "{problem}"
        );

        let taxed = with(
            &good,
            "<cbc:TaxAmount currencyID=\"EUR\">0.00</cbc:TaxAmount>\n      <",
            "<cbc:TaxAmount currencyID=\"EUR\">0.40</cbc:TaxAmount>\n      <",
        );
        let problems = refused(taxed.as_bytes());
        let problem = problems.iter().find(|one| one.rule == format!("BR-{family}-09")).unwrap();
        assert!(problem.message.contains("0.40 EUR"), "{problem}");

        let other = if code == "Z" { "E" } else { "Z" };
        let elsewhere = with(&good, &format!("<cbc:ID>{code}<"), &format!("<cbc:ID>{other}<"));
        let problems = refused(elsewhere.as_bytes());
        assert_eq!(rules(&problems), [format!("BR-{family}-01"), format!("BR-{other}-08")]);
        assert!(problems[0].message.contains("4000.00 EUR"), "{}", problems[0]);
    }
    for (code, family) in [("S", "S"), ("L", "AF"), ("M", "AG"), ("B", "B")] {
        let good = text("prefixes.xml").replace("<ID>S<", &format!("<ID>{code}<"));
        accepted(&good);
        let off =
            with(&good, "TaxableAmount currencyID=\"EUR\">25.00", "TaxableAmount currencyID=\"EUR\">26.00");
        let problem = only_problem(off.as_bytes());
        assert_eq!(problem.rule, format!("BR-{family}-08"));
        assert!(problem.message.contains("25.00 EUR") && problem.message.contains("26.00 EUR"), "{problem}");
        accepted(&with(
            &good,
            "TaxableAmount currencyID=\"EUR\">25.00",
            "TaxableAmount currencyID=\"EUR\">25.99",
        ));
    }
    // One of three rates is missing: the VAT of its lines would be lost.
    let fixture = text(RATES);
    let start = fixture.match_indices("    <cac:TaxSubtotal>").nth(2).unwrap().0;
    let end = start + fixture[start..].find("</cac:TaxSubtotal>").unwrap() + "</cac:TaxSubtotal>".len();
    let problems = refused(format!("{}{}", &fixture[..start], &fixture[end..]).as_bytes());
    assert_eq!(rules(&problems), ["BR-S-08", "BR-CO-14"]);
    assert!(
        problems[0].message.contains("12 %") && problems[0].message.contains("241.50 SEK"),
        "{}",
        problems[0]
    );
}

#[test]
fn amounts_are_plain_figures_in_the_currency_of_the_document() {
    const NET: &str = "/Invoice/cac:InvoiceLine[3]/cbc:LineExtensionAmount";
    check(&[
        case(
            E,
            ("currencyID=\"SEK\">68.50<", "currencyID=\"NOK\">68.50<"),
            &["PEPPOL-EN16931-R051"],
            NET,
            &["NOK", "SEK"],
        ),
        case(
            E,
            (" currencyID=\"SEK\">68.50<", ">68.50<"),
            &["PEPPOL-EN16931-R051"],
            NET,
            &["no currency", "SEK"],
        ),
        case(
            E,
            ("currencyID=\"SEK\">49.00<", "currencyID=\"EUR\">49.00<"),
            &["PEPPOL-EN16931-R051"],
            "/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount",
            &["EUR", "SEK"],
        ),
        case(E, (">68.50<", ">68.505<"), &["AMOUNT"], NET, &["68.505", "2", "SEK"]),
        case(
            "yen.xml",
            (
                "LineExtensionAmount currencyID=\"JPY\">8991<",
                "LineExtensionAmount currencyID=\"JPY\">8991.5<",
            ),
            &["AMOUNT"],
            "/Invoice/cac:InvoiceLine[1]/cbc:LineExtensionAmount",
            &["8991.5", "0", "JPY"],
        ),
        case(
            "dinar.xml",
            (
                "LineExtensionAmount currencyID=\"KWD\">15.631<",
                "LineExtensionAmount currencyID=\"KWD\">15.6312<",
            ),
            &["AMOUNT"],
            "/Invoice/cac:InvoiceLine[1]/cbc:LineExtensionAmount",
            &["15.6312", "3", "KWD"],
        ),
        case(E, (">68.50<", ">68,50<"), &["AMOUNT"], NET, &["68,50"]),
        case(E, (">68.50<", ">6.85e1<"), &["AMOUNT"], NET, &["6.85e1"]),
        case(E, (">68.50<", ">NaN<"), &["AMOUNT"], NET, &["NaN"]),
        case(E, (">68.50<", "><"), &["AMOUNT"], NET, &["empty"]),
        case(E, (">68.50<", ">10000000000000.01<"), &["AMOUNT"], NET, &["10000000000000.01", "larger"]),
        case(E, (">68.50<", ">99999999999999999999999999999999999999999999<"), &["AMOUNT"], NET, &["9999"]),
        case(
            E,
            (">49.00<", ">99999999999999<"),
            &["AMOUNT"],
            "/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount",
            &["larger"],
        ),
        case(E, ("\"MON\">1<", "\"MON\">9999999999999999999999999999<"), &["AMOUNT"], NET, &["larger"]),
        case(
            E,
            ("\"MON\">1<", "\"MON\">one<"),
            &["NUMBER"],
            "/Invoice/cac:InvoiceLine[3]/cbc:InvoicedQuantity",
            &["one"],
        ),
        case(
            E,
            ("<cbc:Percent>25<", "<cbc:Percent>25 %<"),
            &["NUMBER"],
            "/Invoice/cac:AllowanceCharge[1]/cac:TaxCategory/cbc:Percent",
            &["25 %"],
        ),
    ]);
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
    assert!(last.message.starts_with("50 more"), "{last}");
}
