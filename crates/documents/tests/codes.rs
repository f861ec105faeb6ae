//! Payment codes, read again by a reader that is not ours.
#![allow(clippy::unwrap_used)]

mod support;

use documents::codes::{Code, Scheme};
use domain::Money;
use domain::invoices::document::{Document, PaymentMeans};
use proptest::prelude::*;
use support::{accepted, text};

fn means(account: &str, bank: Option<&str>, reference: Option<&str>) -> PaymentMeans {
    PaymentMeans {
        code: "30".into(),
        reference: reference.map(Into::into),
        account: Some(account.into()),
        account_name: Some("Lumen & Fjäll Energi AB".into()),
        bank: bank.map(Into::into),
    }
}

fn document(means: Vec<PaymentMeans>) -> Document {
    Document { payment_means: means, ..accepted(&text("electricity.xml")) }
}

fn rest(minor: i64, currency: &str) -> Money {
    Money::new(minor, currency.parse().unwrap())
}

fn code(scheme: Scheme, means: PaymentMeans, rest: Money) -> Option<Code> {
    Code::of(scheme, &document(vec![means]), rest)
}

/// Draws the picture as a browser would, so many pixels for a unit, and reads what is in it.
fn read_again(svg: &str) -> String {
    const PIXELS: usize = 4;
    let side: usize = svg.split_once("viewBox=\"0 0 ").unwrap().1.split(' ').next().unwrap().parse().unwrap();
    let (_, path) = svg.rsplit_once(" d=\"").unwrap();
    let mut dark = vec![false; side * side];
    for run in path.split_once('"').unwrap().0.split('z').filter(|run| !run.is_empty()) {
        let (x, after) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
        let (y, after) = after.split_once('h').unwrap();
        let length: usize = after.split_once("v1").unwrap().0.parse().unwrap();
        let start = y.parse::<usize>().unwrap() * side + x.parse::<usize>().unwrap();
        dark[start..start + length].fill(true);
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * PIXELS, side * PIXELS, |x, y| {
        if dark[y / PIXELS * side + x / PIXELS] { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code is in the picture");
    grids[0].decode().unwrap().1
}

#[test]
fn a_transfer_in_euros_is_read_again_byte_for_byte() {
    let means = means("SE45 5000 0000 0583 9825 7466", Some("ESSESESS"), Some("RF18 5390 0754 7034"));
    let code = code(Scheme::Epc, means, rest(79_900, "EUR")).unwrap();
    let expected = "BCD\n002\n1\nSCT\nESSESESS\nLumen & Fjäll Energi AB\nSE4550000000058398257466\nEUR799.00\n\n\
                    RF18539007547034";
    assert_eq!(code.text(), expected);
    assert_eq!(read_again(&code.svg()), expected);
}

#[test]
fn a_reference_that_is_none_by_its_check_digits_is_stated_in_words() {
    let code = code(Scheme::Epc, means("DE89370400440532013000", None, Some("RE-77/2026")), rest(1, "EUR"));
    let code = code.unwrap();
    let expected =
        "BCD\n002\n1\nSCT\n\nLumen & Fjäll Energi AB\nDE89370400440532013000\nEUR0.01\n\n\nRE-77/2026";
    assert_eq!(code.text(), expected);
    assert_eq!(read_again(&code.svg()), expected);
}

#[test]
fn without_a_reference_the_number_of_the_invoice_is_stated() {
    let code =
        code(Scheme::Epc, means("DE89370400440532013000", None, Some(" ")), rest(1_00, "EUR")).unwrap();
    assert!(code.text().ends_with("\nEUR1.00\n\n\n2026-1001"), "{}", code.text());
}

#[test]
fn a_payment_by_swish_is_read_again_byte_for_byte() {
    let means = means("123 000 00 08", Some("SE:SWISH"), Some("1048 2073 4"));
    let code = code(Scheme::Swish, means, rest(124_950, "SEK")).unwrap();
    let expected = "C1230000008;1249,50;1048%202073%204;0";
    assert_eq!(code.text(), expected);
    assert_eq!(read_again(&code.svg()), expected);
}

#[test]
fn there_is_no_code_where_nothing_could_be_paid_with_it() {
    let iban = || means("SE4550000000058398257466", None, None);
    let swish = || means("1230000008", Some("SE:SWISH"), None);
    assert!(
        code(Scheme::Epc, iban(), rest(1, "EUR")).is_some()
            && code(Scheme::Swish, swish(), rest(1, "SEK")).is_some()
    );
    for (scheme, means, rest, why) in [
        (Scheme::Epc, iban(), rest(0, "EUR"), "nothing remains"),
        (Scheme::Epc, iban(), rest(-1, "EUR"), "less than nothing remains"),
        (Scheme::Epc, iban(), rest(100_000_000_000, "EUR"), "more than the norm takes"),
        (Scheme::Epc, iban(), rest(100, "SEK"), "not in euros"),
        (Scheme::Epc, means("SE4550000000058398257467", None, None), rest(100, "EUR"), "wrong check digits"),
        (Scheme::Epc, means("5050-1055", Some("SE:BANKGIRO"), None), rest(100, "EUR"), "no IBAN"),
        (
            Scheme::Epc,
            means("CH9300762011623852957", None, None),
            rest(100, "EUR"),
            "no bank's code outside the EEA",
        ),
        (Scheme::Swish, swish(), rest(0, "SEK"), "nothing remains"),
        (Scheme::Swish, swish(), rest(100, "EUR"), "not in kronor"),
        (Scheme::Swish, means("0701234567", Some("SE:SWISH"), None), rest(100, "SEK"), "a person's number"),
        (Scheme::Swish, means("1230000008", None, None), rest(100, "SEK"), "not said to be Swish"),
    ] {
        assert!(code(scheme, means, rest).is_none(), "{why}");
    }
    assert!(Code::of(Scheme::Epc, &document(Vec::new()), rest(100, "EUR")).is_none(), "no account at all");
}

#[test]
fn the_first_account_that_fits_is_taken() {
    let several = document(vec![
        means("5050-1055", Some("SE:BANKGIRO"), Some("1")),
        means("SE4550000000058398257466", None, Some("2")),
        means("DE89370400440532013000", None, Some("3")),
    ]);
    assert!(Code::of(Scheme::Epc, &several, rest(100, "EUR")).unwrap().text().ends_with("\n2"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever stands in a document: the code has its lines where the norm wants them, fits, and reads the same.
    #[test]
    fn no_name_and_no_reference_breaks_a_code(
        name in "\\PC{0,90}|[\\n\\r\\ta-z;]{0,90}",
        reference in "\\PC{0,160}|[\\n\\r\\t0-9;]{0,60}",
        minor in 1_i64..100_000_000_000,
    ) {
        for (scheme, account, bank, currency) in [
            (Scheme::Epc, "DE89370400440532013000", None, "EUR"),
            (Scheme::Swish, "1230000008", Some("SE:SWISH"), "SEK"),
        ] {
            let means = PaymentMeans { account_name: Some(name.clone()), ..means(account, bank, Some(&reference)) };
            let Some(code) = code(scheme, means, rest(minor, currency)) else { continue };
            let amount = match scheme {
                Scheme::Epc => {
                    let lines: Vec<&str> = code.text().split('\n').collect();
                    prop_assert!((10..=11).contains(&lines.len()) && code.text().len() <= 331);
                    prop_assert_eq!(lines[6], account);
                    lines[7].strip_prefix("EUR").unwrap().replace('.', "")
                }
                Scheme::Swish => {
                    let fields: Vec<&str> = code.text().split(';').collect();
                    prop_assert_eq!(fields.len(), 4);
                    fields[1].replace(',', "")
                }
            };
            prop_assert_eq!(amount.trim_start_matches('0'), minor.to_string());
            prop_assert_eq!(read_again(&code.svg()), code.text());
        }
    }
}
