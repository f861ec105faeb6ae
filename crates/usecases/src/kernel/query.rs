//! What can be asked: each query declares who may, and answers from the database without changing anything.

use async_trait::async_trait;

use crate::kernel::access::{About, Caller, Who, authorise};
use crate::kernel::error::UseCaseError;
use crate::kernel::ports::Store;
use crate::kernel::services::Services;

/// Something that can be asked.
#[async_trait]
pub trait Query: Send + Sync {
    type Output: Send;
    const NAME: &'static str;
    /// Who may ask; nobody else.
    const ALLOWED: &'static [Who];

    /// What it is about. What payers may ask names its invoice.
    fn about(&self) -> About {
        About::Biller
    }

    /// Answers, from the caller's biller alone.
    async fn answer(&self, store: &dyn Store, caller: &Caller) -> Result<Self::Output, UseCaseError>;
}

/// Asks for a caller.
///
/// # Errors
/// [`UseCaseError::Forbidden`] and the like for a caller who is not in [`Query::ALLOWED`], and what the database
/// answers.
pub async fn ask<Q: Query>(
    services: &Services,
    caller: &Caller,
    query: Q,
) -> Result<Q::Output, UseCaseError> {
    authorise(Q::ALLOWED, caller, query.about())?;
    query.answer(services.store.as_ref(), caller).await
}
