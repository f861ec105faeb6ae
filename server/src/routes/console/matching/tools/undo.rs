//! Undoes the match of a payment.

use async_trait::async_trait;
use usecases::{UndoMatch, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct Undo;

#[async_trait]
impl PaymentTool for Undo {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "undo", page: FormPage::Payment, allowed: UndoMatch::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let undo = UndoMatch { payment: context.payment(), reason: context.reason() };
        context.then_queue("undone", undo).await
    }
}
