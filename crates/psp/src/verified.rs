//! What a provider said for certain.

use domain::Money;

use crate::checkout::ProviderReport;

/// Something that a provider has said, and nobody else: it was fetched with the biller's key, or its signature holds.
/// Only this crate makes such values, so whoever takes one need not ask where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<T>(T);

impl<T> Verified<T> {
    /// Only where it was fetched or its signature was checked.
    pub(crate) const fn new(value: T) -> Self {
        Self(value)
    }

    pub const fn get(&self) -> &T {
        &self.0
    }

    pub fn into_inner(self) -> T {
        self.0
    }
}

/// What a provider says of a checkout is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// It is about another checkout.
    #[error("the provider speaks of another checkout")]
    Checkout,
    /// It names another amount or currency.
    #[error("the provider says {said}, the checkout is about {ours}")]
    Amount {
        /// What the provider says.
        said: Money,
        /// What was asked for.
        ours: Money,
    },
}

impl Verified<ProviderReport> {
    /// Compares what the provider says with the own record: its id there, ours, amount and currency.
    ///
    /// # Errors
    /// [`Mismatch`]: nothing may be booked.
    pub fn agrees(&self, provider_id: &str, reference: &str, amount: Money) -> Result<(), Mismatch> {
        let report = self.get();
        if report.provider_id != provider_id || report.reference.as_deref() != Some(reference) {
            return Err(Mismatch::Checkout);
        }
        if report.amount != amount {
            return Err(Mismatch::Amount { said: report.amount, ours: amount });
        }
        Ok(())
    }
}
