//! Returns that wait: the bank took a payment back, and that payment is not recorded here, or several could be meant.

use async_trait::async_trait;
use domain::ids::PaymentId;
use domain::payments::{PaymentState, Remittance};
use domain::{Date, Money, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bank_imports::undo::take_back;
use crate::kernel::access::{Scope, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// The bank's information about a return. Personal data: stored as content until the return has found its payment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReturnNotice {
    /// What came with it.
    pub remittance: Remittance,
    pub code: Option<String>,
    pub text: Option<String>,
}

/// A waiting return, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReturn {
    pub id: Uuid,
    /// The biller's account, as the file writes it.
    pub account: String,
    /// The returned amount.
    pub amount: Money,
    pub booked_on: Date,
    pub arrived_at: Timestamp,
    /// What the bank says, unless erased.
    pub notice: Option<ReturnNotice>,
}

/// Sets the payment that a waiting return reverses.
#[derive(Debug, Clone, Serialize)]
pub struct ResolveReturn {
    pub id: Uuid,
    /// The payment, of the same currency. The return may be higher by the bank's charges, never lower.
    pub payment: PaymentId,
}

/// Closes a waiting return that reverses no recorded payment.
#[derive(Debug, Clone, Serialize)]
pub struct DismissReturn {
    pub id: Uuid,
}

/// A return that no longer waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnEnded {
    pub id: Uuid,
    /// The payment that it reversed.
    pub payment_id: Option<PaymentId>,
    /// Where that stands.
    pub state: Option<PaymentState>,
}

#[async_trait]
impl UseCase for ResolveReturn {
    type Output = ReturnEnded;
    const NAME: &'static str = "resolve_return";
    const MOVES_MONEY: bool = true;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ReturnEnded, UseCaseError> {
        let biller = unit.biller_id();
        unit.tx.hold_bank(biller).await?;
        let waiting = unit.tx.waiting_return(biller, self.id).await?;
        let waiting = waiting.ok_or(UseCaseError::NotFound("return"))?;
        let known = unit.open_payment(self.payment).await?;
        let amount = known.recorded.amount;
        if amount.currency != waiting.amount.currency {
            let (invoice, payment) = (amount.currency, waiting.amount.currency);
            return Err(domain::Refusal::CurrencyMismatch { invoice, payment }.into());
        }
        if amount.minor > waiting.amount.minor {
            return Err(domain::Refusal::AmountsDiffer(amount).into());
        }
        if known.state != PaymentState::Settled {
            return Err(domain::Refusal::PaymentNotSettled.into());
        }
        let Ok(mut undid) = take_back(unit, &waiting.undoing, self.payment).await? else {
            return Err(domain::Refusal::PaymentNotSettled.into());
        };
        undid.how.by_hand = true;
        unit.tx.end_return(biller, self.id, Some(&undid)).await?;
        let state = Some(unit.open_payment(self.payment).await?.state);
        Ok(ReturnEnded { id: self.id, payment_id: Some(self.payment), state })
    }
}

#[async_trait]
impl UseCase for DismissReturn {
    type Output = ReturnEnded;
    const NAME: &'static str = "dismiss_return";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Agents, Who::Api(Scope::Payments), Who::Operator];

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<ReturnEnded, UseCaseError> {
        let biller = unit.biller_id();
        unit.tx.hold_bank(biller).await?;
        unit.tx.waiting_return(biller, self.id).await?.ok_or(UseCaseError::NotFound("return"))?;
        unit.tx.end_return(biller, self.id, None).await?;
        Ok(ReturnEnded { id: self.id, payment_id: None, state: None })
    }
}
