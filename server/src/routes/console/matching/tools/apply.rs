//! Pays another invoice with a payer's credit.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::invoices::CreditSource;
use usecases::{AllocateCredit, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Apply;

#[async_trait]
impl PaymentTool for Apply {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "apply", page: FormPage::Payment, allowed: AllocateCredit::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let invoice: InvoiceId = context.values.parsed("invoice")?;
        let amount_minor = context.values.amount("amount", context.currency())?;
        let source = CreditSource::Payment(context.payment());
        context.then_payment("applied", AllocateCredit { source, invoice, amount_minor }).await
    }
}
