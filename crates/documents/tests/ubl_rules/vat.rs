//! The VAT breakdown: its bases, its taxes, its completeness.

use crate::case::*;
use crate::support::*;

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

/// A category on a line and another one in the breakdown: the first is missing there, the second
/// has no lines. For exempt categories the base must agree to the minor unit.
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
