//! References, as python-stdnum judges them: check digits that another's program agrees with.
//!
//! `stdnum/verdicts.txt` holds a scheme, a reference and what `stdnum/verdicts.py` said about it. When schemes change, or
//! for more of them: `cargo test -p domain --test stdnum -- --ignored --nocapture` prints what is to be judged.

#![allow(clippy::unwrap_used)]

use domain::payments::reference::Scheme;

const VERDICTS: &str = include_str!("stdnum/verdicts.txt");

/// The schemes that python-stdnum knows, some of them under another name.
const KNOWN: [Scheme; 6] = [
    Scheme::Ocr { length_digit: false },
    Scheme::Kid10,
    Scheme::Kid11,
    Scheme::Rf,
    Scheme::Belgian,
    Scheme::SwissQr,
];

/// References as Billow makes them, and the same with every kind of typing error.
fn to_check() -> Vec<(Scheme, String)> {
    let mut all = Vec::new();
    for scheme in KNOWN {
        // What stands for modulus 11 there has nine digits.
        let made = (0..24).filter_map(|counter| match scheme {
            Scheme::Kid11 => nine_digits(counter),
            _ => scheme.generate(counter * 977),
        });
        for (at, reference) in made.enumerate() {
            let length = reference.len();
            let mut wrong = reference.clone().into_bytes();
            let place = if scheme == Scheme::Rf { 2 + at % (length - 2) } else { at % length };
            match at % 2 {
                0 => wrong[place] = b'0' + (wrong[place] - b'0' + 1 + (at as u8 % 8)) % 10,
                _ if place + 1 < length => wrong.swap(place, place + 1),
                _ => wrong.swap(place - 1, place),
            }
            all.push((scheme, reference));
            // A zero in front would be a number of another length there.
            if wrong[0] != b'0' {
                all.push((scheme, String::from_utf8(wrong).unwrap()));
            }
        }
    }
    all
}

fn nine_digits(counter: u64) -> Option<String> {
    let number = 10_000_000 + counter * 3_141_593;
    (0..10).map(|digit| format!("{number}{digit}")).find(|text| Scheme::Kid11.is_valid(text))
}

#[test]
fn check_digits_are_those_of_python_stdnum() {
    let mut judged = Vec::new();
    for line in VERDICTS.lines() {
        let [scheme, reference, verdict] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("no verdict in “{line}”")
        };
        let scheme: Scheme = scheme.parse().unwrap();
        assert_eq!(scheme.is_valid(reference), verdict == "right", "{line}");
        judged.push((scheme, reference.to_owned()));
    }
    for one in to_check() {
        assert!(judged.contains(&one), "{} {} was not judged: run verdicts.py", one.0, one.1);
    }
}

#[test]
#[ignore = "checks nothing: prints the references for verdicts.py to judge"]
fn print() {
    for (scheme, reference) in to_check() {
        println!("{scheme} {reference}");
    }
}
