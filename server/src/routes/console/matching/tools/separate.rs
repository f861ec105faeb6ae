//! Separates a payment from the one that it was joined to.

use async_trait::async_trait;
use usecases::{SeparatePayment, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Separate;

#[async_trait]
impl PaymentTool for Separate {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription {
            path: "separate",
            page: FormPage::Payment,
            allowed: SeparatePayment::ALLOWED,
        }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let separate = SeparatePayment { payment: context.payment(), reason: context.reason() };
        context.then_queue("separated", separate).await
    }
}
