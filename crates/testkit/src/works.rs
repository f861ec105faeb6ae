//! Writes that run in a transaction without being a use case.

use std::pin::Pin;

use async_trait::async_trait;
use usecases::{NewJob, Transaction, Transactional, UseCaseError, UseCaseResult};

pub type Written<'t> = Pin<Box<dyn Future<Output = Result<UseCaseResult, UseCaseError>> + Send + 't>>;

/// A write made from a closure.
pub struct Closure<F>(pub F);

#[async_trait]
impl<F> Transactional for Closure<F>
where
    F: for<'t> Fn(&'t mut dyn Transaction) -> Written<'t> + Send + Sync,
{
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        (self.0)(tx).await
    }
}

/// Writes a job, as a use case does.
pub struct Enqueue(pub NewJob);

#[async_trait]
impl Transactional for Enqueue {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        tx.enqueue(&self.0).await?;
        Ok(done())
    }
}

/// The answer of a write that has nothing to say.
pub fn done() -> UseCaseResult {
    UseCaseResult { body: "null".into(), repeated: false }
}
