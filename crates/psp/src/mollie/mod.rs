//! Mollie: the MolliePayments API.

mod flow;
mod wire;

pub use flow::Mollie;

/// The currencies that Mollie takes in one way or another: <https://docs.mollie.com/docs/multicurrency>, read on
/// 30 November 2026. It counts each as ISO 4217 does.
const CURRENCIES: &[&str] = &[
    "AED", "AUD", "BRL", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "ISK", "JPY", "MXN",
    "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TWD", "USD", "ZAR",
];

/// Whether Mollie takes such an amount at all.
#[must_use]
pub fn takes(amount: domain::Money) -> bool {
    CURRENCIES.contains(&amount.currency.code())
}

pub const BASE_URL: &str = "https://api.mollie.com";
