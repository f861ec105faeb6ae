//! Matches a payment with an invoice.

use async_trait::async_trait;
use domain::ids::InvoiceId;
use domain::payments::Share;
use usecases::{ConfirmMatch, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Confirm;

#[async_trait]
impl PaymentTool for Confirm {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "match", page: FormPage::Queue, allowed: ConfirmMatch::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let invoice: InvoiceId = context.values.parsed("invoice")?;
        // The whole amount: what the invoice does not need becomes the payer's credit. The amount comes from
        // the page, so that a form that is sent twice is the same form.
        let amount_minor = context.values.parsed("amount_minor")?;
        let shares = vec![Share { invoice, amount_minor }];
        context.then_next("matched", ConfirmMatch { payment: context.payment(), shares }).await
    }
}
