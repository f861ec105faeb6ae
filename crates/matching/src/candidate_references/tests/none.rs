//! Digits that are no invoice's number: how they are recognised, and what they must not hide.

use super::{Extent, keys, whole};

#[test]
fn digits_that_are_no_number_are_none_or_doubted() {
    for (text, inside) in [
        ("Payment 2026-11-25 thanks", "1125"),
        ("Payment 2026-11-25 thanks", "2026"),
        ("25.11.2026", "2511"),
        ("paid 25/11", "2511"),
        ("2026 11 25", "1125"),
        ("2026-11-25T10:15:30", "1015"),
        ("november 2026", "2026"),
        ("ring 070-123 44 55", "4455"),
        ("104820734 070-123 44 55", "70123"),
        ("104820734 070-123 44 55", "1234455"),
        ("070 123 44 55 104820734", "4455"),
        ("104820734 +46 70 123 44 55", "4455"),
        ("+46 70 123 44 55", "4455"),
        ("tel 1234567", "1234567"),
        ("Storgatan 1125", "1125"),
        ("Hauptstr. 1125", "1125"),
        ("card 5123 45** **** 1234", "1234"),
        ("thanks for 10 000", "10000"),
        ("sum 100.00 EUR", "10000"),
        ("1 250,00 kr", "1250"),
        ("SEK 10000", "10000"),
        ("10000 kr", "10000"),
        ("10000kr", "10000"),
        ("123 45 Stockholm", "12345"),
        ("10115 Berlin", "10115"),
        ("1011 AB Amsterdam", "1011"),
        ("from SE45 5000 0000 0583 9825 7466", "5000"),
        ("DE02120300000000202051", "202051"),
        ("Kundennummer 47110", "47110"),
        ("BG 5050-1055", "50501055"),
        ("konto nr 58398", "58398"),
        ("20261125", "20261125"),
        ("261125", "261125"),
    ] {
        assert!(!whole(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", whole(text));
        let parts = keys(&[text], Extent::Part);
        assert!(!parts.contains(&inside.to_owned()), "{inside} is a part of {text}: {parts:?}");
    }
    // What names it says what it is.
    assert!(whole("Faktura 20261125").contains(&"20261125".to_owned()));
    assert!(whole("Invoice 10115 Berlin").contains(&"10115".to_owned()));
}

/// The candidate references in a text that count as a number: whole or a part.
fn believed(text: &str) -> Vec<String> {
    [whole(text), keys(&[text], Extent::Part)].concat()
}

#[test]
fn labels_with_signs_and_abbreviations_say_whose_number_it_is() {
    let others = [
        "Kd-Nr. 47110",
        "Kd.-Nr.: 47110",
        "Kd.Nr. 47110",
        "Kd. Nr. 47110",
        "KdNr 47110",
        "Kd-Nr.47110",
        "Kdnr47110",
        "Kunden-Nr. 47110",
        "Kunden Nr 47110",
        "Kunden-Nummer: 47110",
        "Debitorennr. 47110",
        "Mitglieds-Nr. 47110",
        "Vertrags-Nr. 47110",
        "Versicherungs-Nr 47110",
        "Auftrags Nr. 47110",
        "Bestell-Nr. 47110",
        "St.-Nr. 47110",
        "Tel.-Nr. 47110",
        "Tel.Nr.47110",
        "Telefon-Nr: 47110",
        "Tel.47110",
        "Cust.-No. 47110",
        "Cust# 47110",
        "customer-no 47110",
        "Client no. 47110",
        "Order no 47110",
        "policy number 47110",
        "Phone-No. 47110",
        "Kund-nr 47110",
        "kundnumret 47110",
        "kund.nr: 47110",
        "medlemsnr 47110",
        "avtals-nr 47110",
        "Klant-nr. 47110",
        "klantennummer 47110",
        "debiteurnr 47110",
        "relatie-nr 47110",
        "telefoonnummer 47110",
        "N° client 47110",
        "client n° 47110",
        "réf. client 47110",
        "numéro de client : 47110",
        "tél. 47110",
    ];
    for text in others {
        assert!(!believed(text).contains(&"47110".to_owned()), "{text}: {:?}", believed(text));
    }
    for text in [
        "Rech.-Nr. 17",
        "Rech.Nr.17",
        "Rechnungs-Nr.: 17",
        "Rechnungs Nr 17",
        "Rg.-Nr. 17",
        "Re-Nr 17",
        "Beleg-Nr. 17",
        "Fakt.nr 17",
        "Fakt.-nr. 17",
        "faktura-nr 17",
        "Faktura nr: 17",
        "fakturanumret 17",
        "Inv.-No. 17",
        "Inv.No.17",
        "invoice-number 17",
        "Bill-No 17",
        "Ref.-Nr 17",
        "Factuur-nr. 17",
        "fact.nr 17",
        "Facture n° 17",
        "facture-no 17",
        "n° de facture : 17",
        "numéro de facture 17",
    ] {
        assert!(whole(text).contains(&"17".to_owned()), "{text}: {:?}", whole(text));
    }
    let both = whole("Kd-Nr. 47110 Rech.-Nr. 10482 Tel.-Nr. 47112");
    assert!(both.contains(&"10482".to_owned()) && !both.contains(&"47110".to_owned()), "{both:?}");
    // A number that begins like a label is looked for as it stands.
    assert!(whole("KD-2026-17").contains(&"KD202617".to_owned()));
    assert!(whole("Reno 10482").contains(&"10482".to_owned()));
    assert!(whole("Order 10482").contains(&"10482".to_owned()), "an order may be what is paid for");
}

#[test]
fn a_postcode_is_told_by_its_country_its_street_or_its_place() {
    for (text, inside) in [
        ("D-10115 Berlin", "10115"),
        ("A-1010 Wien", "1010"),
        ("CH-8001 Zürich", "8001"),
        ("CH-9000 St. Gallen", "9000"),
        ("DK-2100 København", "2100"),
        ("DK 2100 København", "2100"),
        ("NO-1048 Oslo", "1048"),
        ("NL-1012 AB Amsterdam", "1012"),
        ("SE-114 55 Stockholm", "11455"),
        ("114 55 Stockholm", "11455"),
        ("S-114 55 STOCKHOLM", "11455"),
        ("75008 Paris", "75008"),
        ("10115 BERLIN", "10115"),
        ("61348 Bad Homburg", "61348"),
        ("Ring 12, D-10115 Berlin", "10115"),
        ("Hauptstr. 1, 1010 Wien", "1010"),
        ("12 rue Haute 1000 Bruxelles", "1000"),
        ("FR-75008 Neuilly-Plaisance", "75008"),
    ] {
        assert!(!believed(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", believed(text));
    }
    for (text, wanted) in [
        ("10482", "10482"),
        ("10482 Tack", "10482"),
        ("10482 Byte", "10482"),
        ("10482 Ada Byte", "10482"),
        ("10482 November", "10482"),
        ("10482 THANKS FOR ALL", "10482"),
        ("INVOICE 10482 ENERGY FOR US", "10482"),
        ("10482 ENERGY bill", "10482"),
        ("1048 Byte", "1048"),
        ("1048 Solkraft", "1048"),
        ("A-10482", "A10482"),
        ("D-10115", "D10115"),
        ("Invoice D-10115 Berlin", "D10115"),
        ("Rechnung 10115 Berlin", "10115"),
        ("A-1010 Solkraft for november", "A1010"),
    ] {
        assert!(whole(text).contains(&wanted.to_owned()), "{wanted} in {text}: {:?}", whole(text));
    }
    // It is doubtful and not ignored: an invoice may have exactly this number.
    for (text, doubted) in [("A-1010 Wien", "A1010"), ("10115 Berlin", "10115"), ("DK 2100 Odense", "2100")] {
        assert!(keys(&[text], Extent::Doubtful).contains(&doubted.to_owned()), "{text}");
    }
}

#[test]
fn amounts_are_told_by_the_sign_or_the_name_of_a_currency_at_them() {
    for (text, inside) in [
        ("€1000", "1000"),
        ("1000€", "1000"),
        ("€ 1000", "1000"),
        ("1000 €", "1000"),
        ("£1250", "1250"),
        ("$1,250.00", "125000"),
        ("US$1250", "1250"),
        ("SEK1000", "1000"),
        ("1000kr", "1000"),
        ("kr.1000", "1000"),
        ("kr 1000", "1000"),
        ("1000:-", "1000"),
        ("1000,- tack", "1000"),
        ("1'250.-", "1250"),
        ("EUR 1.000,00", "100000"),
        ("EUR1.000,00", "100000"),
        ("1.000,00EUR", "100000"),
        ("CHF1'000.00", "100000"),
        ("CHF1'000.00", "1000"),
        ("CHF 1’000.00", "100000"),
        ("€ 12 500", "12500"),
        ("12 500 €", "12500"),
        ("Invoice €1250", "1250"),
        ("10482 €1250", "1250"),
        ("1250€ 10482", "1250"),
    ] {
        assert!(!believed(text).contains(&inside.to_owned()), "{inside} in {text}: {:?}", believed(text));
    }
    for text in [
        "10482 €1250",
        "€1250 10482",
        "1250€ 10482",
        "1250 € 10482",
        "10482 SEK 450,00",
        "450,00 SEK 10482",
        "10482: €450",
        "10482 450€",
        "€450 10482",
    ] {
        assert!(whole(text).contains(&"10482".to_owned()), "{text}: {:?}", whole(text));
    }
    assert!(whole("FR-10482").contains(&"FR10482".to_owned()), "letters of a currency may begin a number");
    for text in ["SEK1250", "FR-10482", "CHF1'000.00"] {
        let doubted = keys(&[text], Extent::Doubtful);
        assert!(!doubted.iter().any(|key| key.starts_with('1')), "{text} without its letters: {doubted:?}");
    }
}
