//! Queries: each declares who may run it, and reads from the database without changing anything.

use async_trait::async_trait;

use crate::kernel::access::{About, Caller, Who, authorise};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::services::Services;

#[async_trait]
pub trait Query: Send + Sync {
    type Output: Send;
    const NAME: &'static str;
    /// Who may run it; everybody else is refused.
    const ALLOWED: &'static [Who];

    /// The subject. If payers may run it, this names the invoice.
    fn about(&self) -> About {
        About::Biller
    }

    /// Returns the answer, from the caller's biller alone.
    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Self::Output, UseCaseError>;
}

/// Runs a query for a caller.
///
/// # Errors
/// [`UseCaseError::Forbidden`] and the like for a caller who is not in [`Query::ALLOWED`], or the database's error.
pub async fn ask<Q: Query>(
    services: &Services,
    caller: &Caller,
    query: Q,
) -> Result<Q::Output, UseCaseError> {
    authorise(Q::ALLOWED, caller, query.about())?;
    query.answer(services.store.as_ref(), caller).await
}
