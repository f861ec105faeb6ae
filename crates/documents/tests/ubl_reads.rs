//! What is read from good files.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use documents::ubl;
use domain::invoices::document::{AllowanceOrCharge, DocumentKind, PaymentMeans, VatCode};
use support::*;

#[test]
fn an_electricity_invoice_is_read_whole() {
    let document = accepted(&text("electricity.xml"));

    assert_eq!(document.kind, DocumentKind::Invoice);
    assert_eq!(document.number, "2026-1001");
    assert_eq!(document.issue_date.to_string(), "2026-05-04");
    assert_eq!(document.due_date.unwrap().to_string(), "2026-06-03");
    assert_eq!(document.currency.code(), "SEK");
    assert_eq!(document.buyer_reference.as_deref(), Some("REF-77"));
    assert_eq!(document.notes, ["Anläggnings-id 735999000000000017.\nFrågor? Skriv till lumen@example.com."]);
    assert_eq!(document.payment_terms.as_deref(), Some("30 dagar netto"));

    let seller = &document.seller;
    assert_eq!(seller.name, "Lumen");
    assert_eq!(seller.legal_name.as_deref(), Some("Lumen & Fjäll Energi AB"));
    assert_eq!(seller.registration.as_deref(), Some("5590000013"));
    assert_eq!(
        seller.vat_number.as_deref(),
        Some("SE559000001301"),
        "not the F-tax note, which stands first"
    );
    assert_eq!(seller.email.as_deref(), Some("lumen@example.com"));
    let address = seller.address.as_ref().unwrap();
    assert_eq!(address.lines, ["Strömgatan 5"]);
    assert_eq!(address.country.as_deref(), Some("SE"));
    assert_eq!(document.buyer.identifier.as_deref(), Some("K-1001"));
    assert_eq!(document.buyer.contact_name.as_deref(), Some("Åsa Ek"));

    let means = PaymentMeans {
        code: "30".into(),
        reference: Some("202610017".into()),
        account: Some("5050101".into()),
        account_name: Some("Lumen & Fjäll Energi AB".into()),
        bank: Some("SE:BANKGIRO".into()),
    };
    assert_eq!(document.payment_means, [means]);

    let [energy, grid, fee] = &document.lines[..] else { panic!("three lines") };
    assert_eq!(energy.description.as_deref(), Some("Rörligt pris, elområde SE3"));
    assert_eq!((energy.price_quantity.to_string(), energy.net_minor), ("100".into(), 58_998));
    assert_eq!(energy.period_end.unwrap().to_string(), "2026-04-30");
    assert_eq!(grid.allowances_charges[0].kind, AllowanceOrCharge::Allowance);
    assert_eq!((grid.allowances_charges[0].amount_minor, grid.net_minor), (900, 9_997));
    assert_eq!(fee.allowances_charges[0].kind, AllowanceOrCharge::Charge);
    assert_eq!(fee.allowances_charges[0].reason.as_deref(), Some("Pappersfaktura"));

    assert_eq!(document.allowances_charges[0].reason.as_deref(), Some("Lojalitetsrabatt"));
    let totals = document.totals;
    assert_eq!(
        (totals.lines_minor, totals.allowances_minor, totals.without_vat_minor),
        (75_845, 2_500, 73_345)
    );
    assert_eq!((totals.vat_minor, totals.with_vat_minor), (18_336, 91_681));
    assert_eq!((totals.rounding_minor, totals.payable_minor), (19, 91_700));
}

#[test]
fn every_rate_has_its_part_of_the_breakdown() {
    let document = accepted(&text("vat-rates.xml"));
    let parts: Vec<(VatCode, String, i64, i64)> = document
        .vat_breakdown
        .iter()
        .map(|one| (one.vat.code, one.vat.rate.to_string(), one.taxable_minor, one.tax_minor))
        .collect();
    assert_eq!(
        parts,
        [
            (VatCode::S, "25".into(), 21_455, 5_364),
            (VatCode::S, "6".into(), 35_910, 2_155),
            (VatCode::S, "12".into(), 24_150, 2_898),
            (VatCode::E, "0".into(), 3_500, 0),
        ]
    );
    assert_eq!(
        document.vat_breakdown[3].exemption_reason.as_deref(),
        Some("Undantag för försäkringstjänster")
    );
    assert_eq!(document.totals.charges_minor, 5_900);
}

#[test]
fn a_credit_note_names_its_invoice_and_gives_a_positive_amount_back() {
    let document = accepted(&text("credit-note.xml"));
    assert_eq!(document.kind, DocumentKind::CreditNote);
    assert_eq!(document.preceding, ["2026-1001"]);
    assert_eq!(document.lines[1].net_minor, -1_000, "a negative line takes off what is credited");
    assert_eq!(document.totals.payable_minor, 5_910);
    assert_eq!(document.due_date.unwrap().to_string(), "2026-06-03", "stated with the payment means");
}

#[test]
fn yen_have_no_decimals_and_dinars_three() {
    let yen = accepted(&text("yen.xml"));
    assert_eq!((yen.totals.vat_minor, yen.totals.payable_minor), (1_055, 11_990));
    let dinar = accepted(&text("dinar.xml"));
    assert_eq!((dinar.lines[0].net_minor, dinar.totals.payable_minor), (15_631, 18_538));

    // 333 × 27.001 is 8991.333 yen: more than 0.02 beside what a line in yen can say.
    accepted(&with(&text("yen.xml"), ">27<", ">27.001<"));
    // Zeros behind the point are no more decimals.
    accepted(&text("yen.xml").replace("11990", "11990.00"));
}

#[test]
fn what_was_prepaid_beyond_the_total_is_kept() {
    let document = accepted(&text("prepaid.xml"));
    assert_eq!((document.totals.prepaid_minor, document.totals.payable_minor), (180_000, -30_000));
}

#[test]
fn exempt_categories_have_their_reason() {
    for (name, code, reason) in [
        ("reverse-charge.xml", VatCode::AE, "Reverse charge"),
        ("intra-community.xml", VatCode::K, "Intra-Community supply"),
        ("export.xml", VatCode::G, "Export outside the EU"),
    ] {
        let document = accepted(&text(name));
        assert_eq!(document.vat_breakdown[0].vat.code, code);
        assert_eq!(document.vat_breakdown[0].exemption_reason.as_deref(), Some(reason));
        assert_eq!(document.totals.vat_minor, 0);
    }
    // Not subject to VAT: no rate is stated at all.
    let outside = text("export.xml")
        .replace("<cbc:ID>G</cbc:ID>", "<cbc:ID>O</cbc:ID>")
        .replace("<cbc:Percent>0</cbc:Percent>", "");
    assert_eq!(accepted(&outside).lines[0].vat.code, VatCode::O);
}

#[test]
fn prefixes_are_only_names_and_the_tax_may_stand_in_a_second_currency() {
    let document = accepted(&text("prefixes.xml"));
    assert_eq!((document.number.as_str(), document.totals.payable_minor), ("2026-1007", 3_125));
    assert_eq!(document.totals.vat_minor, 625, "the total in the document's currency, not the 69.38 SEK");
}

#[test]
fn the_encoding_does_not_change_what_is_read() {
    let name = |bytes: &[u8]| ubl::read(bytes).unwrap().lines[0].name.clone();
    assert_eq!(name(&bytes("latin1.xml")), "Värmeväxlare på räls");
    assert_eq!(name(&bytes("utf16.xml")), "Värmeväxlare på räls");

    let plain = text("electricity.xml");
    let marked = [b"\xEF\xBB\xBF", plain.as_bytes()].concat();
    assert_eq!(ubl::read(&marked).unwrap(), accepted(&plain));

    let swapped: Vec<u8> = bytes("utf16.xml").chunks_exact(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    assert_eq!(name(&swapped), "Värmeväxlare på räls", "the other order of bytes");

    let price_in_euros = with(&text("reverse-charge.xml"), "UTF-8", "windows-1252");
    let (before, after) = price_in_euros.split_once("Netzberatung").unwrap();
    let windows = [before.as_bytes(), b"Netz \x80", after.as_bytes()].concat();
    assert_eq!(name(&windows), "Netz €");
}

#[test]
fn text_is_what_the_xml_says() {
    let fixture = text("electricity.xml");
    for (written, read) in [
        ("A &amp; B &lt;C&gt; &quot;D&apos;", "A & B <C> \"D'"),
        ("Fj&#xE4;ll &#8364;", "Fjäll €"),
        ("<![CDATA[<b>Fjäll</b> &amp;]]>", "<b>Fjäll</b> &amp;"),
        ("  El\n   energi <!-- x -->April ", "El energi April"),
    ] {
        let document = accepted(&with(&fixture, "<cbc:Name>Elenergi<", &format!("<cbc:Name>{written}<")));
        assert_eq!(document.lines[0].name, read);
    }
}

#[test]
fn a_date_may_carry_a_zone_and_a_due_date_may_stand_with_the_payment_means() {
    let fixture = text("electricity.xml");
    let zoned = accepted(&with(&fixture, "<cbc:DueDate>2026-06-03<", "<cbc:DueDate>2026-06-03+02:00<"));
    assert_eq!(zoned.due_date.unwrap().to_string(), "2026-06-03");

    let moved = with(&fixture, "<cbc:DueDate>2026-06-03</cbc:DueDate>", "");
    assert_eq!(accepted(&moved).due_date, None, "there are terms of payment");
    let moved = with(
        &moved,
        "</cbc:PaymentMeansCode>",
        "</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-06-04</cbc:PaymentDueDate>",
    );
    assert_eq!(accepted(&moved).due_date.unwrap().to_string(), "2026-06-04");
}

#[test]
fn official_tolerances_are_kept() {
    // Base and tax of a taxed category may be off by less than a whole krona, a line by 0.02.
    let fixture = text("electricity.xml");
    let line = with(&fixture, ">68.50<", ">68.52<");
    let line = line.replace(">758.45<", ">758.47<");
    let line = with(
        &line,
        "TaxExclusiveAmount currencyID=\"SEK\">733.45",
        "TaxExclusiveAmount currencyID=\"SEK\">733.47",
    );
    let line = with(&line, ">916.81<", ">916.83<");
    let line =
        with(&line, "RoundingAmount currencyID=\"SEK\">0.19", "RoundingAmount currencyID=\"SEK\">0.17");
    assert_eq!(accepted(&line).totals.payable_minor, 91_700);

    let tax = fixture.replace(">183.36<", ">184.35<").replace(">916.81<", ">917.80<");
    let tax = with(&tax, "RoundingAmount currencyID=\"SEK\">0.19", "RoundingAmount currencyID=\"SEK\">-0.80");
    assert_eq!(accepted(&tax).totals.vat_minor, 18_435);
}

#[test]
fn five_thousand_lines_are_read() {
    let fixture = text("reverse-charge.xml");
    let start = fixture.find("  <cac:InvoiceLine>").unwrap();
    let end = fixture.find("</Invoice>").unwrap();
    let lines = fixture[start..end].replace("760.00", "0.00").replace(">95.00<", ">0<");
    let many = |count: usize| format!("{}{}{}", &fixture[..end], lines.repeat(count), &fixture[end..]);
    assert_eq!(accepted(&many(4_999)).lines.len(), ubl::MAX_LINES);

    let problem = only_problem(many(5_000).as_bytes());
    assert_eq!(problem.rule, "LIMIT");
    assert!(problem.place.starts_with("/Invoice/cac:InvoiceLine[5001], line "), "{problem}");
}

/// The amount due is also found by a plain search in the text, which knows nothing of this reader.
#[test]
fn every_official_example_is_read_with_the_amount_it_states() {
    let Some(files) = official_examples() else { return };
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (_, after) = text.split_once("<cbc:PayableAmount").unwrap();
        let stated = after.split_once('>').unwrap().1.split_once('<').unwrap().0.trim();
        let document =
            ubl::read(&bytes).unwrap_or_else(|problems| panic!("{}: {problems:#?}", file.display()));
        let payable = domain::Money::new(document.totals.payable_minor, document.currency).to_decimal();
        assert_eq!(payable, stated.parse().unwrap(), "{}", file.display());
    }
}
