//! The sandbox provider's data: sealed values, changed with optimistic locking.

use psp::sandbox::{Effect, SandboxPayment};
use usecases::checkouts::{KeepSandboxPayment, LaterStep, SandboxRow};
use usecases::{Caller, Input, Principal, Services, StoreError, UseCaseError, execute};

const PURPOSE: &str = "sandbox payment 1";
/// How often a writer who was slower reads again.
const TRIES: usize = 10;

/// A payment with its row.
pub struct Kept {
    /// What the provider knows.
    pub payment: SandboxPayment,
    pub row: SandboxRow,
}

/// Reads a row.
///
/// # Errors
/// The row cannot be opened.
pub fn read(services: &Services, row: SandboxRow) -> Result<Kept, StoreError> {
    let unreadable = || StoreError::Unreadable("a payment of the sandbox provider".into());
    let plain = services.link_keys.unlock(PURPOSE, &row.id, &row.data).ok_or_else(unreadable)?;
    let payment = serde_json::from_slice(&plain).map_err(|_| unreadable())?;
    Ok(Kept { payment, row })
}

/// Finds a payment by its id.
///
/// # Errors
/// Any error of the database.
pub async fn find(services: &Services, id: &str) -> Result<Option<Kept>, StoreError> {
    let row = services.node().sandbox_row(id).await?;
    row.map(|row| read(services, row)).transpose()
}

/// Seals a payment into its row.
///
/// # Errors
/// There is no key to seal with.
pub fn seal(
    services: &Services,
    payment: &SandboxPayment,
) -> Result<usecases::checkouts::Sealed, StoreError> {
    let cannot = || StoreError::Unreadable("a payment of the sandbox provider cannot be sealed".into());
    let plain = serde_json::to_vec(payment).map_err(|_| cannot())?;
    services.link_keys.lock(PURPOSE, &payment.id, &plain, services.ids.as_ref()).ok_or_else(cannot)
}

/// Writes a row and its effects; returns false if another writer was faster.
///
/// # Errors
/// Any error of the database.
pub async fn write(services: &Services, row: SandboxRow, effects: &[Effect]) -> Result<bool, UseCaseError> {
    let caller = Caller { biller: row.biller, principal: Principal::System { task: "sandbox" } };
    let later = effects
        .iter()
        .map(|effect| LaterStep {
            after_ms: effect.after_ms,
            step: serde_json::to_value(effect.step).unwrap_or_default(),
        })
        .collect();
    let use_case = KeepSandboxPayment { payment: row, later };
    Ok(execute(services, caller, Input { use_case, key: None }).await?.output)
}

/// Changes a payment. `change` may run again, on what another writer has made of it.
///
/// # Errors
/// There is none with this id, or an error of the database.
pub async fn change<T>(
    services: &Services,
    id: &str,
    change: impl Fn(&mut SandboxPayment) -> (T, Vec<Effect>),
) -> Result<T, UseCaseError> {
    for _ in 0..TRIES {
        let Kept { mut payment, mut row } =
            find(services, id).await?.ok_or(UseCaseError::NotFound("payment"))?;
        let before = payment.clone();
        let (answer, effects) = change(&mut payment);
        if payment == before && effects.is_empty() {
            return Ok(answer);
        }
        row.data = seal(services, &payment)?;
        row.version += 1;
        if write(services, row, &effects).await? {
            return Ok(answer);
        }
    }
    Err(StoreError::Conflict.into())
}
