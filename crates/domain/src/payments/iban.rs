//! International bank account numbers (ISO 13616): the one place that decides whether a text is one.

use std::fmt;

use iban::{BaseIban, IbanLike, ParseIbanError};

/// The shortest in the registry: Norway's.
const SHORTEST: usize = 15;

/// An account number with valid check digits and with the length and characters of its country. `Display` writes it in
/// groups of four.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Iban(BaseIban);

impl Iban {
    /// Reads an IBAN, however it is grouped.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let compact = text.chars().filter(|sign| !sign.is_whitespace());
        Self::of(&compact.map(|sign| sign.to_ascii_uppercase()).collect::<String>())
    }

    /// Reads an IBAN in the compact form of programs: capitals and digits alone.
    #[must_use]
    pub fn of(compact: &str) -> Option<Self> {
        match compact.parse::<iban::Iban>() {
            Ok(known) => Some(Self(known.into())),
            // Countries join the registry later, and some banks use their numbers before that. But `RF` begins a
            // creditor reference (ISO 11649), which has the same check digits.
            Err(ParseIbanError::UnknownCountry(base)) => {
                (base.electronic_str().len() >= SHORTEST && base.country_code() != "RF").then_some(Self(base))
            }
            Err(_) => None,
        }
    }

    /// The compact form, without spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.electronic_str()
    }

    /// The country whose bank has the account (ISO 3166-1).
    #[must_use]
    pub fn country(&self) -> &str {
        self.0.country_code()
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_told_by_its_check_digits_however_it_is_grouped() {
        for text in
            ["SE45 5000 0000 0583 9825 7466", "se4550000000058398257466", " SE455000 0000058398257466"]
        {
            let read = Iban::read(text).map(|iban| (iban.as_str().to_owned(), iban.to_string()));
            let expected = ("SE4550000000058398257466", "SE45 5000 0000 0583 9825 7466");
            assert_eq!(read, Some((expected.0.into(), expected.1.into())), "{text}");
        }
        for text in
            ["SE46 5000 0000 0583 9825 7466", "RF18 5390 0754 7034", "5050-1055", "", "ÅÄ45", "SE45-5000"]
        {
            assert_eq!(Iban::read(text), None, "{text}");
        }
        assert_eq!(Iban::of("RF04000000000000000000"), None, "as long as an account, but a reference");
    }

    #[test]
    fn an_account_has_the_length_of_its_country() {
        // The check digits are right, but there is one digit too many or too few.
        for text in ["SE80500000000583982574660", "DE5137040044053201300"] {
            assert_eq!(Iban::of(text), None, "{text}");
        }
        for text in ["NO9386011117947", "CH9300762011623852957", "BR1500000000000010932840814P2"] {
            assert!(Iban::of(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_country_that_the_registry_does_not_have_is_taken_by_its_check_digits() {
        let account = Iban::of("DZ580002100001113000000570");
        assert_eq!(account.as_ref().map(Iban::country), Some("DZ"));
        assert_eq!(Iban::of("DZ590002100001113000000570"), None);
    }
}
