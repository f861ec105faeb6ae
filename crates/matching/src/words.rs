//! The words that people put in front of numbers, in the languages that are read here.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What is named by one of these is the number of an invoice, or a reference.
const LABELS: &[&str] = &[
    "ARVE",
    "AVI",
    "BELEG",
    "BELEGNR",
    "BETALINGSKENMERK",
    "BETR",
    "BETREFF",
    "BILL",
    "DOC",
    "FAC",
    "FACT",
    "FACTURA",
    "FACTURE",
    "FACTUUR",
    "FACTUURNR",
    "FACTUURNUMMER",
    "FAKT",
    "FAKTNR",
    "FAKTURA",
    "FAKTURAN",
    "FAKTURANR",
    "FAKTURANUMMER",
    "FAKTUROR",
    "FATTURA",
    "FKT",
    "FNR",
    "INV",
    "INVNO",
    "INVOICE",
    "INVOICENO",
    "INVOICENR",
    "INVOICES",
    "KENMERK",
    "KID",
    "KIDNR",
    "LASKU",
    "LASKUNRO",
    "OCR",
    "OCRNR",
    "RE",
    "RECHN",
    "RECHNR",
    "RECHNUNG",
    "RECHNUNGEN",
    "RECHNUNGSNR",
    "RECHNUNGSNUMMER",
    "REF",
    "REFERENCE",
    "REFERENS",
    "REFERENSNR",
    "REFERENZ",
    "REFERENZNR",
    "REFNO",
    "REFNR",
    "RENR",
    "RG",
    "RGNR",
    "RNR",
    "VIITE",
    "VIITENRO",
    "VIITENUMERO",
    "VS",
];

/// These name a number of whatever the word before them says.
const NUMBER_WORDS: &[&str] =
    &["N", "NO", "NR", "NRO", "NUM", "NUMBER", "NUMERO", "NUMMER", "NUMRO", "ID", "CODE"];

/// What is named by one of these is something else.
const OTHERS: &[&str] = &[
    "ACCOUNT",
    "ACCT",
    "AMOUNT",
    "APT",
    "BANKGIRO",
    "BELOPP",
    "BETRAG",
    "BG",
    "BIC",
    "BLZ",
    "BOX",
    "CARD",
    "CLEARING",
    "CUSTNO",
    "CUSTOMER",
    "CUSTOMERNO",
    "DATE",
    "DATED",
    "DATO",
    "DATUM",
    "DEN",
    "DU",
    "FAX",
    "FON",
    "HANDY",
    "IBAN",
    "JAHR",
    "KDNR",
    "KLANT",
    "KLANTNR",
    "KONTO",
    "KONTONR",
    "KORT",
    "KTO",
    "KUND",
    "KUNDE",
    "KUNDENNR",
    "KUNDENNUMMER",
    "KUNDNR",
    "KUNDNUMMER",
    "LGH",
    "MEMBER",
    "MITGLIED",
    "MOB",
    "MOBIL",
    "MOBILE",
    "ON",
    "ORG",
    "ORGNR",
    "PAS",
    "PERSONNR",
    "PG",
    "PHONE",
    "PLUSGIRO",
    "PLZ",
    "PNR",
    "POSTBOX",
    "POSTCODE",
    "POSTFACH",
    "POSTGIRO",
    "POSTNR",
    "SMS",
    "SUM",
    "SUMMA",
    "SUMME",
    "TEL",
    "TELEFON",
    "TELEPHONE",
    "TELNR",
    "TERMINAL",
    "TFN",
    "TLF",
    "TOTAL",
    "VALUTA",
    "VAT",
    "VOM",
    "YEAR",
    "ZIP",
    "ÅR",
    "CA",
    "TID",
];

/// Behind the name of a street stands a house.
const STREETS: &[&str] = &[
    "GATAN", "GATE", "GADE", "VÄGEN", "VEIEN", "VEJ", "STIGEN", "STRASSE", "STRAßE", "STR", "STRAAT",
    "STREET", "ROAD", "WEG", "LAAN", "PLATZ", "AVENUE", "KATU", "TIE",
];

const MONTHS: &[&str] = &[
    "JAN",
    "JANUARY",
    "JANUARI",
    "JANUAR",
    "JÄNNER",
    "FEB",
    "FEBRUARY",
    "FEBRUARI",
    "FEBRUAR",
    "MAR",
    "MARCH",
    "MARS",
    "MÄRZ",
    "MAERZ",
    "MAART",
    "MRT",
    "APR",
    "APRIL",
    "MAY",
    "MAJ",
    "MAI",
    "MEI",
    "JUN",
    "JUNE",
    "JUNI",
    "JUL",
    "JULY",
    "JULI",
    "AUG",
    "AUGUST",
    "AUGUSTI",
    "AUGUSTUS",
    "SEP",
    "SEPT",
    "SEPTEMBER",
    "OCT",
    "OKT",
    "OCTOBER",
    "OKTOBER",
    "NOV",
    "NOVEMBER",
    "DEC",
    "DEZ",
    "DES",
    "DECEMBER",
    "DEZEMBER",
    "DESEMBER",
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "KVARTAL",
    "QUARTAL",
    "QUARTER",
    "KWARTAAL",
    "HÖST",
    "VÅR",
    "WINTER",
    "SOMMAR",
    "SOMMER",
    "ÅRET",
    "JAAR",
    "SEASON",
];

const CURRENCIES: &[&str] = &[
    "EUR", "EURO", "EUROS", "SEK", "KR", "KRONOR", "KRONER", "NOK", "DKK", "CHF", "FR", "GBP", "USD", "PLN",
    "CZK", "HUF", "DOLLAR", "DOLLARS", "ISK",
];

/// What a word in front of a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// It is the number of an invoice, or a reference.
    Reference,
    /// It is a number of what the word before says, else of an invoice.
    Number,
    /// It is something else.
    Other,
    /// The word says nothing of it.
    Nothing,
}

/// What is known of words.
#[derive(Debug, Clone, Copy)]
struct Known {
    names: Names,
    month: bool,
    currency: bool,
}

static KNOWN: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: HashMap<&'static str, Known> = HashMap::new();
    let mut put = |list: &[&'static str], names: Option<Names>, month: bool, currency: bool| {
        for word in list {
            let one = known.entry(word).or_insert(Known { names: Names::Nothing, month, currency });
            one.month |= month;
            one.currency |= currency;
            // The first list that has it says what it names.
            if one.names == Names::Nothing {
                one.names = names.unwrap_or(Names::Nothing);
            }
        }
    };
    put(LABELS, Some(Names::Reference), false, false);
    put(NUMBER_WORDS, Some(Names::Number), false, false);
    put(OTHERS, Some(Names::Other), false, false);
    put(CURRENCIES, Some(Names::Other), false, true);
    put(MONTHS, None, true, false);
    known
});

/// The longest word that is known, in bytes.
const LONGEST: usize = 20;

fn known(word: &str) -> Option<Known> {
    if word.len() > LONGEST || word.starts_with(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    KNOWN.get(word.to_uppercase().as_str()).copied()
}

/// What a word says of the number behind it.
pub(crate) fn names(word: &str) -> Names {
    known(word).map_or(Names::Nothing, |known| known.names)
}

pub(crate) fn is_street(word: &str) -> bool {
    let word = word.to_uppercase();
    STREETS.iter().any(|street| word.ends_with(street))
}

pub(crate) fn is_month(word: &str) -> bool {
    known(word).is_some_and(|known| known.month)
}

pub(crate) fn is_currency(word: &str) -> bool {
    known(word).is_some_and(|known| known.currency)
}

/// Behind which byte the number begins that a word carries its name with, as in `OCR104820734` or `REFRF18…`.
pub(crate) fn label_within(word: &str) -> Option<usize> {
    if !word.starts_with(|sign: char| sign.is_ascii_alphabetic()) {
        return None;
    }
    let upper = word.to_ascii_uppercase();
    let behind = |label: &&&str| {
        let rest = upper.strip_prefix(**label)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let is_rf =
            rest.len() > 4 && rest.starts_with("RF") && rest.as_bytes()[2..4].iter().all(u8::is_ascii_digit);
        (digits > 0 || is_rf).then_some(label.len())
    };
    LABELS.iter().chain(NUMBER_WORDS).filter(|label| label.len() > 1).filter_map(|label| behind(&label)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_known_word_is_longer_than_what_is_looked_for() {
        for list in [LABELS, NUMBER_WORDS, OTHERS, CURRENCIES, MONTHS] {
            assert!(
                list.iter().all(|word| word.len() <= LONGEST && *word == word.to_uppercase()),
                "{list:?}"
            );
        }
        assert_eq!(
            (names("rechnung"), names("Tel"), names("nr")),
            (Names::Reference, Names::Other, Names::Number)
        );
        assert!(
            is_month("november") && is_currency("kr") && !is_month("kr") && names("hello") == Names::Nothing
        );
    }
}
