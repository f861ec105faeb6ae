//! The sandbox provider's payments, and their later steps.

use async_trait::async_trait;
use serde::Serialize;

use crate::checkouts::jobs::SandboxStep;
use crate::checkouts::ports::SandboxRow;
use crate::kernel::access::Who;
use crate::kernel::audit::Audited;
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// A step that happens at the sandbox provider later.
#[derive(Debug, Clone, Serialize)]
pub struct LaterStep {
    /// In so many milliseconds.
    pub after_ms: i64,
    /// The step, in the provider's format.
    pub step: serde_json::Value,
}

/// Stores a payment of the sandbox provider, with the steps that follow from the change.
#[derive(Debug, Clone, Serialize)]
pub struct KeepSandboxPayment {
    /// The payment, with its version increased.
    pub payment: SandboxRow,
    pub later: Vec<LaterStep>,
}

#[async_trait]
impl UseCase for KeepSandboxPayment {
    /// Whether it was written; false if another writer was faster.
    type Output = bool;
    const NAME: &'static str = "keep_sandbox_payment";
    // Sandbox money.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<bool, UseCaseError> {
        if !unit.biller.sandbox || self.payment.biller != unit.biller.id {
            return Err(UseCaseError::NotFound("sandbox"));
        }
        if !unit.tx.put_sandbox_payment(&self.payment).await? {
            return Ok(false);
        }
        for (place, later) in self.later.iter().enumerate() {
            let SandboxRow { id, version, .. } = &self.payment;
            let step =
                SandboxStep { payment: id.clone(), step: later.step.clone(), version: *version, place };
            let due_at = unit.in_ms(later.after_ms);
            unit.enqueue(&step, due_at).await?;
        }
        Ok(true)
    }
}
