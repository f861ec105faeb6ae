//! Records how a refund ended.

use async_trait::async_trait;
use domain::ids::RefundId;
use usecases::{FinishRefund, RefundEnd, UseCase};

use crate::routes::console::matching::tool::{
    FormPage, PaymentTool, PaymentToolContext, PaymentToolDescription, ToolRefused,
};

pub struct RefundEnds;

#[async_trait]
impl PaymentTool for RefundEnds {
    fn description(&self) -> PaymentToolDescription {
        PaymentToolDescription { path: "refunded", page: FormPage::Payment, allowed: FinishRefund::ALLOWED }
    }

    async fn done(&self, context: &PaymentToolContext<'_>) -> Result<String, ToolRefused> {
        let refund: RefundId = context.values.parsed("refund")?;
        let end = match context.values.text("end") {
            Some("completed") => RefundEnd::Completed,
            Some("failed") => RefundEnd::Failed,
            _ => return Err(ToolRefused::Said("Say whether it went back or failed.".to_owned())),
        };
        let finish = FinishRefund { payment: context.payment(), refund, end, reason: context.reason() };
        context.then_payment("refunded", finish).await
    }
}
