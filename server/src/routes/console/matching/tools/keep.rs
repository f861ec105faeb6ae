//! Keeps a payment as the credit of a payer; it pays no invoice.

use async_trait::async_trait;
use domain::ids::PayerId;
use usecases::{KeepAsCredit, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Keep;

#[async_trait]
impl PaymentTool for Keep {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "credit", page: FormPage::Queue, allowed: KeepAsCredit::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let payer: PayerId = context.values.parsed("payer")?;
        context.then_next("kept", KeepAsCredit { payment: context.payment(), payer }).await
    }
}
