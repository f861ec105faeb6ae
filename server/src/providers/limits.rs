//! Which amounts providers accept, as the use cases ask.

use domain::Money;
use psp::Kind;
use usecases::checkouts::ProviderLimits;

/// The rules of every provider that this version knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits;

impl ProviderLimits for Limits {
    fn takes(&self, provider: &str, amount: Money) -> bool {
        provider.parse::<Kind>().is_ok_and(|kind| kind.takes(amount))
    }
}
