//! VAT categories and the rates that may stand with them; allowances and charges.

use crate::case::*;
use crate::support::*;

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
