//! The totals: BR-CO-10 to BR-CO-16.

use crate::case::*;
use crate::support::*;

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
