//! Refunds a payment to whoever sent it.

use async_trait::async_trait;
use usecases::{StartRefund, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Return;

#[async_trait]
impl PaymentTool for Return {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "return", page: FormPage::Queue, allowed: StartRefund::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let refund = StartRefund { payment: context.payment(), amount_minor: None, reason: context.reason() };
        context.then_payment("returned", refund).await
    }
}
