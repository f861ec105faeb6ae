//! Reports that certainly come from the provider.

use domain::Money;

use crate::checkout::ProviderReport;

/// A value that certainly comes from the provider: it was fetched with the biller's key, or its signature is valid.
/// Only this crate makes such values, so a caller need not check the source.
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

/// A provider's report does not match the request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    #[error("the provider speaks of another checkout")]
    Checkout,
    #[error("the provider says {said}, the checkout is about {ours}")]
    Amount {
        /// What the provider says.
        said: Money,
        /// What was asked for.
        ours: Money,
    },
}

impl Verified<ProviderReport> {
    /// Compares the report with Billow's own record: both ids, amount and currency.
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
