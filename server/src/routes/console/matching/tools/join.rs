//! Joins a payment to another one that is the same money.

use async_trait::async_trait;
use domain::ids::PaymentId;
use usecases::{JoinPayment, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Join;

#[async_trait]
impl PaymentTool for Join {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "join", page: FormPage::Queue, allowed: JoinPayment::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let to: PaymentId = context.values.parsed("to")?;
        context.then_next("joined", JoinPayment { payment: context.payment(), to }).await
    }
}
