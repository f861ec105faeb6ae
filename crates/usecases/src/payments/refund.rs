//! Refunds: to a payer from their credit, or to the sender of an unidentified payment.

use async_trait::async_trait;
use domain::ids::{PaymentId, RefundId};
use domain::payments::{PaymentCommand, RefundState};
use serde::{Deserialize, Serialize};

use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::jobs::{Expires, JobPayload, KEYS_KEPT_MS, Purpose};
use crate::kernel::unit_of_work::UnitOfWork;
use crate::payments::content_owner;

/// The systems that report payments and can refund them themselves.
const PROVIDERS: [&str; 3] = ["sandbox", "stripe", "mollie"];

/// Whether this system refunds its payments itself; otherwise a person sends the money and records the result.
#[must_use]
pub fn pays_back_by_itself(system: &str) -> bool {
    PROVIDERS.contains(&system)
}

/// Asks a payment provider for a refund. Once: the refund's state says whether it has ended, and the provider knows it
/// by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundJob {
    pub payment: PaymentId,
    pub refund: RefundId,
}

impl JobPayload for RefundJob {
    const PURPOSE: Purpose =
        Purpose { name: "refund_at_provider", expires: Expires::Never, kept_ms: KEYS_KEPT_MS };

    fn unique_key(&self) -> String {
        self.refund.to_string()
    }
}

/// Starts a refund: of unapplied credit, or of a payment without a known payer. A provider is asked to do it; for a
/// transfer, a person sends it and records the result with [`FinishRefund`].
#[derive(Debug, Clone, Serialize)]
pub struct StartRefund {
    pub payment: PaymentId,
    /// Minor units; `None` for the whole unapplied amount.
    pub amount_minor: Option<i64>,
    /// The reason, in words for staff.
    pub reason: Option<String>,
}

/// The result of starting or finishing a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundChanged {
    pub refund_id: RefundId,
    pub payment_id: PaymentId,
    /// Minor units.
    pub amount_minor: i64,
    pub state: RefundState,
    /// The amount that is unapplied now, minor units.
    pub credit_minor: i64,
    /// Whether a provider sends it; otherwise a person does.
    pub by_provider: bool,
}

#[async_trait]
impl UseCase for StartRefund {
    type Output = RefundChanged;
    const NAME: &'static str = "start_refund";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<RefundChanged, UseCaseError> {
        let payment = self.payment;
        let (owner, amount_minor) = {
            let known = unit.open_payment(payment).await?;
            (content_owner(known), self.amount_minor.unwrap_or_else(|| known.free_minor()))
        };
        let reason = unit.write_reason(owner, self.reason.as_deref()).await?;
        let refund = RefundId(unit.next_id());
        unit.carry_out(PaymentCommand::StartRefund { payment, refund, amount_minor, reason }).await?;
        let answer = answer(unit, payment, refund)?;
        if answer.by_provider {
            let now = unit.context.now;
            unit.enqueue(&RefundJob { payment, refund }, now).await?;
        }
        Ok(answer)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundEnd {
    Completed,
    /// It could not be sent; the money is the payer's credit again.
    Failed,
}

/// Records how a refund ended.
#[derive(Debug, Clone, Serialize)]
pub struct FinishRefund {
    pub payment: PaymentId,
    pub refund: RefundId,
    pub end: RefundEnd,
    /// Why it could not be sent, in words.
    pub reason: Option<String>,
}

#[async_trait]
impl UseCase for FinishRefund {
    type Output = RefundChanged;
    const NAME: &'static str = "finish_refund";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator, Who::System];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<RefundChanged, UseCaseError> {
        let Self { payment, refund, .. } = *self;
        let owner = content_owner(unit.open_payment(payment).await?);
        let command = match self.end {
            RefundEnd::Completed => PaymentCommand::CompleteRefund { payment, refund },
            RefundEnd::Failed => {
                let reason = unit.write_reason(owner, self.reason.as_deref()).await?;
                PaymentCommand::FailRefund { payment, refund, reason }
            }
        };
        unit.carry_out(command).await?;
        answer(unit, payment, refund)
    }
}

fn answer(
    unit: &UnitOfWork<'_>,
    payment: PaymentId,
    refund: RefundId,
) -> Result<RefundChanged, UseCaseError> {
    let known = unit.books.payments.get(&payment).ok_or(UseCaseError::NotFound("payment"))?;
    let found = known.refunds.get(&refund).ok_or(UseCaseError::NotFound("refund"))?;
    Ok(RefundChanged {
        refund_id: refund,
        payment_id: payment,
        amount_minor: found.amount_minor,
        state: found.state,
        credit_minor: known.free_minor(),
        by_provider: pays_back_by_itself(&known.recorded.source.system),
    })
}
