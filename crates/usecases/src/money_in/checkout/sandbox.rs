//! What the sandbox provider keeps, and what happens there later.

use async_trait::async_trait;
use domain::ids::JobId;
use serde::Serialize;

use super::jobs::SANDBOX_STEP;
use super::ports::SandboxRow;
use crate::access::Who;
use crate::audit::Audited;
use crate::error::UseCaseError;
use crate::execute::{Desk, UseCase};
use crate::ports::NewJob;

/// Something that happens at the sandbox provider later.
#[derive(Debug, Clone, Serialize)]
pub struct LaterStep {
    /// In so many milliseconds.
    pub after_ms: i64,
    /// What the job knows.
    pub payload: String,
}

/// Writes a payment of the sandbox provider, with what follows from the change.
#[derive(Debug, Clone, Serialize)]
pub struct KeepSandboxPayment {
    /// The payment, its version counted up.
    pub payment: SandboxRow,
    /// What follows.
    pub later: Vec<LaterStep>,
}

#[async_trait]
impl UseCase for KeepSandboxPayment {
    /// Whether it was written; not where somebody was faster.
    type Output = bool;
    const NAME: &'static str = "keep_sandbox_payment";
    // Play money.
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::System];
    const AUDITED: Audited = Audited::Never;

    async fn perform(&self, desk: &mut Desk<'_>) -> Result<bool, UseCaseError> {
        if !desk.biller.sandbox || self.payment.biller != desk.biller.id {
            return Err(UseCaseError::NotFound("sandbox"));
        }
        if !desk.tx.put_sandbox_payment(&self.payment).await? {
            return Ok(false);
        }
        for (at, step) in self.later.iter().enumerate() {
            let job = NewJob {
                id: JobId(desk.fresh()),
                biller: desk.biller_id(),
                purpose: SANDBOX_STEP.into(),
                unique: format!("{}:{}:{at}", self.payment.id, self.payment.version),
                payload: step.payload.clone(),
                due_at: desk.in_ms(step.after_ms),
            };
            desk.tx.enqueue(&job).await?;
        }
        Ok(true)
    }
}
