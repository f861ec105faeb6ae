//! Runs use cases: once for each key, in one transaction, at the biller's time.

use std::sync::Arc;

use async_trait::async_trait;
use domain::links::PayerAction;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kernel::access::{About, Caller, Who, authorise, prove};
use crate::kernel::audit::{self, Audited};
use crate::kernel::canonical::fingerprint;
use crate::kernel::error::{StoreError, UseCaseError};
use crate::kernel::idempotency::IdempotencyRecord;
use crate::kernel::ports::{Transaction, Transactional, UseCaseResult};
use crate::kernel::services::Services;
use crate::kernel::unit_of_work::UnitOfWork;

/// A use case. Its serialised form is its input: equal inputs have equal hashes. Input and output are stored with
/// idempotency keys, so a field that is added later has to be optional (see `canonical`), in an output with
/// `#[serde(default)]`. Then the results of earlier versions can still be read.
#[async_trait]
pub trait UseCase: Serialize + Send + Sync + 'static {
    type Output: Serialize + DeserializeOwned + Send;
    /// Its name, part of the input's hash.
    const NAME: &'static str;
    /// Whether it moves money and so needs an idempotency key.
    const MOVES_MONEY: bool;
    /// Who may run it; everybody else is refused.
    const ALLOWED: &'static [Who];
    /// Whether it leaves an entry in the audit log.
    const AUDITED: Audited = Audited::ByStaff;

    /// The subject. If payers may run it, this names the invoice.
    fn about(&self) -> About {
        About::Biller
    }

    /// The payer's action, if it depends on loaded data ([`Who::PayerOnceLoaded`]).
    ///
    /// # Errors
    /// What the database answers; [`UseCaseError::Forbidden`] where it does not depend on it.
    async fn payer_action(&self, _unit: &mut UnitOfWork<'_>) -> Result<PayerAction, UseCaseError> {
        Err(UseCaseError::Forbidden)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<Self::Output, UseCaseError>;

    /// Whether the output says that nothing new happened.
    fn is_repeat(_output: &Self::Output) -> bool {
        false
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    pub output: T,
    /// Whether it was done before: under the same key, or because the same thing exists already.
    pub repeated: bool,
}

/// A use case with its idempotency key.
pub struct Input<U> {
    pub use_case: U,
    /// The idempotency key; required if money moves.
    pub key: Option<String>,
}

/// Runs a use case for a caller.
///
/// # Errors
/// [`UseCaseError::Forbidden`] and the like for a caller who is not in [`UseCase::ALLOWED`], the use case's own errors,
/// [`UseCaseError::KeyReused`] for a key with another input, or the database's error. Nothing has changed then, except
/// after [`StoreError::OutcomeUnknown`]: repeat the call with the same key to find out.
pub async fn execute<U: UseCase>(
    services: &Services,
    caller: Caller,
    input: Input<U>,
) -> Result<Done<U::Output>, UseCaseError> {
    authorise(U::ALLOWED, &caller, input.use_case.about())?;
    if U::MOVES_MONEY && input.key.is_none() {
        return Err(UseCaseError::KeyMissing);
    }
    let work = Arc::new(UseCaseRun { services: services.clone(), caller, input });
    let reply = services.store.write(work).await?;
    let output = serde_json::from_str(&reply.body).map_err(unreadable)?;
    Ok(Done { output, repeated: reply.repeated })
}

struct UseCaseRun<U> {
    services: Services,
    caller: Caller,
    input: Input<U>,
}

#[async_trait]
impl<U: UseCase> Transactional for UseCaseRun<U> {
    async fn run(&self, tx: &mut dyn Transaction) -> Result<UseCaseResult, UseCaseError> {
        let (biller, scope) = (&self.caller.biller, &self.caller.key_scope());
        let mut keyed = None;
        if let Some(key) = &self.input.key {
            let input = &self.input.use_case;
            let input_hash = fingerprint(Some(U::NAME), input).map_err(unreadable)?;
            if let Some(known) = tx.find_idempotency(*biller, scope, key).await? {
                return if known.input_hash == input_hash {
                    Ok(UseCaseResult { body: known.body, repeated: true })
                } else {
                    Err(UseCaseError::KeyReused)
                };
            }
            keyed = Some((key, input_hash));
        }
        let mut unit = UnitOfWork::open(tx, &self.services, &self.caller).await?;
        let output = perform(&self.input.use_case, &mut unit).await?;
        audit::leave_entry::<U>(&mut unit).await?;
        let body = serde_json::to_string(&output).map_err(unreadable)?;
        if let Some((key, input_hash)) = keyed {
            let remembered =
                IdempotencyRecord { input_hash, body: body.clone(), at: self.services.clock.now() };
            tx.insert_idempotency(*biller, scope, key, &remembered).await?;
        }
        Ok(UseCaseResult { body, repeated: U::is_repeat(&output) })
    }
}

/// Runs a use case after the caller's access was checked. Access that depends on loaded data is checked here.
pub(crate) async fn perform<U: UseCase>(
    use_case: &U,
    unit: &mut UnitOfWork<'_>,
) -> Result<U::Output, UseCaseError> {
    if let (Some(proof), true) = (unit.caller.proof(), U::ALLOWED.contains(&Who::PayerOnceLoaded)) {
        prove(proof, use_case.payer_action(unit).await?)?;
    }
    use_case.perform(unit).await
}

fn unreadable(error: impl std::fmt::Display) -> UseCaseError {
    StoreError::Unreadable(error.to_string()).into()
}
