//! Remittance references that banks accept.

/// A Swedish OCR reference: the digits, a digit for the whole length, a Luhn check digit.
pub fn ocr(digits: &str) -> String {
    let with_length = format!("{digits}{}", (digits.len() + 2) % 10);
    let check = luhn(&with_length);
    format!("{with_length}{check}")
}

/// The digit that makes the Luhn sum a multiple of ten.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 if digit > 4 => 2 * digit - 9,
            0 => 2 * digit,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

/// An ISO 11649 creditor reference of digits and capital letters.
pub fn rf(text: &str) -> String {
    format!("RF{:02}{text}", 98 - modulo_97(&format!("{text}RF00")))
}

/// The text as ISO 7064 reads it, A as 10 to Z as 35, modulo 97.
fn modulo_97(text: &str) -> u32 {
    text.chars().filter_map(|sign| sign.to_digit(36)).fold(0, |rest, value| {
        let shift = if value < 10 { 10 } else { 100 };
        (rest * shift + value) % 97
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples_come_out() {
        assert_eq!(luhn("7992739871"), 3);
        assert_eq!(rf("539007547034"), "RF18539007547034");
        assert_eq!(rf("STANDARD"), "RF47STANDARD");
    }

    #[test]
    fn an_ocr_reference_states_its_own_length() {
        assert_eq!(ocr("10482"), "1048271");
    }
}
