//! Makes new references: all of one length, and far apart from each other.
//!
//! Each begins with a *core* of twelve digits: a number of ten digits that the counter is spread to, and its two check
//! digits of ISO 7064. Two cores differ by more than one wrong digit and by more than two swapped neighbours, because a
//! power of ten times a digit is never a multiple of 97. The scheme's own check digits follow; the payer's bank checks
//! them. A missing or an added digit changes the length, and no reference has that length.

use crate::payments::reference::{Scheme, check};

/// The first number that has ten digits.
const FIRST: u64 = 1_000_000_000;
/// How many numbers have ten digits.
const NUMBERS: u64 = 9_000_000_000;
/// Shares no factor with [`NUMBERS`], so that every counter has a number of its own. It is about 0.618 of it,
/// so that neighbouring counters are far apart.
const STRIDE: u64 = 5_562_305_849;

/// The reference that a counter stands for.
pub(crate) fn generate(scheme: Scheme, counter: u64) -> Option<String> {
    let number = spread(counter)?;
    let core = format!("{number}{:02}", check::iso_7064(number));
    Some(match scheme {
        Scheme::Ocr { length_digit: false } | Scheme::Kid10 => {
            let digit = check::luhn_digit(core.as_bytes());
            format!("{core}{digit}")
        }
        Scheme::Ocr { length_digit: true } => {
            let with_length = format!("{core}{}", (core.len() + 2) % 10);
            let digit = check::luhn_digit(with_length.as_bytes());
            format!("{with_length}{digit}")
        }
        // A dash as check digit is hard to type: such a counter is skipped.
        Scheme::Kid11 => format!("{core}{}", check::modulus_11(core.as_bytes())?),
        // Its own check digits are those of modulo 97 already.
        Scheme::Rf => format!("RF{:02}{number}", check::rf_check(number.to_string().as_bytes())),
        Scheme::Finnish => format!("{core}{}", check::finnish_digit(core.as_bytes())),
        Scheme::Belgian => format!("{number}{:02}", check::belgian_check(number.to_string().as_bytes())),
        Scheme::SwissQr => {
            // Padded at the end: some banks drop leading zeros.
            let filled = format!("{core:0<26}");
            let digit = check::recursive_digit(filled.as_bytes());
            format!("{filled}{digit}")
        }
        Scheme::InvoiceNumber => core,
    })
}

/// The ten-digit number of a counter.
fn spread(counter: u64) -> Option<u64> {
    if counter >= NUMBERS {
        return None;
    }
    let product = u128::from(counter) * u128::from(STRIDE) % u128::from(NUMBERS);
    u64::try_from(product).ok().map(|place| FIRST + place)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    /// Every text that one typing error can make of a reference, valid or not.
    fn mistyped(reference: &str) -> impl Iterator<Item = String> {
        Scheme::InvoiceNumber.single_edits(reference).into_iter().map(|(edit, _)| edit)
    }

    fn many(scheme: Scheme) -> HashSet<String> {
        (0..40_000).filter_map(|counter| generate(scheme, counter)).collect()
    }

    #[test]
    fn no_typing_error_turns_one_reference_into_another() {
        for scheme in Scheme::ALL {
            let made = many(scheme);
            assert!(made.len() > 36_000, "{scheme} leaves out too many");
            for reference in made.iter().take(300) {
                assert!(scheme.is_valid(reference), "{scheme} {reference}");
                let other = mistyped(reference).find(|wrong| made.contains(wrong));
                assert_eq!(other, None, "{scheme} {reference}");
            }
        }
    }

    #[test]
    fn references_of_a_scheme_have_one_length_and_their_own_counter() {
        for scheme in Scheme::ALL {
            let made = many(scheme);
            let lengths: HashSet<usize> = made.iter().map(String::len).collect();
            assert_eq!(lengths.len(), 1, "{scheme}");
            let counted = (0..40_000).filter_map(|counter| generate(scheme, counter)).count();
            assert_eq!(counted, made.len(), "{scheme} makes one twice");
        }
    }

    #[test]
    fn counters_beside_each_other_are_far_apart() {
        let numbers: Vec<u64> = (0..1_000).filter_map(spread).collect();
        for pair in numbers.windows(2) {
            assert!(pair[0].abs_diff(pair[1]) > FIRST, "{pair:?}");
        }
    }

    #[test]
    fn a_counter_past_all_numbers_has_none() {
        assert_eq!(generate(Scheme::Rf, u64::MAX), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Over all counters: one typing error never turns a reference into that of another counter, so it never
        /// matches another open invoice.
        #[test]
        fn an_error_never_makes_a_reference_of_any_counter(
            counter in 0..NUMBERS,
            scheme in proptest::sample::select(Scheme::ALL.to_vec()),
        ) {
            let Some(reference) = generate(scheme, counter) else { return Ok(()) };
            let body = |text: &str| if scheme == Scheme::Rf { text.get(4..).map(str::to_owned) } else { Some(text.to_owned()) };
            for wrong in mistyped(&reference).filter(|wrong| wrong.len() == reference.len()) {
                let Some(number) = body(&wrong).and_then(|text| text.get(..10)?.parse::<u64>().ok()) else { continue };
                let Some(place) = number.checked_sub(FIRST) else { continue };
                // The one counter that this number could stand for.
                let other = u128::from(place) * u128::from(INVERSE) % u128::from(NUMBERS);
                let made = u64::try_from(other).ok().and_then(|other| generate(scheme, other));
                prop_assert_ne!(made, Some(wrong));
            }
        }
    }

    /// The inverse of [`STRIDE`] modulo [`NUMBERS`].
    const INVERSE: u64 = inverse();

    const fn inverse() -> u64 {
        // Euclid's algorithm, with the factors modulo NUMBERS.
        let (mut rest, mut next) = (NUMBERS as i128, STRIDE as i128);
        let (mut factor, mut next_factor) = (0_i128, 1_i128);
        while next != 0 {
            let quotient = rest / next;
            (rest, next) = (next, rest - quotient * next);
            (factor, next_factor) = (next_factor, factor - quotient * next_factor);
        }
        factor.rem_euclid(NUMBERS as i128) as u64
    }
}
