//! The check digits of each scheme, for references in normal form.

use crate::payments::reference::Scheme;

/// The table of the recursive modulo 10 check (Swiss Implementation Guidelines for the QR-bill, annex B).
const RECURSIVE: [u8; 10] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];

/// Whether a reference in normal form is valid in the scheme.
pub(crate) fn holds(scheme: Scheme, reference: &[u8]) -> bool {
    let length = reference.len();
    if scheme == Scheme::Rf {
        return rf_holds(reference);
    }
    if scheme == Scheme::InvoiceNumber {
        return length > 0;
    }
    if !reference.iter().all(u8::is_ascii_digit) {
        return false;
    }
    match scheme {
        Scheme::Ocr { length_digit } => {
            (2..=25).contains(&length)
                && luhn_sum(reference, false) == 0
                && (!length_digit || (length > 2 && usize::from(digit(reference[length - 2])) == length % 10))
        }
        Scheme::Kid10 => (2..=25).contains(&length) && luhn_sum(reference, false) == 0,
        Scheme::Kid11 => {
            (2..=25).contains(&length)
                && modulus_11(&reference[..length - 1]) == Some(digit(reference[length - 1]))
        }
        Scheme::Finnish => {
            // Leading zeros belong to the shortest references but carry no weight.
            (2..=20).contains(&length)
                && finnish_digit(&reference[..length - 1]) == digit(reference[length - 1])
        }
        Scheme::Belgian => {
            (3..=12).contains(&length) && {
                let (number, check) = reference.split_at(length - 2);
                belgian_check(number) == number_of(check)
            }
        }
        Scheme::SwissQr => {
            (2..=27).contains(&length)
                && recursive_digit(&reference[..length - 1]) == digit(reference[length - 1])
        }
        Scheme::Rf | Scheme::InvoiceNumber => false,
    }
}

/// Whether digits followed by a dash are a KID of modulus 11.
pub(crate) fn ends_in_dash(digits: &[u8]) -> bool {
    (1..25).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) && modulus_11(digits).is_none()
}

/// The sum of Luhn's formula modulo 10. `check_follows`: the digits end before the check digit.
fn luhn_sum(digits: &[u8], check_follows: bool) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, sign)| {
            let value = u32::from(digit(*sign));
            if (at % 2 == 1) == check_follows {
                value
            } else {
                [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][value as usize]
            }
        })
        .sum();
    // Below ten.
    u8::try_from(sum % 10).unwrap_or_default()
}

/// Luhn's check digit after these digits.
pub(crate) fn luhn_digit(digits: &[u8]) -> u8 {
    (10 - luhn_sum(digits, true)) % 10
}

/// The modulus 11 check digit after these digits, of weights 2 to 7 from the right; `None` where it is ten.
pub(crate) fn modulus_11(digits: &[u8]) -> Option<u8> {
    let weighted = digits
        .iter()
        .rev()
        .zip([2_u32, 3, 4, 5, 6, 7].into_iter().cycle())
        .map(|(sign, weight)| u32::from(digit(*sign)) * weight);
    match 11 - weighted.sum::<u32>() % 11 {
        11 => Some(0),
        10 => None,
        check => u8::try_from(check).ok(),
    }
}

/// The Finnish check digit after these digits, of weights 7, 3, 1 from the right.
pub(crate) fn finnish_digit(digits: &[u8]) -> u8 {
    let weighted = digits
        .iter()
        .rev()
        .zip([7_u32, 3, 1].into_iter().cycle())
        .map(|(sign, weight)| u32::from(digit(*sign)) * weight);
    u8::try_from((10 - weighted.sum::<u32>() % 10) % 10).unwrap_or_default()
}

/// The two Belgian check digits after these digits: the remainder of 97, 97 where there is none.
pub(crate) fn belgian_check(digits: &[u8]) -> u64 {
    match number_of(digits) % 97 {
        0 => 97,
        rest => rest,
    }
}

/// The Swiss check digit after these digits. Zeros in front change nothing.
pub(crate) fn recursive_digit(digits: &[u8]) -> u8 {
    let carry = digits.iter().fold(0_u8, |carry, sign| RECURSIVE[usize::from((carry + digit(*sign)) % 10)]);
    (10 - carry) % 10
}

/// The two check digits of ISO 7064, modulo 97-10, after a number: the whole leaves the remainder 1.
pub(crate) fn iso_7064(number: u64) -> u64 {
    98 - (number % 97) * 100 % 97
}

/// The check digits of an ISO 11649 reference with this body of letters and digits.
pub(crate) fn rf_check(body: &[u8]) -> u64 {
    98 - remainder_97(body.iter().chain(b"RF00"))
}

fn rf_holds(reference: &[u8]) -> bool {
    let length = reference.len();
    (5..=25).contains(&length)
        && reference.starts_with(b"RF")
        && reference[2..4].iter().all(u8::is_ascii_digit)
        && reference.iter().all(u8::is_ascii_alphanumeric)
        && remainder_97(reference[4..].iter().chain(&reference[..4])) == 1
}

/// The remainder of 97 of letters and digits, A as 10 to Z as 35.
fn remainder_97<'a>(signs: impl Iterator<Item = &'a u8>) -> u64 {
    signs.fold(0, |rest, sign| match sign {
        b'A'..=b'Z' => (rest * 100 + u64::from(sign - b'A') + 10) % 97,
        _ => (rest * 10 + u64::from(digit(*sign))) % 97,
    })
}

fn digit(sign: u8) -> u8 {
    sign.wrapping_sub(b'0')
}

/// The number that at most ten digits write.
fn number_of(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |number, sign| number * 10 + u64::from(digit(*sign)))
}

#[cfg(test)]
mod tests {
    use super::Scheme;

    /// References that the norms and banks print as examples.
    const PRINTED: &[(Scheme, &str)] = &[
        (Scheme::Rf, "RF18 5390 0754 7034"),
        (Scheme::Belgian, "+++010/8068/17183+++"),
        (Scheme::SwissQr, "21 00000 00003 13947 14300 09017"),
        (Scheme::Finnish, "1232"),
        (Scheme::Kid10, "2345676"),
        (Scheme::Ocr { length_digit: false }, "79927398713"),
    ];

    #[test]
    fn printed_examples_are_right_and_every_wrong_digit_in_them_is_noticed() {
        for (scheme, text) in PRINTED {
            assert!(scheme.is_valid(text), "{scheme} {text}");
            for (at, sign) in text.char_indices().filter(|(_, sign)| sign.is_ascii_digit()) {
                for other in ('0'..='9').filter(|other| *other != sign) {
                    let mut wrong = (*text).to_owned();
                    wrong.replace_range(at..=at, &other.to_string());
                    assert!(!scheme.is_valid(&wrong), "{scheme} {wrong}");
                }
            }
        }
    }

    #[test]
    fn a_length_digit_tells_the_length() {
        let with_length = Scheme::Ocr { length_digit: true };
        let reference = with_length.generate(7).unwrap_or_default();
        assert!(with_length.is_valid(&reference));
        // Valid by Luhn, but the digit before the last states another length.
        assert!(Scheme::Ocr { length_digit: false }.is_valid("1230"));
        assert!(!with_length.is_valid("1230"));
    }

    #[test]
    fn a_norwegian_reference_may_end_in_a_dash() {
        // 1·2 + 0·3 + … : 5 has the weight 2, ten leaves 1, and 11 - 10 is no 10; 6 leaves ten.
        assert!(Scheme::Kid11.is_valid("6-"), "6 times 2 leaves one, which needs the check ten");
        assert!(!Scheme::Kid11.is_valid("5-"));
        assert!(Scheme::Kid11.is_valid("51"));
    }

    #[test]
    fn letters_and_lengths_that_a_scheme_does_not_have_are_refused() {
        for scheme in Scheme::ALL {
            assert!(!scheme.is_valid(""), "{scheme}");
            if !matches!(scheme, Scheme::Rf | Scheme::InvoiceNumber) {
                assert!(!scheme.is_valid("12A4"), "{scheme}");
                assert!(!scheme.is_valid(&"1".repeat(60)), "{scheme}");
            }
        }
    }
}
