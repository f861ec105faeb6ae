//! Numbers that people shorten to their last part: `Invoice no 17` for `INV-0017` or `2026-17`.
//!
//! Many numbers have the same end. It supports a candidate if amount or payer agree, and is no proof.

use crate::candidate_references::{CandidateReference, Extent};

/// One digit proves nothing; more digits than these are no last part.
const LONGEST: usize = 8;

/// Whether the text may be the last part of a reference in normal form, or the same with other leading zeros.
pub(crate) fn is_meant(candidate_reference: &CandidateReference, reference: &str) -> bool {
    if candidate_reference.extent != Extent::Whole
        || (!candidate_reference.named
            && candidate_reference.key.starts_with(|sign: char| sign.is_ascii_digit()))
    {
        return false;
    }
    let (letters, digits) = split(reference);
    let (given_letters, given) = split(&candidate_reference.key);
    if letters.is_empty() && given_letters.is_empty() && digits == given {
        return false;
    }
    let given = without_zeros(given);
    if !given_letters.is_empty() {
        return given_letters == letters && !given.is_empty() && given == without_zeros(digits);
    }
    let named = candidate_reference.named && (2..=LONGEST).contains(&given.len());
    let alone = !letters.is_empty() && given == without_zeros(digits);
    named && (alone || behind_year(digits).is_some_and(|serial| given == without_zeros(serial)))
}

/// The letters at the start and the digits after them; empty if more letters follow.
fn split(text: &str) -> (&str, &str) {
    let at = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(at);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { (letters, digits) } else { ("", "") }
}

fn without_zeros(digits: &str) -> &str {
    digits.trim_start_matches('0')
}

/// The text after a leading year.
fn behind_year(digits: &str) -> Option<&str> {
    let (year, serial) = digits.split_at_checked(4)?;
    let year: u32 = year.parse().ok()?;
    ((1980..2080).contains(&year) && !serial.is_empty()).then_some(serial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate_references::Span;

    fn candidate_reference(key: &str, named: bool) -> CandidateReference {
        CandidateReference {
            key: key.to_owned(),
            plain: key.to_owned(),
            span: Span { from: 0, to: key.len(), joined: false },
            structured: false,
            extent: Extent::Whole,
            exact_only: false,
            keeps_letters: false,
            named,
        }
    }

    #[test]
    fn the_last_part_of_a_number_is_what_follows_its_letters_and_its_year() {
        for reference in ["INVOICE17", "INV0017", "202617", "20260017", "ACCSINV202600017", "RE202617"] {
            assert!(is_meant(&candidate_reference("17", true), reference), "{reference}");
            assert!(!is_meant(&candidate_reference("17", false), reference), "{reference} is not named");
        }
        for reference in ["17", "INV117", "INV1017", "2026117", "104817", "17RE2026", "INV", ""] {
            assert!(!is_meant(&candidate_reference("17", true), reference), "{reference}");
        }
        assert!(!is_meant(&candidate_reference("7", true), "INV0007"), "one digit tells nothing");
        assert!(!is_meant(
            &CandidateReference { extent: Extent::Part, ..candidate_reference("17", true) },
            "INV0017"
        ));
    }

    #[test]
    fn zeros_behind_letters_make_no_other_number() {
        assert!(is_meant(&candidate_reference("EVENT0005", false), "EVENT00005"));
        assert!(is_meant(&candidate_reference("EVENT00005", false), "EVENT5"));
        for (given, reference) in [("EVENT0005", "EVENT00050"), ("EVENT05", "EVE05"), ("EVENT", "EVENT00")] {
            assert!(!is_meant(&candidate_reference(given, false), reference), "{given} {reference}");
        }
    }
}
