//! What a payer may have meant who made one typing error.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::payments::reference::{LONGEST, Scheme, check, normal, plain};

/// A typing error, as it shows in the text that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Two digits beside each other were swapped.
    Swapped,
    /// A digit was replaced by another one.
    Wrong,
    Missing,
    /// There is a digit too many.
    Added,
}

/// The letters that begin an ISO 11649 reference; they are never a mistyped digit.
const RF: &[u8] = b"RF";

/// Every single edit of `given` with valid check digits in any of the schemes.
pub(crate) fn single_edits(schemes: &[Scheme], given: &str) -> Vec<(String, EditKind)> {
    // With leading zeros: they matter when the first digit is missing.
    let signs = plain(given);
    if signs.is_empty() || signs.len() > LONGEST + 1 || !signs.is_ascii() {
        return Vec::new();
    }
    let signs = signs.as_bytes();
    let known = normal(given);
    let mut found = Found {
        schemes: of_digits(schemes),
        shortest: known.len().saturating_sub(1),
        seen: HashSet::from([known.into_bytes()]),
        edits: Vec::new(),
    };
    let letters: Vec<usize> = (0..signs.len()).filter(|at| !signs[*at].is_ascii_digit()).collect();
    match letters.as_slice() {
        _ if found.schemes.is_empty() => {}
        [] => found.all(signs, 0),
        // If there is a letter among the digits, such as an O, that is the one error.
        [at] => found.of_letter(signs, *at),
        _ => {}
    }
    if schemes.contains(&Scheme::Rf) && signs.starts_with(RF) {
        found.schemes = vec![Scheme::Rf];
        found.all(signs, RF.len());
    }
    if schemes.contains(&Scheme::InvoiceNumber) {
        found.schemes = vec![Scheme::InvoiceNumber];
        found.all(signs, 0);
    }
    found.edits
}

/// The schemes with digits alone; of those with Luhn's digit only the one that contains all others.
fn of_digits(schemes: &[Scheme]) -> Vec<Scheme> {
    const LUHN: [Scheme; 2] = [Scheme::Ocr { length_digit: false }, Scheme::Kid10];
    let luhn = schemes.iter().copied().find(|scheme| LUHN.contains(scheme));
    let is_needed = |scheme: &Scheme| match scheme {
        Scheme::Rf | Scheme::InvoiceNumber => false,
        Scheme::Ocr { .. } | Scheme::Kid10 => luhn.is_none_or(|one| one == *scheme),
        _ => true,
    };
    schemes.iter().copied().filter(is_needed).collect()
}

struct Found {
    schemes: Vec<Scheme>,
    /// The length of the input less one digit. With more leading zeros, `100017` would mean 17.
    shortest: usize,
    seen: HashSet<Vec<u8>>,
    edits: Vec<(String, EditKind)>,
}

impl Found {
    fn all(&mut self, signs: &[u8], from: usize) {
        let mut edit = signs.to_vec();
        for at in from..signs.len() - 1 {
            if signs[at] != signs[at + 1] {
                edit.swap(at, at + 1);
                self.add(&edit, EditKind::Swapped);
                edit.swap(at, at + 1);
            }
        }
        for at in (from..signs.len()).filter(|at| signs[*at].is_ascii_digit()) {
            for digit in (b'0'..=b'9').filter(|digit| *digit != signs[at]) {
                edit[at] = digit;
                // A leading zero changes nothing: it counts as a digit too many.
                if at > 0 || digit != b'0' {
                    self.add(&edit, EditKind::Wrong);
                }
            }
            edit[at] = signs[at];
        }
        edit.insert(from, b'0');
        for at in from..=signs.len() {
            for digit in b'0'..=b'9' {
                edit[at] = digit;
                // Inserting a digit before or after its equal is the same edit.
                if signs.get(at) != Some(&digit) {
                    self.add(&edit, EditKind::Missing);
                }
            }
            if let Some(sign) = signs.get(at) {
                edit[at] = *sign;
            }
        }
        for at in (from..signs.len()).filter(|at| at + 1 == signs.len() || signs[*at] != signs[at + 1]) {
            let mut shorter = signs.to_vec();
            shorter.remove(at);
            self.add(&shorter, EditKind::Added);
        }
    }

    fn of_letter(&mut self, signs: &[u8], at: usize) {
        let mut edit = signs.to_vec();
        for digit in b'0'..=b'9' {
            edit[at] = digit;
            self.add(&edit, EditKind::Wrong);
        }
        edit.remove(at);
        self.add(&edit, EditKind::Added);
    }

    fn add(&mut self, edit: &[u8], kind: EditKind) {
        // Nearly all edits end here, so nothing is copied for them.
        let zeros = edit.iter().take_while(|sign| **sign == b'0').count();
        let trimmed = if edit.iter().all(u8::is_ascii_digit) { &edit[zeros..] } else { edit };
        let is_long = (self.shortest..=LONGEST).contains(&trimmed.len());
        let holds = is_long && self.schemes.iter().any(|one| check::holds(*one, trimmed));
        if !holds || self.seen.contains(trimmed) {
            return;
        }
        // Digits and capital letters.
        if let Ok(text) = String::from_utf8(trimmed.to_vec()) {
            self.seen.insert(trimmed.to_vec());
            self.edits.push((text, kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds_of(scheme: Scheme, given: &str, meant: &str) -> Vec<EditKind> {
        let edits = scheme.single_edits(given);
        edits.into_iter().filter(|(edit, _)| edit == meant).map(|(_, kind)| kind).collect()
    }

    #[test]
    fn every_kind_of_error_leads_back() {
        let scheme = Scheme::Ocr { length_digit: false };
        let meant = "79927398713";
        for (given, kind) in [
            ("7992739871", EditKind::Missing),
            ("9927398713", EditKind::Missing),
            ("799273987133", EditKind::Added),
            ("179927398713", EditKind::Added),
            ("79927388713", EditKind::Wrong),
            ("79927398731", EditKind::Swapped),
            ("97927398713", EditKind::Swapped),
            ("799273987I3", EditKind::Wrong),
        ] {
            assert_eq!(kinds_of(scheme, given, meant), [kind], "{given}");
        }
    }

    #[test]
    fn nothing_is_offered_whose_check_digits_are_wrong_or_that_is_what_was_given() {
        for scheme in Scheme::ALL {
            let given = scheme.generate(4_711).unwrap_or_default();
            for (edit, _) in scheme.single_edits(&given) {
                assert!(scheme.is_valid(&edit), "{scheme} {edit}");
                assert_ne!(edit, given);
            }
        }
    }

    #[test]
    fn what_is_no_reference_has_no_edits() {
        for given in ["", "  ", "Hej på dig", "ÅÄÖ"] {
            assert_eq!(Scheme::Ocr { length_digit: false }.single_edits(given), []);
        }
        assert_eq!(Scheme::InvoiceNumber.single_edits(&"9".repeat(200)), []);
    }

    #[test]
    fn zeros_in_the_middle_of_a_number_do_not_vanish() {
        let edits = Scheme::InvoiceNumber.single_edits("100017");
        assert!(edits.iter().all(|(edit, _)| edit.len() >= 5), "{edits:?}");
        assert!(edits.iter().any(|(edit, _)| edit == "10017"));
    }

    proptest! {
        #[test]
        fn whatever_is_mistyped_once_is_found(
            counter in 0_u64..1_000_000_000,
            scheme in proptest::sample::select(Scheme::ALL.to_vec()),
            kind in 0_u8..4,
            place in 0_usize..27,
            digit in 0_u8..10,
        ) {
            let Some(meant) = scheme.generate(counter) else { return Ok(()) };
            let mut given = meant.clone().into_bytes();
            let from = if scheme == Scheme::Rf { 2 } else { 0 };
            let at = from + place % (given.len() - from);
            match kind {
                0 => { given.remove(at); }
                1 => given.insert(at, b'0' + digit),
                2 => given[at] = b'0' + digit,
                _ if at + 1 < given.len() => given.swap(at, at + 1),
                _ => return Ok(()),
            }
            let given = String::from_utf8(given).unwrap_or_default();
            prop_assume!(normal(&given) != meant);
            let found = scheme.single_edits(&given);
            prop_assert!(found.iter().any(|(edit, _)| *edit == meant), "{} for {}", given, meant);
        }
    }
}
