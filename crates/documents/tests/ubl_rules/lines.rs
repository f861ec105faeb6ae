//! Lines and the amounts in them.

use crate::case::*;
use crate::support::*;

const LINE_3: &str = "/Invoice/cac:InvoiceLine[3]";

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
