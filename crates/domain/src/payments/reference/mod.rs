//! Remittance references: the payer states one so that the payment finds its invoice.
//!
//! [`Scheme`] checks a reference, formats it for people, makes new ones, and lists what a payer may have meant who made
//! one typing error. References are compared in their *normal* form: capital letters and digits alone, and no leading
//! zeros if there are only digits.

mod check;
mod edits;
mod generate;
mod placeholder;
mod written;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use edits::EditKind;
pub use placeholder::{identifies, is_counter, is_placeholder};

/// The longest reference of any scheme in its normal form (the Swiss one).
pub const LONGEST: usize = 27;

/// The scheme of a biller's references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// Swedish OCR reference of the Bankgiro: 2 to 25 digits, the last one a Luhn check digit.
    Ocr {
        /// Whether the digit before the check digit tells the length, modulo ten.
        length_digit: bool,
    },
    /// Creditor reference of ISO 11649: `RF`, two check digits (ISO 7064, modulo 97) and up to 21 letters and digits.
    Rf,
    /// Norwegian KID, 2 to 25 digits, the last one a Luhn check digit ("modulus 10").
    Kid10,
    /// Norwegian KID, 2 to 25 digits, the last one a modulus 11 check digit, `-` where that is ten.
    Kid11,
    /// Finnish national reference (viite): 4 to 20 digits, the last one a check digit of weights 7, 3, 1.
    Finnish,
    /// Belgian structured communication: ten digits and their remainder of 97, 97 for none.
    Belgian,
    /// Swiss QR reference: 27 digits, the last one a recursive modulo 10 check digit.
    SwissQr,
    /// The invoice's own number; it has no check digit.
    InvoiceNumber,
}

/// The text names no scheme.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no reference scheme: there are {names}", names = Scheme::ALL.map(|one| one.as_str()).join(", "))]
pub struct UnknownScheme(pub String);

impl Scheme {
    pub const ALL: [Self; 9] = [
        Self::Ocr { length_digit: false },
        Self::Ocr { length_digit: true },
        Self::Rf,
        Self::Kid10,
        Self::Kid11,
        Self::Finnish,
        Self::Belgian,
        Self::SwissQr,
        Self::InvoiceNumber,
    ];

    /// The name in settings and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ocr { length_digit: false } => "ocr",
            Self::Ocr { length_digit: true } => "ocr_length",
            Self::Rf => "rf",
            Self::Kid10 => "kid10",
            Self::Kid11 => "kid11",
            Self::Finnish => "finnish",
            Self::Belgian => "belgian",
            Self::SwissQr => "swiss_qr",
            Self::InvoiceNumber => "invoice_number",
        }
    }

    /// Whether the text, however it is grouped, is a reference of this scheme with valid check digits. An invoice
    /// number is any text with a letter or a digit.
    #[must_use]
    pub fn is_valid(&self, text: &str) -> bool {
        if *self == Self::Kid11
            && let Some(digits) = text.trim().strip_suffix('-')
        {
            return check::ends_in_dash(normal(digits).as_bytes());
        }
        check::holds(*self, normal(text).as_bytes())
    }

    /// The reference in the groups in which the scheme is printed.
    #[must_use]
    pub fn written(&self, reference: &str) -> String {
        written::written(*self, reference)
    }

    /// The reference of a counter, in normal form. `None` if the scheme has none for this number: use the next one. The
    /// invoice number scheme makes digits too, for documents whose own number should not be stated.
    ///
    /// All references of a scheme have the same length and are far apart: no single typing error (a digit missing,
    /// added, wrong, two swapped) turns one of them into another one, and a mistyped one rarely has more than one
    /// neighbour.
    #[must_use]
    pub fn generate(&self, counter: u64) -> Option<String> {
        generate::generate(*self, counter)
    }

    /// What a payer may have meant by a reference in normal form with one typing error: every single edit with valid
    /// check digits, in normal form, each once.
    #[must_use]
    pub fn single_edits(&self, given: &str) -> Vec<(String, EditKind)> {
        single_edits(&[*self], given)
    }
}

/// The same for several schemes, each edit once.
#[must_use]
pub fn single_edits(schemes: &[Scheme], given: &str) -> Vec<(String, EditKind)> {
    edits::single_edits(schemes, given)
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scheme {
    type Err = UnknownScheme;

    fn from_str(text: &str) -> Result<Self, UnknownScheme> {
        let found = Self::ALL.into_iter().find(|scheme| scheme.as_str() == text);
        found.ok_or_else(|| UnknownScheme(text.chars().take(40).collect()))
    }
}

impl Serialize for Scheme {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Scheme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

/// The form in which references are compared: letters and digits alone, letters as capitals. Leading zeros are dropped
/// if all are digits: some banks add them, others drop them.
#[must_use]
pub fn normal(text: &str) -> String {
    let mut found = plain(text);
    if found.bytes().all(|sign| sign.is_ascii_digit()) {
        found.drain(..found.len() - found.trim_start_matches('0').len());
    }
    found
}

/// Letters and digits alone, letters as capitals.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn references_are_the_same_however_they_are_grouped() {
        for (text, expected) in [
            ("1048 2073 4", "104820734"),
            (" rf18 5390 0754 7034 ", "RF18539007547034"),
            ("+++010/8068/17183+++", "10806817183"),
            ("F-2026/17", "F202617"),
            ("000123", "123"),
            ("0", ""),
            ("", ""),
        ] {
            assert_eq!(normal(text), expected);
        }
    }

    #[test]
    fn names_of_schemes_are_read_back() {
        for scheme in Scheme::ALL {
            assert_eq!(scheme.as_str().parse::<Scheme>().unwrap(), scheme);
        }
        let error = "luhn".parse::<Scheme>().unwrap_err();
        assert!(error.to_string().contains("swiss_qr"), "{error}");
    }
}
