//! The decimals of each currency that Stripe charges: <https://docs.stripe.com/currencies>, read on 30 November 2026.
//!
//! They can differ from ISO 4217: the ariary has two decimals there and none here.

use domain::{Currency, Money};

/// How an amount is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// In whole units: the amount is what people say.
    Whole,
    Hundredths,
    /// In hundredths that are always zero: the currency lost its decimals, the interface kept them.
    WholeHundreds,
    /// In thousandths, of which the last is always zero.
    Thousandths,
}

impl Counts {
    /// Decimals of the number that Stripe takes, and what that number is a multiple of.
    const fn rule(self) -> (u32, i64) {
        match self {
            Self::Whole => (0, 1),
            Self::Hundredths => (2, 1),
            Self::WholeHundreds => (2, 100),
            Self::Thousandths => (3, 10),
        }
    }
}

const WHOLE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
];

/// With two decimals that are always zero.
const WHOLE_HUNDREDS: &[&str] = &["ISK", "UGX"];

/// With three decimals, the last of them always zero.
const THOUSANDTHS: &[&str] = &["BHD", "JOD", "KWD", "OMR", "TND"];

/// With two decimals.
const HUNDREDTHS: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD",
    "BND", "BOB", "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CVE", "CZK",
    "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD",
    "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR",
    "LRD", "LSL", "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD",
    "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB",
    "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SZL", "THB", "TJS", "TOP", "TRY", "TTD",
    "TWD", "TZS", "UAH", "USD", "UYU", "UZS", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW",
];

fn counts(currency: Currency) -> Option<Counts> {
    let code = currency.code();
    [
        (HUNDREDTHS, Counts::Hundredths),
        (WHOLE, Counts::Whole),
        (WHOLE_HUNDREDS, Counts::WholeHundreds),
        (THOUSANDTHS, Counts::Thousandths),
    ]
    .into_iter()
    .find(|(codes, _)| codes.contains(&code))
    .map(|(_, counts)| counts)
}

/// Stripe's number for an amount; `None` if Stripe cannot charge it.
pub(super) fn to_stripe(amount: Money) -> Option<i64> {
    let (decimals, multiple) = counts(amount.currency)?.rule();
    let number = rescaled(amount.minor, amount.currency.exponent(), decimals)?;
    (number % multiple == 0).then_some(number)
}

/// The amount of a number from Stripe; `None` if Stripe never states it.
pub(super) fn from_stripe(number: i64, currency: Currency) -> Option<Money> {
    let (decimals, multiple) = counts(currency)?.rule();
    if number % multiple != 0 {
        return None;
    }
    rescaled(number, decimals, currency.exponent()).map(|minor| Money::new(minor, currency))
}

/// Rescales a number to other decimals, if that is exact.
fn rescaled(number: i64, from: u32, to: u32) -> Option<i64> {
    if to >= from {
        return number.checked_mul(10_i64.checked_pow(to - from)?);
    }
    let scale = 10_i64.checked_pow(from - to)?;
    (number % scale == 0).then_some(number / scale)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;

    fn money(minor: i64, currency: &str) -> Money {
        Money::new(minor, currency.parse().unwrap())
    }

    #[test]
    fn amounts_are_counted_as_stripe_counts_them() {
        for (minor, currency, stripe) in [
            (45_000, "SEK", Some(45_000)),
            (1_200, "JPY", Some(1_200)),
            (990, "ISK", Some(99_000)),
            (5, "UGX", Some(500)),
            (10_000, "MGA", Some(100)),
            (10_050, "MGA", None),
            (12_340, "KWD", Some(12_340)),
            (12_345, "KWD", None),
            (1_045, "HUF", Some(1_045)),
            (i64::MAX, "ISK", None),
        ] {
            let amount = money(minor, currency);
            assert_eq!(to_stripe(amount), stripe, "{amount}");
            if let Some(stripe) = stripe {
                assert_eq!(from_stripe(stripe, amount.currency), Some(amount), "{amount}");
            }
        }
        assert_eq!(from_stripe(99_001, "ISK".parse().unwrap()), None);
    }

    #[test]
    fn a_currency_that_stripe_does_not_charge_is_not_taken() {
        for currency in ["IQD", "LYD", "CLF", "IRR", "KPW", "SYP"] {
            assert_eq!(to_stripe(money(10_000, currency)), None, "{currency}");
        }
    }

    #[test]
    fn every_currency_stands_in_one_table_and_comes_back_as_it_went() {
        let all = [HUNDREDTHS, WHOLE, WHOLE_HUNDREDS, THOUSANDTHS].concat();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for code in all {
            // Old codes that ISO 4217 has withdrawn are still charged by Stripe; no invoice has one.
            let Ok(currency) = code.parse::<Currency>() else { continue };
            let (decimals, _) = counts(currency).unwrap().rule();
            let hundred = Money::new(100 * 10_i64.pow(currency.exponent()), currency);
            let number = to_stripe(hundred).unwrap();
            assert_eq!(number, 100 * 10_i64.pow(decimals), "{code}");
            assert_eq!(from_stripe(number, currency), Some(hundred), "{code}");
        }
    }
}
