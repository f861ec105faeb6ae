//! Asks the payer of an invoice whether a payment is theirs.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use usecases::{AskPayer, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Ask;

#[async_trait]
impl PaymentTool for Ask {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "ask", page: FormPage::Queue, allowed: AskPayer::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let invoice: InvoiceId = context.values.parsed("invoice")?;
        let text = context.values.optional("text");
        context.then_queue("asked", AskPayer { payment: context.payment(), invoice, text }).await
    }
}
