//! Which accounts SEPA reaches, and with which reference (ISO 11649).

use domain::payments::iban::Iban;
use domain::payments::reference::Scheme;

/// Countries of the European Economic Area: the bank's code may be left out.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Countries that are part of SEPA outside it: the bank's code has to be stated.
const BEYOND: [&str; 11] = ["AD", "AL", "CH", "GB", "MC", "MD", "ME", "MK", "RS", "SM", "VA"];

/// What a transfer to an account needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Account,
    /// The bank's code as well.
    AccountAndBank,
}

/// The account and what a transfer to it needs, if it is an IBAN of a SEPA country.
pub fn sepa(account: &str) -> Option<(Iban, Reach)> {
    let iban = Iban::read(account)?;
    let reach = if EEA.contains(&iban.country()) {
        Reach::Account
    } else if BEYOND.contains(&iban.country()) {
        Reach::AccountAndBank
    } else {
        return None;
    };
    Some((iban, reach))
}

/// The reference without spaces, if it is a creditor reference with valid check digits.
pub fn creditor_reference(reference: &str) -> Option<String> {
    let compact = reference.chars().filter(|letter| !letter.is_whitespace());
    let reference: String = compact.map(|letter| letter.to_ascii_uppercase()).collect();
    // A code carries the reference unchanged, so punctuation that a scheme would ignore is not accepted.
    let is_plain = reference.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_plain && Scheme::Rf.is_valid(&reference)).then_some(reference)
}

/// Whether it is a bank identifier code (ISO 9362).
pub fn is_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_checked_and_told_by_how_they_are_reached() {
        let of = |account: &str| sepa(account).map(|(_, reach)| reach);
        assert_eq!(of("SE45 5000 0000 0583 9825 7466"), Some(Reach::Account));
        assert_eq!(of("de89370400440532013000"), Some(Reach::Account));
        assert_eq!(of("CH93 0076 2011 6238 5295 7"), Some(Reach::AccountAndBank));
        for other in
            ["SE45 5000 0000 0583 9825 7467", "BR1500000000000010932840814P2", "5050-1055", "", "ÅÄ45"]
        {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn a_creditor_reference_is_one_by_its_check_digits() {
        assert_eq!(creditor_reference("RF18 5390 0754 7034").as_deref(), Some("RF18539007547034"));
        for other in ["RF19 5390 0754 7034", "RF18-5390-0754-7034", "1048 2073 4", "RF18", "RF"] {
            assert_eq!(creditor_reference(other), None, "{other}");
        }
    }
}
