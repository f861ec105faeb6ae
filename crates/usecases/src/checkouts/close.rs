//! The payer cancels a checkout.

use async_trait::async_trait;
use domain::checkouts::{CheckoutCommand, CheckoutEnd};
use domain::ids::{CheckoutId, InvoiceId};
use domain::links::PayerAction;
use serde::{Deserialize, Serialize};

use crate::checkouts::jobs::EndCheckout;
use crate::kernel::access::{About, Who};
use crate::kernel::error::UseCaseError;
use crate::kernel::execute::UseCase;
use crate::kernel::unit_of_work::UnitOfWork;

/// Cancels a checkout: here at once, at the provider by a job. Money that arrives all the same is recorded.
#[derive(Debug, Clone, Serialize)]
pub struct CloseCheckout {
    pub invoice: InvoiceId,
    pub checkout: CheckoutId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutClosed {
    pub checkout_id: CheckoutId,
    /// The number of the invoice's last event.
    pub seq: i64,
}

#[async_trait]
impl UseCase for CloseCheckout {
    type Output = CheckoutClosed;
    const NAME: &'static str = "close_checkout";
    const MOVES_MONEY: bool = false;
    const ALLOWED: &'static [Who] = &[Who::Payer(PayerAction::Pay), Who::System, Who::Operator];

    fn about(&self) -> About {
        About::Invoice(self.invoice)
    }

    async fn perform(&self, unit: &mut UnitOfWork<'_>) -> Result<CheckoutClosed, UseCaseError> {
        let Self { invoice, checkout } = *self;
        let events =
            unit.carry_out(CheckoutCommand::Close { invoice, checkout, why: CheckoutEnd::Cancelled }).await?;
        if !events.is_empty() {
            let now = unit.context.now;
            unit.enqueue(&EndCheckout { checkout }, now).await?;
        }
        let seq = unit.invoice_now(invoice)?.seq;
        Ok(CheckoutClosed { checkout_id: checkout, seq })
    }
}
