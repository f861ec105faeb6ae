//! Refunds at the provider that took the money.

use async_trait::async_trait;
use domain::ids::BillerId;
use usecases::checkouts::CheckRefund;
use usecases::payments::RefundJob;

use super::checkouts::settled;
use super::handler::Handles;
use crate::providers::{Providers, refund};

/// Starts a refund that staff have decided.
pub struct Start(pub Providers);

#[async_trait]
impl Handles<RefundJob> for Start {
    async fn run(&self, biller: BillerId, job: RefundJob) -> anyhow::Result<()> {
        settled(refund::refund(&self.0, biller, job, 0).await)
    }
}

/// Asks what became of it.
pub struct Check(pub Providers);

#[async_trait]
impl Handles<CheckRefund> for Check {
    async fn run(&self, biller: BillerId, job: CheckRefund) -> anyhow::Result<()> {
        settled(refund::refund(&self.0, biller, job.refund, job.times + 1).await)
    }
}
