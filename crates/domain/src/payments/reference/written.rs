//! References in their printed form.

use crate::payments::reference::{Scheme, normal};

/// The reference in its scheme's groups; unchanged if it is none of the scheme.
pub(crate) fn written(scheme: Scheme, reference: &str) -> String {
    if !scheme.is_valid(reference) {
        return reference.trim().to_owned();
    }
    let plain = normal(reference);
    match scheme {
        Scheme::Rf => grouped(&plain, 0, 4),
        // From the right: the first group holds the rest.
        Scheme::Finnish => grouped(&plain, plain.len() % 5, 5),
        Scheme::SwissQr => grouped(&format!("{plain:0>27}"), 2, 5),
        Scheme::Belgian => {
            let full = format!("{plain:0>12}");
            format!("+++{}/{}/{}+++", &full[..3], &full[3..7], &full[7..])
        }
        // Printed in one piece, as machines read them. A number has the form that its biller chose.
        Scheme::Ocr { .. } | Scheme::Kid10 | Scheme::Kid11 | Scheme::InvoiceNumber => {
            reference.trim().to_owned()
        }
    }
}

/// A first group of `first` signs, where that is any, then groups of `each`.
fn grouped(signs: &str, first: usize, each: usize) -> String {
    let mut text = String::with_capacity(signs.len() * 5 / 4);
    for (at, sign) in signs.chars().enumerate() {
        if at > 0 && at >= first && (at - first).is_multiple_of(each) {
            text.push(' ');
        }
        text.push(sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scheme_has_its_groups() {
        for (scheme, plain, printed) in [
            (Scheme::Rf, "RF18539007547034", "RF18 5390 0754 7034"),
            (Scheme::Belgian, "10806817183", "+++010/8068/17183+++"),
            (Scheme::SwissQr, "210000000003139471430009017", "21 00000 00003 13947 14300 09017"),
            (Scheme::Finnish, "1232", "1232"),
            (Scheme::Finnish, "12345672", "123 45672"),
            (Scheme::Ocr { length_digit: false }, "79927398713", "79927398713"),
        ] {
            assert_eq!(scheme.written(plain), printed);
        }
    }

    #[test]
    fn what_is_read_back_is_the_same_reference() {
        for scheme in Scheme::ALL {
            let made = scheme.generate(99).unwrap_or_default();
            assert_eq!(normal(&scheme.written(&made)), made, "{scheme}");
        }
    }

    #[test]
    fn what_is_no_reference_of_the_scheme_stays_as_it_is() {
        assert_eq!(Scheme::Belgian.written(" F-17 "), "F-17");
    }
}
