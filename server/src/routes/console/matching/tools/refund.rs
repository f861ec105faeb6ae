//! Refunds a payer's credit.

use async_trait::async_trait;
use usecases::{StartRefund, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Refund;

#[async_trait]
impl PaymentTool for Refund {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "refund", page: FormPage::Payment, allowed: StartRefund::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let amount_minor = Some(context.values.amount("amount", context.currency())?);
        let refund = StartRefund { payment: context.payment(), amount_minor, reason: context.reason() };
        context.then_payment("refund", refund).await
    }
}
